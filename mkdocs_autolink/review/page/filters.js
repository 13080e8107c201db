// Which groups are listed, and in which order.
import { byId, el } from "./dom.js";
import { plural, readable } from "./text.js";

const KINDS = ["links", "ambiguous", "near misses", "earlier decisions"];
const PAUSE = 120; // milliseconds without a key after which the list follows
const field = (name) => byId(`filter-${name}`);

const collator = new Intl.Collator();
const known = (numbers) => numbers.filter((number) => number !== null);
const low = (group) => Math.min(2, ...known(group.proposals.map((one) => one.min)));
const high = (group) => Math.max(-1, ...known(group.proposals.map((one) => one.max)));
const phrase = (group) => group.proposals[0].phrase;
const target = (group) => group.proposals[0].target;

const ORDERS = {
  low: (a, b) => low(a) - low(b),
  high: (a, b) => high(b) - high(a),
  phrase: (a, b) => collator.compare(phrase(a), phrase(b)) || collator.compare(target(a), target(b)),
  target: (a, b) => collator.compare(target(a), target(b)) || collator.compare(phrase(a), phrase(b)),
};

const STATES = {
  open: (group, _, isOpen) => isOpen,
  new: (group) => group.proposals.some((one) => one.new),
  done: (group, isGone) => group.shown !== "open" && !isGone,
  gone: (group, isGone) => !isGone && group.proposals.some((one) => one.rot),
  all: (group, isGone) => !isGone,
};

export class Filters {
  #timer = 0;
  #texts = new Map();
  #pages;

  /** `onChange(groups)` is called with what is to be listed. */
  constructor(model, onChange) {
    this.model = model;
    this.onChange = onChange;
    this.#pages = model.pages.map(([key, title]) => `${key} ${title}`.toLowerCase());
    this.#offer();
    const form = byId("filter");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => this.apply()));
    form.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.apply(), PAUSE);
    });
  }

  #offer() {
    const { groups, reasons, pages } = this.model;
    const found = new Set(groups.flatMap((group) => group.proposals.flatMap((one) => one.reasons)));
    const kinds = KINDS.filter((kind) => groups.some((group) => group.kind === kind));
    const options = (names, prefix) => names.map((name) => el("option", { value: `${prefix}${name}` }, name));
    field("kind").append(el("optgroup", { label: "Kind" }, ...options(kinds, "kind ")));
    const names = Object.keys(reasons).filter((name) => found.has(name));
    if (names.length)
      field("kind").append(el("optgroup", { label: "Not linked because" }, ...options(names, "reason ")));
    field("pages").append(...pages.map(([key]) => el("option", { value: readable(key, 300) })));
  }

  /** Lists every group, whatever its state: for one that the filters hide. */
  showAll() {
    byId("filter").reset();
    field("state").value = "all";
    this.apply();
  }

  /** Whether anything but the state narrows the list. */
  get isNarrow() {
    return ["text", "kind", "page", "target", "from", "to"].some((name) => field(name).value.trim());
  }

  /** Lists anew. */
  apply() {
    clearTimeout(this.#timer);
    const fits = this.#predicate();
    const groups = this.model.groups.filter(fits);
    const order = ORDERS[field("sort").value];
    if (order) groups.sort(order);
    const mentions = groups.reduce((sum, group) => sum + group.mentions, 0);
    field("count").textContent = `${plural(groups.length, "group")} with ${plural(mentions, "mention")}`;
    this.onChange(groups);
  }

  #predicate() {
    const value = (name) => field(name).value.trim().toLowerCase();
    const [text, page, to] = [value("text"), value("page"), value("target")];
    const [kind, word] = [/^kind (.*)/, /^reason (.*)/].map((pattern) => pattern.exec(field("kind").value)?.[1] ?? "");
    const from = Number(field("from").value) || 0;
    const most = field("to").value === "" ? Infinity : Number(field("to").value);
    const pages = page && new Set(this.#pages.flatMap((name, index) => (name.includes(page) ? [index] : [])));
    const hasState = STATES[field("state").value];
    const isLimited = from > 0 || most < 1;
    return (group) =>
      hasState(group, this.model.isGone(group), this.model.isOpen(group)) &&
      (!kind || group.kind === kind) &&
      (!text || this.#text(group).includes(text)) &&
      group.proposals.some(
        (one) =>
          (!word || one.reasons.includes(word)) &&
          (!to || `${one.target} ${one.title}`.toLowerCase().includes(to)) &&
          (!pages || one.pages.some((index) => pages.has(index))) &&
          (!isLimited || (one.min !== null && one.max >= from && one.min <= most)),
      );
  }

  #text(group) {
    if (!this.#texts.has(group)) {
      const words = group.proposals.flatMap((one) => [one.phrase, one.title, one.target]);
      this.#texts.set(group, `${group.title} ${words.join(" ")}`.toLowerCase());
    }
    return this.#texts.get(group);
  }
}
