/* Small parts that the scripts of the table's page build with. */
const GridDom = (() => {
  "use strict";

  const $ = (id) => document.getElementById(id);

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function button(words, act, style = "button") {
    const element = make("button", { type: "button", class: style }, words);
    element.addEventListener("click", act);
    return element;
  }

  /** Two versions of the same thing, and the choice between them; `decide` is told whether to keep one's own. */
  function choice({ label, sentence, theirs, yours, decide }) {
    return make(
      "div",
      { class: "grid-conflict", role: "group", "aria-label": label },
      make("p", {}, sentence),
      make("dl", {}, make("dt", {}, "Theirs"), make("dd", {}, theirs), make("dt", {}, "Yours"), make("dd", {}, yours)),
      make("p", { class: "grid-buttons" }, button("Keep mine", () => decide(true)), " ", button("Take theirs", () => decide(false))),
    );
  }

  return { $, make, button, choice };
})();
