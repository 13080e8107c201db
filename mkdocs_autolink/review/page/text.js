// Text of users, made fit to be shown, and numbers as the report writes them.
import { el } from "./dom.js";

// As in report/text.py: controls, lone surrogates, and marks that would rearrange the words around them.
const UNSHOWN =
  /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;
const SPACE = /\s{2,}|[^\S ]/g;
const CUT = 60;
const SENTENCE_END = /[.!?:;)\]。！？]$/;

/** The text on one line, without control and directional characters, cut to `limit` characters with "…". */
export const readable = (text, limit = 160) => {
  const shown = text.replace(UNSHOWN, "").replace(SPACE, " ");
  return shown.length <= limit ? shown : `${shown.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, "")}…`;
};

/** An element with a user's text, which keeps its direction to itself. */
export const user = (text, limit = 160, tag = "bdi") => el(tag, {}, readable(text, limit));

/** An address of a page or section, or another word of the file. */
export const code = (text) => el("code", {}, user(text, 300));

/** "1 link", "2,000 links". */
export const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** "0.71". Cut, not rounded: what misses a threshold must not look as if it reached it. */
export const twoDigits = (confidence) => (Math.floor(confidence * 100 + 1e-9) / 100).toFixed(2);

/** "0.71", or "0.71 to 0.97"; "" where there is none. */
export const range = (low, high) => {
  if (low === null) return "";
  const [from, to] = [twoDigits(low), twoDigits(high)];
  return from === to ? from : `${from} to ${to}`;
};

/** A term of the confidence with its sign, the minus as wide as the plus. */
export const step = (value) => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(1);

/** A sentence with its anchor text marked, and a sign at either end where it seems to be cut. */
export const sentence = ({ before, anchor_text, after }) => {
  const front = readable(before);
  const back = readable(after);
  return el(
    "bdi",
    {},
    front.length >= CUT && !/^\p{Lu}/u.test(front) ? `…${front}` : front,
    el("mark", {}, readable(anchor_text, 300)),
    back.length >= CUT && !SENTENCE_END.test(back) ? `${back}…` : back,
  );
};

/** Our own text with what stands in backticks as code. */
export const prose = (text) => text.split("`").map((part, number) => (number % 2 ? el("code", {}, part) : part));
