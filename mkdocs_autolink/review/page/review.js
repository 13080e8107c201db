// The review page: what the reviewer does -> decisions, and what is decided -> what is shown.
import { readChanges, readState, sayShown } from "./api.js";
import { Detail } from "./detail.js";
import { DetailsCache } from "./details_cache.js";
import { askBulk, askNote, askPages, askTarget, prepare, quoted, showHelp } from "./dialogs.js";
import { button, byId, setText } from "./dom.js";
import { Filters } from "./filters.js";
import { concerned, guess } from "./guesses.js";
import { listenToKeys } from "./keys.js";
import { List, namesOf } from "./list.js";
import { banner, dismiss, keepFocus, narrow, say, unbanner } from "./messages.js";
import { isDecided, Model } from "./model.js";
import { Saver } from "./saver.js";
import { showProblem, showProgress, showScope } from "./status.js";
import { keep, recall } from "./storage.js";
import { plural, readable } from "./text.js";

const POLL = 1_500; // milliseconds between looks at the file

let model;
let saver;
let list;
let detail;
let filters;
const details = new DetailsCache();
const shown = new Set();

// What is shown.

const refresh = (groups) => {
  list.refresh(groups);
  if (detail.group && groups.has(detail.group)) detail.refresh();
  showProgress(model, saver);
  showScope(model, detail);
};

const showDetail = async (group) => {
  const hadFocus =
    byId("detail-body").contains(document.activeElement) && document.activeElement !== byId("detail-body");
  const known = details.of(group, list.following);
  detail.show(group, known instanceof Promise ? null : known);
  if (hadFocus) byId("detail-title").focus({ preventScroll: true });
  if (!(known instanceof Promise)) return;
  const found = await known;
  if (detail.group === group) detail.show(group, found);
};

const go = (group) => {
  if (!group) return;
  list.choose(group);
  showDetail(group);
  shown.add(group.id);
  keep("place", group.id);
};

const openDetail = (group) => {
  go(group);
  if (!narrow.matches) return;
  document.body.dataset.view = "detail";
  history.pushState({ view: "detail" }, "");
  scrollTo(0, 0);
  byId("detail-title").focus({ preventScroll: true });
};

const showView = () => {
  document.body.dataset.view = history.state?.view ?? "list";
  if (document.body.dataset.view === "list" && list.current) list.choose(list.current);
  keepFocus();
};

const showAnywhere = (group) => {
  if (!list.places.has(group)) filters.showAll();
  go(group);
};

const showList = (groups) => {
  list.show(groups);
  const current = groups.includes(list.current) ? list.current : groups[0];
  byId("empty").hidden = groups.length > 0;
  const isDone = model.counted === model.settled && !filters.isNarrow;
  const done = model.counted ? "All is decided. Build the site again to see it." : "The report has nothing left to decide.";
  setText(byId("empty"), isDone ? done : "No group fits the filters.");
  if (current) go(current);
  else {
    list.choose(null);
    detail.show(null);
  }
};

// What is decided.

const isHeldUp = () => {
  if (!saver.trouble) return false;
  say("The last decision is not saved yet. The next can be made when it is.");
  return true;
};

const WORDS = {
  accept: "Accepted",
  reject: "Rejected",
  retarget: "Retargeted",
  never: "Never to be linked:",
  clear: "Undecided again:",
  note: "Note on",
};

const ORDERS = { clear: "undecide", bulk: "accept many" };

const nameAll = (proposals) =>
  `${quoted(proposals[0].phrase)}${proposals.length > 1 ? ` and ${proposals.length - 1} more` : ""}`;

const decide = (what, more = {}) => {
  const { group } = detail;
  if (!group || isHeldUp()) return;
  if (what === "accept" && group.kind === "ambiguous" && detail.line < 0) {
    say("Choose the target that is meant first.");
    return;
  }
  const proposals = concerned(model, detail.chosen, what, more.pages);
  if (!proposals.length) {
    say("There is no decision yet.");
    return;
  }
  const request = { do: what, proposals: proposals.map(({ id, stamp }) => ({ id, stamp })), ...more };
  const guesses = guess(model, proposals, what, more);
  saver.add(request, guesses, group.id);
  setText(byId("news"), `${WORDS[what]} ${nameAll(proposals)}.`);
  refresh(new Set([...guesses.keys()].map((id) => model.groupOf.get(id))));
  if (what !== "clear" && what !== "note") advance(group);
};

const advance = (group) => {
  if (group.shown === "settled") {
    const next = list.nextOpen();
    if (next) go(next);
    return;
  }
  const [chosen] = detail.chosen;
  if (detail.line >= 0 && isDecided(model.stateOf(chosen))) detail.choose(detail.nextLine());
};

