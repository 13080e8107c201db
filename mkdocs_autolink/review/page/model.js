// What is decided: what the server said last, with what the reviewer has just decided laid on top until it is saved.

const DECIDED = new Set(["accepted", "rejected", "retargeted", "mixed"]);
const LINKED = new Set(["accepted", "retargeted"]);

/** Whether nothing about the proposal is left to decide. */
export const isDecided = (state) => DECIDED.has(state);

export class Model {
  #guesses = new Map();

  constructor(state) {
    this.site = state.site;
    this.file = state.file;
    this.pages = state.pages;
    this.reasons = state.reasons;
    this.groups = [];
    this.groupOf = new Map(); // by the id of the group, and of each of its proposals
    this.proposals = new Map();
    this.settled = 0;
    this.counted = 0;
    this.#take(state);
    for (const group of state.groups) this.#add(group);
  }

  #take({ version, problem, undo, progress }) {
    Object.assign(this, { version, problem, undo, progress });
  }

  #add(group) {
    group.counts = group.kind !== "earlier decisions";
    group.shown = "";
    this.groups.push(group);
    this.groupOf.set(group.id, group);
    for (const proposal of group.proposals) {
      this.groupOf.set(proposal.id, group);
      this.proposals.set(proposal.id, proposal);
    }
    this.#recount(group);
  }

  /** Takes over what the server says; the groups that changed and how many proposals did. */
  apply(update) {
    this.#take(update);
    const changed = new Set();
    let proposals = 0;
    for (const group of update.added ?? []) {
      if (this.groupOf.has(group.id)) continue;
      this.#add(group);
      changed.add(group);
      proposals += group.proposals.length;
    }
    for (const [id, news] of Object.entries(update.proposals ?? {})) {
      const proposal = this.proposals.get(id);
      if (!proposal || (proposal.stamp === news.stamp && proposal.state === news.state)) continue;
      Object.assign(proposal, news);
      changed.add(this.groupOf.get(id));
      proposals += 1;
    }
    for (const [id, state] of Object.entries(update.groups ?? {})) {
      const group = this.groupOf.get(id);
      if (!group || group.state === state) continue;
      group.state = state;
      changed.add(group);
    }
    changed.forEach((group) => this.#recount(group));
    return { changed, proposals };
  }

  /** Shows the states, by proposals' ids, until the action is saved or refused. */
  guess(action, states) {
    for (const [id, state] of states) this.#guesses.set(id, { action, state });
    return this.#recountAll(states.keys());
  }

  /** Shows what the server says again, where nothing newer than the action is on its way. */
  forget(action) {
    const ids = [...this.#guesses].filter(([, guess]) => guess.action === action).map(([id]) => id);
    for (const id of ids) this.#guesses.delete(id);
    return this.#recountAll(ids);
  }

  #recountAll(ids) {
    const groups = new Set([...ids].map((id) => this.groupOf.get(id)));
    groups.forEach((group) => this.#recount(group));
    return groups;
  }

  /** "open", "partly", "accepted", "rejected", "retargeted" or "mixed". */
  stateOf(proposal) {
    return this.#guesses.get(proposal.id)?.state ?? proposal.state;
  }

  /** Whether what is shown of the proposal is not saved yet. */
  isUnsaved(proposal) {
    return this.#guesses.has(proposal.id);
  }

  #recount(group) {
    const [counted, settled] = this.#tally(group);
    group.shown = group.proposals.some((proposal) => this.isUnsaved(proposal)) ? this.#guessed(group) : group.state;
    const [countedNow, settledNow] = this.#tally(group);
    this.counted += countedNow - counted;
    this.settled += settledNow - settled;
  }

  /** What the group adds to those that are counted, and to the settled ones; an earlier decision only where it is open. */
  #tally(group) {
    if (!group.shown) return [0, 0]; // it is new
    return [Number(group.counts || this.isOpen(group)), Number(group.counts && group.shown === "settled")];
  }

  /** Whether anything of the group waits for a decision. */
  isOpen(group) {
    return group.shown !== "settled" && (group.counts || group.mentions > 0);
  }

  #guessed(group) {
    const states = group.proposals.map((proposal) => this.stateOf(proposal));
    if (states.every(isDecided)) return "settled";
    if (group.kind === "ambiguous" && states.some((state) => LINKED.has(state))) return "settled";
    return states.every((state) => state === "open") ? "open" : "partly";
  }

  /** One word for what became of a group: the state that its decided proposals share, "mixed" where they do not. */
  outcomeOf(group) {
    if (group.shown !== "settled") return group.shown;
    const states = new Set(group.proposals.map((proposal) => this.stateOf(proposal)).filter(isDecided));
    if (group.kind === "ambiguous") {
      const linked = [...states].find((state) => LINKED.has(state));
      if (linked) return linked;
    }
    return states.size === 1 ? [...states][0] : "mixed";
  }

  /** Whether the group was there only for a decision, which has left the file. */
  isGone(group) {
    return !group.counts && !group.mentions && group.proposals.every((proposal) => this.stateOf(proposal) === "open");
  }

  /** The key of a page by its index. */
  page(index) {
    return this.pages[index][0];
  }
}
