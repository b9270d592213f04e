/* The form of the cell at hand. Whatever is typed into it is an edit at once; nothing has to be confirmed. */

import { element } from "../editor/dialogs.js";
import { $, choice, today } from "./parts.js";
import { Sources } from "./sources.js";

export class Panel {
  /** `factAddress` is that of the form of fact 0; `done(step)` goes back to the table, so many rows further down. */
  constructor(edits, { levels, factAddress, done }) {
    Object.assign(this, { edits, levels, factAddress, done });
    this.section = $("cell-panel");
    this.fields = edits.parts.flat().filter((name) => name !== "sources");
    this.key = null;
    if (this.section) this.listen();
  }

  listen() {
    this.sources = new Sources(() => this.take());
    this.section.addEventListener("input", () => this.take());
    this.section.addEventListener("keydown", (event) => this.onKey(event));
    $("cell-checked").addEventListener("click", () => this.check(this.key));
    $("cell-back").addEventListener("click", () => this.done(0));
    $("cell-undo").addEventListener("click", () => this.edits.putBack(this.key));
  }

  onKey(event) {
    const isNext = event.key === "Enter" && event.target.matches("input, select");
    if (!isNext && event.key !== "Escape") return;
    event.preventDefault();
    this.done(isNext ? 1 : 0);
  }

  // --- what it shows ---

  get hasFocus() {
    return this.section.contains(document.activeElement);
  }

  open(key) {
    if (key !== this.key) this.sources.clear();
    this.visit = `${key}, ${Date.now()}`;
    this.key = key;
    this.section.hidden = false;
    $("cell-title").textContent = this.edits.names(key).join(", ");
    this.fill();
    this.mark();
  }

  close() {
    this.section.hidden = true;
    this.key = null;
    this.mark();
  }

  /** Let the table show which cell the form is of. */
  mark() {
    for (const cell of $("grid").querySelectorAll(".grid-open")) cell.classList.remove("grid-open");
    $("grid").querySelector(`td[data-cell="${this.key}"]`)?.classList.add("grid-open");
  }

  /** Show the cell as it is in the edits. */
  fill() {
    const texts = this.edits.texts(this.key);
    const [feature, { latest }] = this.edits.place(this.key);
    const { fact } = this.edits.cells[this.key];
    for (const name of this.fields) if ($(`id_${name}`).value !== texts[name]) $(`id_${name}`).value = texts[name];
    $("field-number").hidden = !feature.unit && !texts.number;
    $("cell-checked").textContent = `Checked today${latest ? ` against ${latest}` : ""}`;
    this.sources.show(texts.sources);
    $("cell-form").hidden = !fact;
    if (fact) $("cell-form").href = this.factAddress.replace("/0/", `/${fact}/`);
    $("cell-feature").href = feature.address;
    const reach = this.edits.reach([this.key]).join(", ");
    $("cell-reach").textContent = `Facts are shared. A change of this one also changes ${reach}.`;
    this.showState();
  }

  showState() {
    const edit = this.edits.edited.get(this.key);
    const reasons = this.edits.reasons(this.key);
    $("cell-due").hidden = !reasons.length;
    $("cell-due").textContent = `To re-check: ${reasons.join(", ")}.`;
    $("cell-undo").disabled = !edit;
    const mistakes = edit?.mistakes || [];
    const messages = mistakes.map(([, sentence]) => element("p", { className: "grid-mistake" }, sentence));
    if (edit?.theirs) messages.push(this.choiceOf(edit));
    $("cell-messages").replaceChildren(...messages);
    const wrong = new Set(mistakes.map(([name]) => name));
    for (const name of this.fields) $(`id_${name}`).setAttribute("aria-invalid", wrong.has(name));
  }

  /** Both versions of a cell that somebody else has changed too. */
  choiceOf(edit) {
    return choice({
      label: "Yours or theirs",
      sentence: `${edit.author || "Somebody else"} changed this cell while you had it open.`,
      theirs: this.words(edit.theirs),
      yours: this.words(edit.now),
      decide: (keepMine) => {
        this.edits.settle(this.key, keepMine);
        this.fill();
        $("id_level").focus();
      },
    });
  }

  /** A cell in a sentence. */
  words({ level, value, provider, number, note, verified_on: day, verified_version: version, sources }) {
    const check = day && `checked on ${day} against ${version || "no version"}`;
    const cited = sources.map(({ title, url, quote }) => [title, url, quote].filter(Boolean).join(" "));
    return [this.levels[level], value, provider.replace("_", " "), number, note, check, ...cited].filter(Boolean).join("; ");
  }

  // --- what it takes ---

  get typed() {
    const texts = Object.fromEntries(this.fields.map((name) => [name, $(`id_${name}`).value]));
    return { ...texts, sources: this.sources.typed };
  }

  take() {
    if (!this.key) return;
    this.edits.set({ [this.key]: this.typed }, `typing in ${this.visit}`);
    this.showState();
  }

  /** “Checked today”, against the latest release where one is known. */
  check(key) {
    const version = this.edits.place(key)[1].latest || this.edits.texts(key).verified_version;
    this.edits.set({ [key]: { verified_on: today(), verified_version: version } });
    if (key === this.key) this.fill();
    return version ? `checked today against ${version}` : "checked today; say against which version";
  }
}