const askToRetarget = (more = {}) => {
  if (!detail.group || isHeldUp()) return;
  const proposals = concerned(model, detail.chosen, "retarget", more.pages);
  const where = more.pages ? ` on ${plural(more.pages.length, "page")}` : "";
  askTarget(`Where ${nameAll(proposals)} should lead${where}.`, readable(proposals[0].phrase), (to) =>
    decide("retarget", { ...more, to }),
  );
};

const askOnly = (page = null) => {
  if (!detail.group || isHeldUp()) return;
  if (detail.group.kind === "ambiguous" && detail.line < 0) return say("Choose the target that is meant first.");
  const pages = [...new Set(detail.chosen.flatMap((one) => one.pages))].map((index) => model.page(index));
  if (!pages.length) return say("The last build has no page with these words.");
  return askPages(`${nameAll(detail.chosen)}, ${plural(pages.length, "page")}.`, pages, page, (mode, chosen) => {
    if (mode === "retarget") askToRetarget({ pages: chosen });
    else if (mode === "only") decide("accept", { pages: chosen, only: true });
    else decide(mode, { pages: chosen });
  });
};

const askToNote = () => {
  if (!detail.group || isHeldUp()) return;
  const decided = concerned(model, detail.chosen, "note");
  const note = decided.flatMap((one) => one.decisions).find((one) => one.note)?.note ?? "";
  askNote(`${nameAll(decided.length ? decided : detail.chosen)}.`, note, decided.length > 0, (text, verdict) =>
    decide(verdict, { note: text }),
  );
};

const askToAcceptMany = () => {
  if (isHeldUp()) return;
  const listed = filters.isNarrow ? list.groups.map(({ id }) => id) : null;
  askBulk(listed, (plan) => {
    const { links, ...request } = plan;
    saver.add({ do: "bulk", ...request }, new Map(), detail.group?.id);
    say(`Accepting ${plural(links, "link")}…`);
  });
};

const undo = () => {
  if (isHeldUp()) return;
  const last = saver.last;
  if (!last && !model.undo) return say("There is nothing to undo.");
  saver.add(last ? { do: "undo", undo: last.id } : { do: "undo" }, new Map(), last?.group);
  return showProgress(model, saver);
};

// What comes of it.

const onAnswer = ({ request, group: id }, answer, trouble, changed) => {
  const group = model.groupOf.get(id);
  if (!saver.trouble) unbanner("trouble");
  if (trouble) {
    const name = group ? ` ${quoted(namesOf(group))}:` : "";
    const showIt = group ? [button("Show it", () => showAnywhere(group))] : [];
    const note = request.note ? ` Your note was: ${quoted(request.note, 1_000)}` : "";
    setText(byId("news"), "Not saved.");
    banner("refused", `Not saved:${name} ${trouble.message}${note}`, ...showIt, dismiss("refused"));
  } else {
    unbanner("refused");
    if (request.do === "undo" && group) showAnywhere(group);
    say(answer.message);
    if (request.do === "bulk" && detail.group?.shown === "settled") go(list.nextOpen());
  }
  showProblem(model);
  refresh(changed);
  keepFocus();
};

const nameRequest = ({ do: what, proposals = [] }) => {
  const known = proposals.map(({ id }) => model.proposals.get(id)).filter(Boolean);
  return `${ORDERS[what] ?? what}${known.length ? ` ${nameAll(known)}` : ""}`;
};

const onTrouble = (trouble) => {
  const names = saver.unsaved.map(nameRequest).join(", ");
  const text = `${plural(saver.waiting, "decision")} not saved yet (${names}), and tried again by itself. ${trouble.message}`;
  unbanner("connection"); // they say the same
  unbanner("problem");
  banner(
    "trouble",
    text,
    button("Try again now", () => saver.retry()),
  );
  showProgress(model, saver);
};

let failures = 0;

const look = async () => {
  if (document.hidden || saver.waiting) return;
  const before = model.version;
  try {
    const update = await readChanges(before);
    failures = 0;
    unbanner("connection");
    if (saver.waiting || model.version !== before) return; // older than what an action has brought since
    takeOver(update);
  } catch (error) {
    failures += 1;
    if (failures > 1) banner("connection", error.message);
  }
};

const takeOver = (update) => {
  const { changed, proposals } = model.apply(update);
  showProblem(model);
  if (!changed.size) return;
  if (update.added?.length && byId("filter-state").value !== "open") filters.apply();
  refresh(changed);
  say(
    `${readable(model.file)} changed: ${plural(proposals, "phrase")} ${proposals === 1 ? "stands" : "stand"} otherwise now.`,
  );
};

const tellShown = () => {
  if (!shown.size) return;
  const groups = [...shown];
  shown.clear();
  sayShown(groups).catch(() => groups.forEach((id) => shown.add(id)));
};

// Keys.

