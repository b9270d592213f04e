/* On the page of an account: what this browser keeps of texts that were not saved, and how long. */

import { forgetAll, isShared, namesOfCopies, setShared } from "./kept.js";

const part = document.getElementById("kept-here");
const count = part.querySelector("output");
const forget = part.querySelector("button");
const shared = part.querySelector("input");

function show() {
  const { length } = namesOfCopies();
  count.textContent = length ? `${length} ${length === 1 ? "form" : "forms"} with text that was not saved.` : "Nothing.";
  forget.disabled = !length;
  shared.checked = isShared();
}

forget.addEventListener("click", () => {
  forgetAll();
  show();
});
shared.addEventListener("change", () => setShared(shared.checked));
show();
part.hidden = false;
