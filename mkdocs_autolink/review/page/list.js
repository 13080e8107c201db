// The list of groups. Of thousands only those in view are elements; the focus stays on the list itself, which says by
// `aria-activedescendant` which one is current, so that no change of the rows can lose it.
import { byId, el, setText } from "./dom.js";
import { low } from "./messages.js";
import { plural, range, readable } from "./text.js";

const MORE = 8; // rows above and below the view
const NAMES = 3; // phrases that a row names

/** What is said of a group's state: a sign, and the words for it. */
export const OUTCOMES = {
  open: ["", "undecided"],
  partly: ["◐", "decided in part"],
  accepted: ["✓", "accepted"],
  rejected: ["✕", "rejected"],
  retargeted: ["↷", "retargeted"],
  mixed: ["±", "decided in several ways"],
};

/** The phrases of a group, the first few by name. */
export const namesOf = (group) => {
  const names = [...new Set(group.proposals.map((proposal) => readable(proposal.phrase, 80)))];
  const more = names.length - NAMES;
  return names.slice(0, NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
};

const titleOf = (group) => {
  const { kind, proposals, title, target } = group;
  if (kind === "ambiguous") return plural(proposals.length, "target");
  return readable((proposals.length === 1 && proposals[0].title) || title || target, 120);
};

/** The least and the greatest of the confidences of a group; null for both where no mention is listed. */
const extremes = (group) => {
  const known = group.proposals.filter((proposal) => proposal.min !== null);
  if (!known.length) return [null, null];
  return [Math.min(...known.map((one) => one.min)), Math.max(...known.map((one) => one.max))];
};

/** How much text a group is about: an ambiguous phrase by its pages, since its targets share the mentions. */
export const extentOf = (group) => {
  const { kind, proposals } = group;
  if (kind === "ambiguous") return plural(new Set(proposals.flatMap((one) => one.pages)).size, "page");
  return plural(
    proposals.reduce((sum, one) => sum + one.mentions, 0),
    "mention",
  );
};

const factsOf = (group) => [extentOf(group), range(...extremes(group))].filter(Boolean).join(", ");

export class List {
  #element = byId("list");
  #sheet = el("div", { class: "sheet", role: "presentation" });
  #rows = new Map(); // group -> its row
  #height = 0;
  #frame = 0;
  groups = [];
  current = null;

  /** `onChoose(group)` is called when a row is clicked. */
  constructor(model, onChoose) {
    this.model = model;
    this.#element.append(this.#sheet);
    this.#element.addEventListener("scroll", () => this.#later());
    this.#element.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) onChoose(row.group);
    });
    new ResizeObserver(() => this.#resize()).observe(this.#element);
  }

  /** Shows these groups; the current one stays current where it is among them. */
  show(groups) {
    this.groups = groups;
    this.places = new Map(groups.map((group, place) => [group, place]));
    for (const row of this.#rows.values()) row.remove();
    this.#rows.clear();
    this.#resize();
  }

  /** Makes the group the current one and brings it into view. */
  choose(group) {
    const before = this.#rows.get(this.current);
    this.current = group;
    before?.setAttribute("aria-selected", "false");
    this.#bringIntoView();
    this.#draw();
    const row = this.#rows.get(group);
    row?.setAttribute("aria-selected", "true");
    if (low.matches) row?.scrollIntoView({ block: "nearest" }); // the list itself may be out of view
    this.#element.setAttribute("aria-activedescendant", row?.id ?? "");
  }

  /** The group that stands `distance` rows from the current one, or the nearest to that. */
  neighbour(distance) {
    const place = this.places.get(this.current);
    if (place === undefined) return this.groups[0] ?? null;
    return this.groups[Math.max(0, Math.min(this.groups.length - 1, place + distance))];
  }

  /** The groups after the current one. */
  get following() {
    return this.groups.slice((this.places.get(this.current) ?? -1) + 1);
  }

  /** The next group after the current one, from the top again at the end, that is not settled; null for none. */
  nextOpen() {
    const start = (this.places.get(this.current) ?? -1) + 1;
    const isOpen = (group) => this.model.isOpen(group) && group !== this.current;
    return this.groups.slice(start).find(isOpen) ?? this.groups.slice(0, start).find(isOpen) ?? null;
  }

  /** The number of rows that fit into the view. */
  get pageful() {
    return Math.max(1, Math.floor(this.#element.clientHeight / this.#height) - 1);
  }

  /** Shows anew what became of these groups. */
  refresh(groups) {
    for (const group of groups) {
      const row = this.#rows.get(group);
      if (row) this.#fill(row, group);
    }
  }

  #later() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #resize() {
    const probe = el("div", { class: "row", "aria-hidden": "true" });
    this.#sheet.append(probe);
    this.#height = probe.offsetHeight || 60;
    probe.remove();
    this.#sheet.style.height = `${this.#height * this.groups.length}px`;
    for (const [group, row] of this.#rows) this.#put(row, this.places.get(group));
    if (this.current) this.#bringIntoView();
    this.#draw();
  }

  #bringIntoView() {
    const place = this.places?.get(this.current);
    if (place === undefined) return;
    const top = place * this.#height;
    const view = this.#element.clientHeight;
    const low = top + 2 * this.#height - view; // so that the next row is in view as well
    if (this.#element.scrollTop > top - this.#height) this.#element.scrollTop = Math.max(0, top - this.#height);
    else if (this.#element.scrollTop < low) this.#element.scrollTop = low;
  }

  #draw() {
    const view = this.#element.clientHeight;
    if (!view) return; // not on the screen
    const first = Math.max(0, Math.floor(this.#element.scrollTop / this.#height) - MORE);
    const last = Math.min(this.groups.length, Math.ceil((this.#element.scrollTop + view) / this.#height) + MORE);
    const wanted = new Set(this.groups.slice(first, last));
    if (this.places.has(this.current)) wanted.add(this.current);
    for (const [group, row] of this.#rows) {
      if (wanted.has(group)) continue;
      row.remove();
      this.#rows.delete(group);
    }
    for (const group of wanted) if (!this.#rows.has(group)) this.#add(group);
  }

  #add(group) {
    const arrow = el("span", { class: "arrow" }, group.kind === "ambiguous" ? "fits " : "→ ");
    const row = el(
      "div",
      {
        class: "row",
        role: "option",
        id: `row-${group.id}`,
        "aria-selected": String(group === this.current),
        "aria-setsize": this.groups.length,
      },
      el(
        "span",
        { class: "pair" },
        el("span", { class: "phrase" }, el("bdi", {}, namesOf(group))),
        el("span", { class: "state" }),
      ),
      el(
        "span",
        { class: "pair" },
        el("span", { class: "to" }, arrow, el("bdi", {}, titleOf(group))),
        el("span", { class: "count" }, factsOf(group)),
      ),
    );
    row.group = group;
    this.#fill(row, group);
    this.#put(row, this.places.get(group));
    this.#rows.set(group, row);
    this.#sheet.append(row);
  }

  #put(row, place) {
    row.style.transform = `translateY(${place * this.#height}px)`;
    row.setAttribute("aria-posinset", place + 1);
  }

  #fill(row, group) {
    const outcome = this.model.outcomeOf(group);
    const isUnsaved = group.proposals.some((proposal) => this.model.isUnsaved(proposal));
    const isNew = outcome === "open" && group.proposals.some((proposal) => proposal.new);
    const [sign, words] = OUTCOMES[outcome];
    row.dataset.outcome = outcome;
    const state = row.querySelector(".state");
    setText(state, isNew ? "new" : sign);
    state.classList.toggle("unsaved", isUnsaved);
    const said = isNew ? "new" : words;
    const to = group.kind === "ambiguous" ? "fits" : "leads to";
    row.setAttribute(
      "aria-label",
      `${namesOf(group)}, ${to} ${titleOf(group)}, ${factsOf(group)}, ${said}${isUnsaved ? ", not saved yet" : ""}`,
    );
  }
}
