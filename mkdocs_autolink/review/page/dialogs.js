// What is asked before a decision: where it leads instead, for which pages, with which note, above which confidence.
import { previewBulk, search } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { code, plural, readable, sentence, twoDigits, user } from "./text.js";

const PAUSE = 60; // milliseconds without a key before a search
const open = (name) => byId(`${name}-dialog`).showModal();
const close = (name) => byId(`${name}-dialog`).close();

/** Whether a dialog is open, so that keys belong to it. */
export const isOpen = () => Boolean(document.querySelector("dialog[open]"));

/** Makes the dialogs of the template work. */
export const prepare = () => {
  for (const cancel of document.querySelectorAll("[data-close]")) {
    cancel.addEventListener("click", () => cancel.closest("dialog").close());
  }
  prepareRetarget();
  prepareOnly();
  prepareNote();
  prepareBulk();
};

// Retarget: a combobox over pages and sections.

const retarget = { results: [], place: -1, timer: 0, request: null, onPick: null };

/** Asks for another target; `onPick(address)`. */
export const askTarget = (what, query, onPick) => {
  retarget.onPick = onPick;
  setText(byId("retarget-what"), what);
  byId("retarget-text").value = query;
  showTargets([]);
  open("retarget");
  byId("retarget-text").select();
  searchTargets();
};

const chooseTarget = (place) => {
  const rows = byId("retarget-list").children;
  rows[retarget.place]?.setAttribute("aria-selected", "false");
  retarget.place = rows.length ? (place + rows.length) % rows.length : -1;
  rows[retarget.place]?.setAttribute("aria-selected", "true");
  rows[retarget.place]?.scrollIntoView({ block: "nearest" });
  byId("retarget-text").setAttribute("aria-activedescendant", rows[retarget.place]?.id ?? "");
};

const pickTarget = () => {
  const found = retarget.results[retarget.place];
  if (!found) return;
  close("retarget");
  retarget.onPick(found.target);
};

const showTargets = (targets) => {
  retarget.results = targets;
  const rows = targets.map((found, place) =>
    el(
      "div",
      { class: "found", role: "option", id: `found-${place}`, "aria-selected": "false" },
      el("span", { class: "phrase" }, user(found.title)),
      " ",
      code(found.target),
      el("span", { class: "quiet" }, user(found.lead, 120)),
    ),
  );
  byId("retarget-list").replaceChildren(...rows);
  byId("retarget-text").setAttribute("aria-expanded", String(targets.length > 0));
  chooseTarget(0);
};

const searchTargets = async () => {
  retarget.request?.abort();
  const request = (retarget.request = new AbortController());
  const text = byId("retarget-text").value.trim();
  if (!text) {
    showTargets([]);
    setText(byId("retarget-count"), "Type a part of a title or of an address.");
    return;
  }
  try {
    const { targets } = await search(text, request.signal);
    if (request.signal.aborted) return;
    showTargets(targets);
    setText(
      byId("retarget-count"),
      targets.length
        ? `${plural(targets.length, "target")}, the likest first`
        : "No page or section is called like that.",
    );
  } catch (error) {
    if (!request.signal.aborted) setText(byId("retarget-count"), error.message);
  }
};

const prepareRetarget = () => {
  const text = byId("retarget-text");
  text.addEventListener("input", () => {
    clearTimeout(retarget.timer);
    retarget.request?.abort();
    retarget.results = []; // what is shown no longer answers what is typed
    retarget.timer = setTimeout(searchTargets, PAUSE);
  });
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) chooseTarget(retarget.place + steps[event.key]);
    else if (event.key === "Enter") pickTarget();
    else return;
    event.preventDefault();
  });
  byId("retarget-list").addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (!row) return;
    chooseTarget([...row.parentElement.children].indexOf(row));
    pickTarget();
  });
};

// Only on some pages.

let onOnly = null;

/** Asks for pages, the one of `page` ticked first, and what holds there; `onPick(mode, pages)`. */
export const askPages = (what, pages, page, onPick) => {
  onOnly = onPick;
  setText(byId("only-what"), what);
  const ticked = page ?? pages[0];
  const choice = (key) => {
    const box = el("input", { type: "checkbox" });
    box.value = key;
    box.checked = key === ticked;
    return el("label", { class: "choice" }, box, " ", code(key));
  };
  byId("only-pages").replaceChildren(...pages.map(choice));
  byId("only-dialog").querySelector("form").reset();
  byId("only-pages")
    .querySelectorAll("input")
    .forEach((box) => (box.checked = box.value === ticked));
  open("only");
  const first = byId("only-pages").querySelector("input:checked");
  first?.focus();
  first?.scrollIntoView({ block: "nearest" });
};

