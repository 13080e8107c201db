// One sentence with its anchor text, and why it was judged as it was.
import { button, el } from "./dom.js";
import { code, prose, readable, sentence, step, twoDigits } from "./text.js";

const LEAST = 0.05; // a term that would be shown as 0.0 says nothing

const term = ([name, value]) => {
  const item = el(
    "li",
    { class: value < 0 ? "less" : null },
    `${readable(name)} `,
    el("b", {}, step(value)),
  );
  item.style.setProperty("--v", Math.abs(value));
  return item;
};

/** Reasons that are made elements when they are opened first. */
export const reasonsOf = (mention, meanings, isOpen) => {
  const why = el("details", { class: "why" }, el("summary", {}, "Reasons"));
  const fill = () => {
    if (!why.open || why.childElementCount > 1) return;
    if (mention.reason)
      why.append(
        el(
          "p",
          { class: "meaning" },
          el("b", {}, `Not linked: ${mention.reason}. `),
          ...prose(meanings[mention.reason] ?? ""),
        ),
      );
    const terms = mention.evidence.filter(([, value]) => Math.abs(value) >= LEAST).sort((a, b) => b[1] - a[1]);
    why.append(el("ul", { class: "terms" }, ...terms.map(term)));
  };
  why.addEventListener("toggle", fill);
  why.open = isOpen;
  fill();
  return why;
};

const factsOf = (mention, page, onOnly) => {
  const facts = el("p", { class: "facts" });
  const fact = (...parts) => facts.append(el("span", {}, ...parts), " ");
  fact("on ", code(page), mention.line === null ? "" : `, line ${mention.line}`);
  if (mention.confidence !== null) fact("confidence ", el("b", {}, twoDigits(mention.confidence)));
  if (mention.reason) fact(mention.reason);
  if (mention.in_favour_of) fact("in favour of ", code(mention.in_favour_of));
  facts.append(el("span", { class: "verdict" }), " ");
  facts.append(button("Only here…", onOnly, { class: "plain", "aria-label": `Decide only on ${readable(page)}` }));
  return facts;
};

/** The element for a mention, with an empty `.verdict` for what holds there. `onOnly` is called to decide for its page alone. */
export const mentionItem = (mention, { page, meanings, isOpen, onOnly }) =>
  el(
    "li",
    { class: "mention" },
    el("p", { class: "sentence" }, sentence(mention)),
    factsOf(mention, page, onOnly),
    mention.evidence ? reasonsOf(mention, meanings, isOpen) : "",
  );

/** A list of mentions of which only the first `most` are shown until the rest is asked for. */
export const mentionList = (mentions, most, item) => {
  const list = el("ul", { class: "mentions" }, ...mentions.slice(0, most).map(item));
  const rest = mentions.length - most;
  if (rest <= 0) return list;
  const more = el("li", {});
  more.append(
    button(
      `Show ${rest.toLocaleString("en")} more`,
      () => {
        const items = mentions.slice(most).map(item);
        more.replaceWith(...items);
        items[0].querySelector("button").focus();
      },
      { class: "plain" },
    ),
  );
  list.append(more);
  return list;
};
