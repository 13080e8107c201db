// Elements are made here only, and what users wrote goes into them as text, never as HTML.

/** The element of the template with this id. */
export const byId = (id) => document.getElementById(id);

/** A new element: attributes by name (`class`, `role`, …; null and false leave one out), then its children. */
export const el = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
};

/** A new button that does not submit. */
export const button = (label, onClick, attributes = {}) => {
  const element = el("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", onClick);
  return element;
};

/** Sets the text where it is another one: what did not change is not read out again. */
export const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

/** Whether keys that are pressed now are text of a field. */
export const isTyping = (element) =>
  Boolean(element?.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));
