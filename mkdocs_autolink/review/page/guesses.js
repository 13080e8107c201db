// What a decision is for, and what will come of it.
import { isDecided } from "./model.js";

const OUTCOME = { accept: "accepted", reject: "rejected", retarget: "retargeted", never: "rejected", clear: "open" };

/** Which of the chosen proposals a decision is for. */
export const concerned = (model, chosen, what, pages) => {
  const state = (one) => model.stateOf(one);
  if (what === "clear" || what === "note") return chosen.filter((one) => state(one) !== "open");
  if (what === "never") return chosen;
  if (pages) return chosen.filter((one) => one.pages.some((index) => pages.includes(model.page(index))));
  const open = chosen.filter((one) => !isDecided(state(one)));
  return open.length ? open : chosen;
};

const guessOne = (model, proposal, what, { pages, only, to }) => {
  const now = model.stateOf(proposal);
  if (what === "note") return now;
  const outcome = what === "retarget" && to === proposal.target ? "accepted" : OUTCOME[what];
  if (!pages || proposal.pages.every((index) => pages.includes(model.page(index)))) return outcome;
  return only || isDecided(now) ? "mixed" : "partly";
};

/** The states, by proposals' ids, that the file will most likely have: what is shown until the server has answered. */
export const guess = (model, proposals, what, more) => {
  if (what !== "never") return new Map(proposals.map((one) => [one.id, guessOne(model, one, what, more)]));
  const phrases = new Set(proposals.map((one) => one.phrase.toLowerCase()));
  const same = [...model.proposals.values()].filter(
    (one) => phrases.has(one.phrase.toLowerCase()) && !model.isGone(model.groupOf.get(one.id)),
  );
  return new Map(same.map((one) => [one.id, "rejected"]));
};
