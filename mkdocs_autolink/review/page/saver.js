// Sends decisions one after another, and keeps each until the server has said what became of it.
//
// A decision that could not be saved is sent again with the same id, also after a reload of the page, and the server
// applies an id once: so none is lost and none is doubled. While one waits like that, no further ones are taken.
import { act } from "./api.js";
import { keep, recall } from "./storage.js";

const PAUSES = [500, 1_000, 2_000, 4_000];
const MOST_DONE = 500;

export class Saver {
  #queue = recall("unsaved", []);
  #done = recall("done", []);
  #running = false;
  #failures = 0;
  #timer = 0;

  /** `onAnswer(entry, answer, trouble)` is called when an entry is settled, `onTrouble(trouble)` when it has to wait. */
  constructor(model, { onAnswer, onTrouble }) {
    this.model = model;
    this.onAnswer = onAnswer;
    this.onTrouble = onTrouble;
    this.trouble = null;
    for (const entry of this.#queue) model.guess(entry.request.id, new Map(entry.guess));
  }

  /** Sends what an earlier life of this page could not. */
  resume() {
    return this.#run();
  }

  /** The number of decisions that are not saved yet. */
  get waiting() {
    return this.#queue.length;
  }

  /** The requests that are not saved yet. */
  get unsaved() {
    return this.#queue.map(({ request }) => request);
  }

  /** The last decision of this page that can be undone: `{id, group}`, or null. */
  get last() {
    const undone = new Set(this.#queue.map((entry) => entry.request.undo));
    return this.#done.findLast(({ id }) => !undone.has(id)) ?? null;
  }

  /** Takes a decision: the request without id and version, what it will have decided, and where. */
  add(request, guess, group) {
    const id = crypto.randomUUID();
    const before = new Set(this.#queue.flatMap((entry) => (entry.request.proposals ?? []).map((one) => one.id)));
    const late = (request.proposals ?? []).map((one) => one.id).filter((one) => before.has(one));
    const entry = { request: { ...request, id }, guess: [...guess], group, late };
    this.#queue.push(entry);
    keep("unsaved", this.#queue);
    this.model.guess(id, guess);
    this.#run();
    return id;
  }

  /** Tries again now. */
  retry() {
    clearTimeout(this.#timer);
    return this.#run();
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    while (this.#queue.length && (await this.#send(this.#queue[0])));
    this.#running = false;
  }

  /** Whether the entry is settled, so that the next may go. */
  async #send(entry) {
    let answer = null;
    let trouble = null;
    try {
      answer = await act(this.#request(entry));
    } catch (error) {
      trouble = error;
      if (trouble.passes) return this.#wait(trouble);
    }
    this.#failures = 0;
    this.trouble = null;
    this.#queue.shift();
    this.#remember(entry, Boolean(answer?.applied));
    this.#settle(entry, answer, trouble);
    if (trouble) this.#dropThoseBuiltOn(entry, trouble);
    keep("unsaved", this.#queue);
    return true;
  }

  // What followed on an unsaved decision saw its outcome, which has a stamp only now.
  #request({ request, late }) {
    const stamp = (one) => (late.includes(one.id) ? this.model.proposals.get(one.id).stamp : one.stamp);
    const proposals = request.proposals?.map((one) => ({ id: one.id, stamp: stamp(one) }));
    return { ...request, since: this.model.version, ...(proposals && { proposals }) };
  }

  #wait(trouble) {
    this.trouble = trouble;
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)];
    this.#failures += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), pause);
    this.onTrouble(trouble);
    return false;
  }

  #remember({ request, group }, applied) {
    if (request.do === "undo") this.#done = this.#done.filter(({ id }) => id !== request.undo);
    else if (applied) this.#done = [...this.#done, { id: request.id, group }].slice(-MOST_DONE);
    keep("done", this.#done);
  }

  #settle(entry, answer, trouble) {
    const update = answer?.update ?? trouble?.update;
    const changed = new Set(update ? this.model.apply(update).changed : []);
    this.model.forget(entry.request.id).forEach((group) => changed.add(group));
    this.onAnswer(entry, answer, trouble, changed);
  }

  #dropThoseBuiltOn(refused, trouble) {
    const ids = new Set((refused.request.proposals ?? []).map((one) => one.id));
    const isBuiltOn = ({ request }) =>
      request.undo === refused.request.id || (request.proposals ?? []).some((one) => ids.has(one.id));
    const dropped = this.#queue.filter(isBuiltOn);
    this.#queue = this.#queue.filter((entry) => !isBuiltOn(entry));
    for (const entry of dropped) this.#settle(entry, null, trouble);
  }
}