const KEYS = {
  a: () => decide("accept"),
  r: () => decide("reject"),
  t: () => askToRetarget(),
  o: () => askOnly(),
  x: () => decide("never"),
  n: askToNote,
  u: undo,
  c: () => decide("clear"),
  b: askToAcceptMany,
  e: () => say(detail.toggleReasons() ? "Reasons are shown." : "Reasons are hidden."),
  "/": () => {
    const toFilter = () => byId("filter-text").focus();
    if (!narrow.matches || document.body.dataset.view !== "detail") return toFilter();
    addEventListener("popstate", toFilter, { once: true }); // it is hidden until then
    return history.back();
  },
  "?": showHelp,
};
const MOVES = {
  j: () => go(list.neighbour(1)),
  k: () => go(list.neighbour(-1)),
  g: () => go(list.nextOpen()),
  ArrowRight: () => detail.choose(detail.line + 1),
  ArrowLeft: () => detail.choose(detail.line - 1),
  Escape: () => detail.choose(-1),
};
const LIST_MOVES = {
  ArrowDown: () => go(list.neighbour(1)),
  ArrowUp: () => go(list.neighbour(-1)),
  PageDown: () => go(list.neighbour(list.pageful)),
  PageUp: () => go(list.neighbour(-list.pageful)),
  Home: () => go(list.groups[0]),
  End: () => go(list.groups.at(-1)),
  Enter: () => {
    if (!list.current) return;
    openDetail(list.current);
    byId("detail-title").focus({ preventScroll: true });
  },
};

const chooseLine = (number) => {
  if (number <= (detail.group?.proposals.length ?? 0)) detail.choose(number - 1);
};

const toList = () => {
  filters.apply();
  byId("list").focus();
};

// The beginning.

const listen = () => {
  const clicks = {
    ...KEYS,
    accept: KEYS.a,
    reject: KEYS.r,
    retarget: KEYS.t,
    only: KEYS.o,
    never: KEYS.x,
    note: KEYS.n,
    clear: KEYS.c,
    undo: KEYS.u,
    bulk: KEYS.b,
    help: KEYS["?"],
    previous: MOVES.k,
    next: MOVES.j,
  };
  for (const [id, action] of Object.entries(clicks)) byId(id)?.addEventListener("click", () => action());
  byId("back").addEventListener("click", () => history.back());
  listenToKeys({ once: KEYS, moves: MOVES, list: LIST_MOVES, line: chooseLine, leave: toList });
  addEventListener("popstate", showView);
  addEventListener("hashchange", find);
  addEventListener("pagehide", tellShown);
  addEventListener("beforeunload", (event) => {
    if (saver.trouble || saver.waiting > 1) event.preventDefault(); // the one that is on its way arrives
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, POLL);
  setInterval(tellShown, 2_000);
};

/** Lists what the address asks for: `#find=PHRASE`. */
const find = () => {
  const words = /^#find=(.+)/.exec(location.hash)?.[1];
  if (!words) return;
  let phrase = words;
  try {
    phrase = decodeURIComponent(words);
  } catch {
    // It is no address of ours; looking for it as it stands finds nothing.
  }
  byId("filter").reset();
  byId("filter-state").value = "all";
  byId("filter-text").value = phrase;
  // Of all that has these letters in it, what is called so is meant.
  const isMeant = (one) => one.phrase.toLowerCase() === phrase.toLowerCase();
  list.current = model.groups.find((group) => group.proposals.some(isMeant)) ?? list.current;
  filters.apply();
};

const begin = (state) => {
  model = new Model(state);
  saver = new Saver(model, { onAnswer, onTrouble });
  list = new List(model, openDetail);
  detail = new Detail(model, {
    decide,
    only: askOnly,
    retry: () => showDetail(detail.group),
    chosen: () => showScope(model, detail),
  });
  filters = new Filters(model, showList);
  setText(byId("site"), readable(state.site.name || "Links of this site"));
  byId("report").hidden = !state.report;
  if (state.stale.length) {
    const more = state.stale.length > 1 ? ` (and ${state.stale.length - 1} more)` : "";
    banner(
      "stale",
      `The report is older than its sources: ${state.stale[0]}${more}. Build the site again for a fresh one; what you decide holds all the same.`,
      dismiss("stale"),
    );
  }
  byId("filter-state").querySelector("[value=new]").disabled = state.first_review;
  list.current = model.groupOf.get(recall("place", "")) ?? null;
  filters.apply();
  find();
  showProblem(model);
  showProgress(model, saver);
  showView();
  prepare();
  listen();
  saver.resume();
  document.body.dataset.ready = "true";
};

const start = async () => {
  try {
    begin(await readState());
    unbanner("start");
  } catch (error) {
    banner(
      "start",
      error.message,
      button("Try again", () => {
        unbanner("start");
        start();
      }),
    );
    if (!error.code) throw error;
  }
};

start();