const prepareOnly = () => {
  const form = byId("only-dialog").querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const pages = [...form.querySelectorAll("#only-pages input:checked")].map((box) => box.value);
    if (!pages.length) {
      byId("only-pages").querySelector("input").focus();
      return;
    }
    close("only");
    onOnly(form.elements.only.value, pages);
  });
  form.addEventListener("change", () => {
    const none = !form.querySelector("#only-pages input:checked");
    form.querySelector(".yes").disabled = none;
  });
  form.addEventListener("reset", () => (form.querySelector(".yes").disabled = false));
};

// Note.

let onNote = null;
let noteAbout = "";
const drafts = new Map(); // notes that were begun and not saved, by what they are about

/** Asks for a note; `onPick(text, verdict)`, where the verdict is "note" for what is decided already. */
export const askNote = (what, note, isDecided, onPick) => {
  onNote = onPick;
  noteAbout = what;
  setText(byId("note-what"), what);
  byId("note-text").value = drafts.get(what) ?? note;
  byId("note-save").hidden = !isDecided;
  byId("note-accept").hidden = isDecided;
  byId("note-reject").hidden = isDecided;
  open("note");
  byId("note-text").focus();
};

const prepareNote = () => {
  const form = byId("note-dialog").querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = byId("note-text").value.trim();
    drafts.delete(noteAbout);
    close("note");
    onNote(text, event.submitter?.value ?? "note");
  });
  byId("note-text").addEventListener("input", () => drafts.set(noteAbout, byId("note-text").value));
  byId("note-text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
      form.requestSubmit(form.querySelector("button.yes:not([hidden])"));
  });
};

// Accept many.

const bulk = { listed: null, plan: null, turn: 0, timer: 0, onPick: null };

/** Shows what accepting above a confidence means; `listed` are ids of the listed groups, null where none are hidden. */
export const askBulk = (listed, onPick) => {
  bulk.onPick = onPick;
  bulk.listed = listed;
  byId("bulk-listed").checked = Boolean(listed);
  byId("bulk-listed-choice").hidden = !listed;
  if (listed) setText(byId("bulk-listed-text"), `Only the ${plural(listed.length, "group")} that the filters list`);
  open("bulk");
  byId("bulk-above").select();
  preview();
};

const example = (one) =>
  el(
    "li",
    { class: "mention" },
    el("p", { class: "sentence" }, sentence(one)),
    el(
      "p",
      { class: "facts" },
      el("span", {}, "to ", user(one.title || one.target)),
      " ",
      code(one.target),
      " ",
      el("span", {}, "confidence ", el("b", {}, twoDigits(one.confidence))),
    ),
  );

const preview = async () => {
  const turn = (bulk.turn += 1);
  const above = byId("bulk-above").valueAsNumber;
  const groups = byId("bulk-listed").checked ? bulk.listed : null;
  bulk.plan = null;
  byId("bulk-accept").disabled = true;
  if (!(above >= 0 && above <= 1)) {
    byId("bulk-preview").replaceChildren(el("p", {}, "Write a number from 0 to 1."));
    return;
  }
  try {
    const found = await previewBulk(above, groups);
    if (turn === bulk.turn) showPreview(found, groups);
  } catch (error) {
    if (turn === bulk.turn) byId("bulk-preview").replaceChildren(el("p", {}, error.message));
  }
};

const showPreview = (found, groups) => {
  const button = byId("bulk-accept");
  setText(button, found.proposals ? `Accept ${plural(found.proposals, "phrase")}` : "Accept");
  button.disabled = !found.proposals;
  bulk.plan = { above: found.above, plan: found.plan, links: found.links, ...(groups && { groups }) };
  if (!found.proposals) {
    byId("bulk-preview").replaceChildren(el("p", {}, "No undecided link is that sure."));
    return;
  }
  const sum = `${plural(found.links, "link")} on ${plural(found.pages, "page")}, ${plural(found.proposals, "phrase")} in ${plural(found.groups, "group")}.`;
  byId("bulk-preview").replaceChildren(
    el("p", {}, el("b", {}, sum), " Undo takes all of them back."),
    el("h3", {}, "The weakest of them"),
    el("ul", { class: "mentions" }, ...found.weakest.map(example)),
  );
};

const prepareBulk = () => {
  const form = byId("bulk-dialog").querySelector("form");
  form.addEventListener("input", () => {
    bulk.plan = null;
    byId("bulk-accept").disabled = true;
    clearTimeout(bulk.timer);
    bulk.timer = setTimeout(preview, 2 * PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!bulk.plan) return;
    close("bulk");
    bulk.onPick(bulk.plan);
  });
};

/** Shows the keys. */
export const showHelp = () => open("help");

/** A phrase or a title within a sentence of ours. */
export const quoted = (text, limit = 60) => `“${readable(text, limit)}”`;
