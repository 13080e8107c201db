// The group that is open: its phrases or targets, each a line that can be chosen and decided on alone.
import { button, byId, el, setText } from "./dom.js";
import { extentOf, OUTCOMES } from "./list.js";
import { low } from "./messages.js";
import { mentionItem, mentionList, reasonsOf } from "./mention.js";
import { code, plural, range, readable, user } from "./text.js";

const MOST_ALONE = 8; // mentions that are shown at first where the group has one phrase
const MOST_AMONG = 3;

const KINDS = {
  links: "Links",
  ambiguous: "Ambiguous: choose the target that is meant",
  "near misses": "Not linked: accept what is missing",
  "earlier decisions": "Decided earlier",
};
const HOLDS = { accept: "accepted here", reject: "rejected here", retarget: "retargeted here" };
const SAID = { accept: "Accepted", reject: "Rejected", retarget: "Leads to" };

const where = (pages) => {
  if (pages === null) return [" on all pages"];
  return [
    " on ",
    ...pages.slice(0, 5).flatMap((page, place) => (place ? [", ", code(page)] : [code(page)])),
    pages.length > 5 ? ` and ${pages.length - 5} more` : "",
  ];
};

const decisionItem = ({ verdict, to, pages, note, extra }) =>
  el(
    "li",
    {},
    el("b", {}, SAID[verdict]),
    ...(to ? [" ", code(to)] : []),
    ...where(pages),
    extra?.by ? ` by ${readable(String(extra.by), 60)}${extra.on ? `, ${readable(String(extra.on), 30)}` : ""}` : "",
    note ? el("span", { class: "note" }, user(note, 600)) : "",
  );

/** The decision that holds for a proposal on a page; one for the page goes before one for all. */
const decisionOn = (proposal, page) =>
  proposal.decisions.find((one) => one.pages?.includes(page)) ?? proposal.decisions.find((one) => one.pages === null);

/** What holds for a mention, where that is not the same for all mentions of its proposals. */
const holding = (proposals, page) => {
  if (proposals.length === 1) return HOLDS[decisionOn(proposals[0], page)?.verdict] ?? "";
  const linked = proposals.find((one) => decisionOn(one, page) && decisionOn(one, page).verdict !== "reject");
  return linked ? `leads to ${readable(decisionOn(linked, page).to || linked.title || linked.target, 80)}` : "";
};

/** The mentions of an ambiguous phrase: each place in the text once, whatever number of targets it fits. */
const placesOf = (proposals) => {
  const places = new Map();
  for (const mention of proposals.flatMap((one) => one.mentions)) {
    const key = JSON.stringify([mention.page, mention.line, mention.before, mention.anchor_text, mention.after]);
    if (!places.has(key))
      places.set(key, { ...mention, confidence: null, evidence: null, in_favour_of: "", reason: "" });
  }
  return [...places.values()];
};

export class Detail {
  #lines = []; // of the proposals: {proposal, item, state, decisions}
  #places = []; // of the mentions: {proposals, page, verdict}
  #areReasonsOpen = false;
  group = null;
  line = -1; // the chosen proposal, -1 for all of them

  /** `act` has `decide(what)` and `only(page)` for the chosen line, `retry()`, and `chosen()`, called after a choice. */
  constructor(model, act) {
    this.model = model;
    this.act = act;
    this.body = byId("detail-body");
  }

  /** The proposals that a decision is about now. */
  get chosen() {
    if (!this.group) return [];
    return this.line < 0 ? this.group.proposals : [this.group.proposals[this.line]];
  }

