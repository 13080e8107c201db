// How far the review is, and what the buttons would decide on.
import { quoted } from "./dialogs.js";
import { byId, setText } from "./dom.js";
import { banner, unbanner } from "./messages.js";
import { isDecided } from "./model.js";
import { plural } from "./text.js";

/** Shows how much is done. */
export const showProgress = (model, saver) => {
  const left = model.counted - model.settled;
  const links = model.progress.links_open;
  const rest = left || !model.counted ? `, ${plural(links, "link")} left` : ": build the site again to see it";
  const waiting = saver.waiting && saver.trouble ? `, ${saver.waiting.toLocaleString("en")} not saved` : "";
  setText(
    byId("left"),
    `${model.settled.toLocaleString("en")} of ${plural(model.counted, "group")} settled${rest}${waiting}`,
  );
  byId("bar").max = Math.max(1, model.counted);
  byId("bar").value = model.counted ? model.settled : 1;
  byId("undo").disabled = !saver.last && !model.undo;
  document.title = `${left ? `${left.toLocaleString("en")} left` : "Done"} – Autolink review`;
};

/** Shows what is wrong with the decisions file, as long as something is. */
export const showProblem = (model) => {
  if (model.problem)
    banner("problem", `${model.problem}. Nothing is lost; decisions can be saved again when that is mended.`);
  else unbanner("problem");
};

/** What the buttons decide on, in words. */
const scopeText = (model, { group, line, chosen }) => {
  if (!group) return "";
  const isAmbiguous = group.kind === "ambiguous";
  if (line >= 0) return quoted(isAmbiguous ? chosen[0].title || chosen[0].target : chosen[0].phrase);
  if (isAmbiguous) return "All targets of the phrase";
  const open = chosen.filter((one) => !isDecided(model.stateOf(one))).length;
  if (open && open < chosen.length) return `${plural(open, "phrase")} left`;
  return `All ${plural(chosen.length, "phrase")}`;
};

/** Shows what the buttons decide on, and which of them can. */
export const showScope = (model, detail) => {
  const { group, line, chosen } = detail;
  setText(byId("scope"), scopeText(model, detail));
  for (const name of ["reject", "retarget", "only", "never", "note"]) byId(name).disabled = !group;
  byId("accept").disabled = !group || (group.kind === "ambiguous" && line < 0);
  byId("clear").hidden = !chosen.some((one) => model.stateOf(one) !== "open");
};
