// What the page tells the reviewer: banners for what needs attention, one line for what was done.
import { button, byId, el, setText } from "./dom.js";
import { readable } from "./text.js";

/** Whether the screen shows either the list or the group, not both. */
export const narrow = matchMedia("(max-width: 52rem), (max-height: 28rem)");

/** Whether the screen is so low that the page scrolls, and not its parts. */
export const low = matchMedia("(max-height: 28rem), (max-width: 52rem) and (max-height: 34rem)");

const banners = new Map();

/** Shows a text with buttons at the top until `unbanner`; each name has one. */
export const banner = (name, text, ...buttons) => {
  if (banners.get(name)?.dataset.text === text) return;
  unbanner(name);
  const element = el("div", { class: `banner ${name}` }, el("p", {}, readable(text, 2_000)), ...buttons);
  element.dataset.text = text;
  banners.set(name, element);
  byId("banners").append(element);
};

/** Takes a banner away. */
export const unbanner = (name) => {
  const element = banners.get(name);
  if (!element) return;
  const hadFocus = element.contains(document.activeElement);
  element.remove();
  banners.delete(name);
  if (hadFocus) keepFocus();
};

/** A button that takes a banner away. */
export const dismiss = (name) => button("Dismiss", () => unbanner(name), { class: "plain" });

/** Says what was done, to eyes and to screen readers. */
export const say = (text) => {
  setText(byId("news"), readable(text, 300));
  setText(byId("said"), readable(text, 300));
};

/** Brings the focus back where a button that is gone took it along. */
export const keepFocus = () => {
  const { activeElement } = document;
  const isShown = activeElement?.getClientRects().length > 0; // one that was just hidden has the focus for a moment still
  if (isShown && activeElement !== document.body) return;
  (document.body.dataset.view === "detail" && narrow.matches ? byId("detail-title") : byId("list")).focus({
    preventScroll: true,
  });
};