  /** Shows the group; `details` are null while they are on their way, undefined where they could not be read. */
  show(group, details) {
    const isSame = group === this.group;
    this.group = group;
    if (!isSame) this.line = group?.kind === "ambiguous" ? 0 : -1;
    this.#head();
    this.#lines = [];
    this.#places = [];
    if (group) this.body.replaceChildren(...this.#content(details));
    else this.body.replaceChildren();
    if (!isSame) this.#toTop();
    this.refresh();
    this.choose(this.line, false);
  }

  /** Chooses a line, -1 for the whole group. */
  choose(line, isMoved = true) {
    if (!this.group) {
      this.act.chosen();
      return;
    }
    const count = this.group.proposals.length;
    this.line = Math.max(count === 1 ? 0 : -1, Math.min(count - 1, line));
    this.#lines.forEach(({ item }, place) => {
      const isChosen = count > 1 && place === this.line;
      if (isChosen) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
      if (isChosen && isMoved) item.scrollIntoView({ block: "nearest" });
    });
    this.act.chosen();
  }

  /** The first line after the chosen one, from the top again at the end, that is not decided; -1 for none. */
  nextLine() {
    const states = this.group.proposals.map((one) => this.model.stateOf(one));
    const isOpen = (state) => state === "open" || state === "partly";
    const later = states.findIndex((state, place) => place > this.line && isOpen(state));
    return later >= 0 ? later : states.findIndex(isOpen);
  }

  /** Opens all reasons, or closes them. */
  toggleReasons() {
    this.#areReasonsOpen = !this.#areReasonsOpen;
    for (const why of this.body.querySelectorAll(".why")) why.open = this.#areReasonsOpen;
    return this.#areReasonsOpen;
  }

  /** Shows anew what is decided. */
  refresh() {
    for (const { proposal, state, decisions } of this.#lines) {
      const now = this.model.stateOf(proposal);
      const isUnsaved = this.model.isUnsaved(proposal);
      const [sign, words] = OUTCOMES[now];
      setText(state, `${sign} ${words}${isUnsaved ? " (not saved yet)" : ""}`.trim());
      state.dataset.outcome = now;
      decisions.replaceChildren(...(isUnsaved ? [] : proposal.decisions.map(decisionItem)));
    }
    this.#places.forEach((place) => this.#sayWhatHolds(place));
  }

  #sayWhatHolds({ proposals, page, verdict }) {
    const isSplit = proposals.length > 1 || proposals[0].decisions.some((one) => one.pages);
    setText(verdict, isSplit ? holding(proposals, page) : "");
  }

  #mention(mention, proposals, choose = () => {}) {
    const page = this.model.page(mention.page);
    const onOnly = () => {
      choose();
      this.act.only(page);
    };
    const item = mentionItem(mention, { page, meanings: this.model.reasons, isOpen: this.#areReasonsOpen, onOnly });
    const place = { proposals, page, verdict: item.querySelector(".verdict") };
    this.#places.push(place);
    this.#sayWhatHolds(place);
    return item;
  }

  // What scrolls is the sentences, where the window is low all of the group, and where it is narrow as well the page.
  #toTop() {
    this.body.scrollTop = 0;
    this.body.parentElement.scrollTop = 0;
    if (low.matches && document.body.dataset.view === "detail") scrollTo(0, 0);
  }

  #head() {
    const { group } = this;
    byId("detail-title").replaceChildren(...(group ? this.#title() : ["Nothing to decide here"]));
    setText(byId("detail-kind"), group ? this.#kind() : "");
    const hasPage = group && group.kind !== "ambiguous";
    byId("detail-target").replaceChildren(
      ...(hasPage ? [code(group.proposals.length === 1 ? group.proposals[0].target : group.target)] : []),
    );
    byId("detail-lead").replaceChildren();
  }

  #title() {
    const { kind, proposals, title, target } = this.group;
    const arrow = el("span", { class: "arrow" }, kind === "ambiguous" ? " fits " : " → ");
    if (kind === "ambiguous") return [user(proposals[0].phrase, 80), arrow, plural(proposals.length, "target")];
    if (proposals.length === 1)
      return [user(proposals[0].phrase, 80), arrow, user(proposals[0].title || proposals[0].target)];
    return [plural(proposals.length, "phrase"), arrow, user(title || target)];
  }

  #kind() {
    const { kind, proposals } = this.group;
    const pages = plural(new Set(proposals.flatMap((one) => one.pages)).size, "page");
    return `${KINDS[kind]} · ${kind === "ambiguous" ? pages : `${extentOf(this.group)} on ${pages}`}`;
  }

  #content(details) {
    if (details === null) return [el("p", { class: "empty" }, "Loading…")];
    if (details === undefined) {
      const again = button("Try again", () => this.act.retry());
      return [el("p", { class: "empty" }, "The sentences could not be read. ", again)];
    }
    const found = new Map(details.proposals.map((one) => [one.id, one]));
    const parts = this.group.proposals.map((one) => found.get(one.id) ?? { lead: "", mentions: [] });
    this.#lead(parts);
    const lines = this.group.proposals.map((one, place) => this.#line(one, parts[place], place));
    return this.group.kind === "ambiguous" ? [this.#sentences(parts), ...lines] : lines;
  }

  // What the whole group leads to is said once, at its head.
  #lead(parts) {
    if (this.group.kind === "ambiguous") return;
    const { target, proposals } = this.group;
    const place = proposals.length === 1 ? 0 : proposals.findIndex((one) => one.target === target);
    if (place >= 0 && parts[place].lead) byId("detail-lead").replaceChildren(user(parts[place].lead, 200));
  }

  #sentences(parts) {
    const item = (mention) => this.#mention(mention, this.group.proposals);
    const places = placesOf(parts);
    const shown = places.length ? mentionList(places, MOST_AMONG, item) : this.#unlisted();
    return el("section", { class: "places", "aria-label": "Sentences" }, shown);
  }

  #unlisted() {
    const pages = this.group.proposals[0].pages.map((index) => this.model.page(index));
    return el(
      "p",
      { class: "empty" },
      "No sentence is near enough to a link to be listed. The phrase stands",
      ...where(pages),
      ".",
    );
  }

  #line(proposal, part, place) {
    const isAlone = this.group.proposals.length === 1;
    const state = el("span", { class: "outcome" });
    const decisions = el("ul", { class: "decisions" });
    const choose = () => this.choose(place, false);
    const item = el("section", { class: isAlone ? "proposal alone" : "proposal" });
    item.append(this.#lineHead(proposal, part, place, state, choose), ...this.#rot(proposal), decisions);
    if (this.group.kind === "ambiguous") {
      const best = part.mentions.at(-1);
      if (best) item.append(reasonsOf({ ...best, reason: "" }, this.model.reasons, this.#areReasonsOpen));
    } else {
      const one = (mention) => this.#mention(mention, [proposal], choose);
      item.append(mentionList(part.mentions, isAlone ? MOST_ALONE : MOST_AMONG, one));
      if (!part.mentions.length) item.append(el("p", { class: "empty" }, "The last build found no sentence for this."));
    }
    item.addEventListener("focusin", choose);
    item.addEventListener("click", choose);
    this.#lines.push({ proposal, item, state, decisions });
    return item;
  }

  #lineHead(proposal, part, place, state, choose) {
    if (this.group.proposals.length === 1) return el("p", { class: "line-head" }, state);
    const isAmbiguous = this.group.kind === "ambiguous";
    const name = readable(isAmbiguous ? proposal.title || proposal.target : proposal.phrase, 80);
    const heading = el("h3", {}, el("kbd", { "aria-hidden": "true" }, String(place + 1)), " ", el("bdi", {}, name));
    const decide = (what) => () => {
      choose();
      this.act.decide(what);
    };
    const facts = el("p", { class: "facts" });
    if (proposal.target !== this.group.target) facts.append(code(proposal.target), " ");
    if (!isAmbiguous) facts.append(el("span", {}, plural(proposal.mentions, "mention")), " ");
    if (proposal.min !== null)
      facts.append(el("span", {}, "confidence ", el("b", {}, range(proposal.min, proposal.max))), " ");
    facts.append(state);
    const buttons = el(
      "span",
      { class: "line-buttons" },
      button("Accept", decide("accept"), { "aria-label": `Accept ${name}` }),
      button("Reject", decide("reject"), { "aria-label": `Reject ${name}` }),
    );
    const hasLead = part.lead && (isAmbiguous || proposal.target !== this.group.target);
    return el(
      "div",
      { class: "line-head" },
      heading,
      buttons,
      facts,
      hasLead ? el("p", { class: "quiet" }, user(part.lead, 200)) : "",
    );
  }

  #rot({ rot }) {
    if (!rot) return [];
    const what =
      rot === "phrase gone" ? "No page has these words any more." : "The target is not in the build any more.";
    return [el("p", { class: "rot" }, `${what} Undecide it, or retarget it.`)];
  }
}
