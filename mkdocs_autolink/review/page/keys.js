// Which key does what, and when keys are not meant for the page.
import { isOpen } from "./dialogs.js";
import { byId, isTyping } from "./dom.js";

/**
 * Listens to keys. `once`, `moves` and `list` are tables of actions by key: those that a key held down must not repeat,
 * since it would decide on what follows, those that it may, and those that need the focus on the list. `line(number)`
 * chooses a line of the group, `leave()` leaves the fields of the filter.
 */
export const listenToKeys = ({ once, moves, list, line, leave }) => {
  const actionFor = (event) => {
    const isInList = event.target === byId("list") || event.target === document.body;
    if (isInList && event.key in list) return list[event.key];
    if (!byId("shortcuts").checked) return null;
    if (event.key in moves) return moves[event.key];
    if (/^[1-8]$/.test(event.key)) return () => line(Number(event.key));
    return event.repeat ? null : once[event.key];
  };

  const onKey = (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isOpen()) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape" || (event.key === "Enter" && event.target.form === byId("filter"))) leave();
      return;
    }
    const action = actionFor(event);
    if (!action) return;
    event.preventDefault();
    action();
  };

  document.addEventListener("keydown", onKey);
};
