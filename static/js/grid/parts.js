/* Small parts that the modules of the table's page build with. */

import { element } from "../editor/dialogs.js";

export const $ = (id) => document.getElementById(id);

/** The site counts its days in UTC. */
export const today = () => new Date().toISOString().slice(0, 10);

export const several = (count, thing) => `${count} ${count === 1 ? thing : `${thing}s`}`;

export function button(words, act, className = "button") {
  const made = element("button", { type: "button", className }, words);
  made.addEventListener("click", act);
  return made;
}

export const buttons = (...parts) => element("p", { className: "grid-buttons" }, ...parts);

/** Two versions of the same thing, and the choice between them; `decide` is told whether to keep one's own. */
export function choice({ label, sentence, theirs, yours, decide }) {
  const versions = Object.entries({ Theirs: theirs, Yours: yours });
  return element(
    "div",
    { className: "grid-conflict", role: "group", ariaLabel: label },
    element("p", {}, sentence),
    element("dl", {}, ...versions.flatMap(([whose, text]) => [element("dt", {}, whose), element("dd", {}, text)])),
    buttons(button("Keep mine", () => decide(true)), " ", button("Take theirs", () => decide(false))),
  );
}
