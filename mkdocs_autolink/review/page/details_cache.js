// The details of groups, which are their sentences: read before they are asked for, so that the next group is there at once.
import { readGroups } from "./api.js";

const AHEAD = 20;

export class DetailsCache {
  #known = new Map(); // by group id; a promise while they are on their way

  /** The details of the group, or a promise of them, undefined where they cannot be read; `next` are read as well. */
  of(group, next) {
    this.#read(group, next);
    return this.#known.get(group.id);
  }

  #read(group, next) {
    const isKnown = this.#known.has(group.id);
    const wanted = [group, ...next.slice(0, AHEAD)].map(({ id }) => id).filter((id) => !this.#known.has(id));
    if (isKnown && wanted.length < AHEAD / 2) return;
    const reading = readGroups(wanted).then((found) => new Map(found.map((one) => [one.id, one])));
    for (const id of wanted) {
      const one = reading.then(
        (found) => found.get(id) ?? { id, proposals: [] },
        () => undefined,
      );
      this.#known.set(id, one);
      one.then((value) => (value ? this.#known.set(id, value) : this.#known.delete(id)));
    }
  }
}
