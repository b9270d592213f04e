/* The form of the cell at hand. Whatever is typed into it is an edit at once; nothing has to be confirmed. */
const TablePanel = (() => {
  "use strict";

  const { $, make, button, choice } = GridDom;
  const FIELDS = ["level", "value", "number", "note", "verified_on", "verified_version"];

  const today = () => new Date().toISOString().slice(0, 10); // the site counts its days in UTC

  class Panel {
    /** `factAddress` is that of the form of fact 0; `done(step)` goes back to the table, so many rows further down. */
    constructor(edits, { levels, factAddress, done }) {
      Object.assign(this, { edits, levels, factAddress, done });
      this.section = $("cell-panel");
      this.key = null;
      if (this.section) this.listen();
    }

    listen() {
      this.section.addEventListener("input", () => this.take());
      this.section.addEventListener("keydown", (event) => this.onKey(event));
      for (const id of ["cell-check", "cell-buttons", "source-add"]) $(id).hidden = false;
      $("cell-checked").addEventListener("click", () => this.check(this.key));
      $("cell-back").addEventListener("click", () => this.done(0));
      $("cell-undo").addEventListener("click", () => this.edits.putBack(this.key));
      $("source-add").addEventListener("click", () => this.addSource().querySelector("input").focus());
    }

    onKey(event) {
      if (event.key === "Escape") {
        event.preventDefault();
        this.done(0);
      } else if (event.key === "Enter" && event.target.matches("input, select")) {
        event.preventDefault();
        this.done(1);
      }
    }

    // --- what it shows ---

    get feature() {
      return this.edits.features.get(Number(this.key.split("-")[0]));
    }

    get column() {
      return this.edits.columns.find((column) => column.id === Number(this.key.split("-")[1]));
    }

    open(key) {
      if (key !== this.key) $("source-list").replaceChildren();
      this.key = key;
      this.section.hidden = false;
      $("cell-title").textContent = `${this.feature.name}, ${this.column.name}`;
      this.fill();
      this.mark();
    }

    close() {
      if (this.section) this.section.hidden = true;
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
      for (const name of FIELDS) if ($(`id_${name}`).value !== texts[name]) $(`id_${name}`).value = texts[name];
      $("field-number").hidden = !this.feature.unit && !texts.number;
      $("cell-checked").textContent = `Checked today${this.column.latest ? ` against ${this.column.latest}` : ""}`;
      if (!TableEdits.sameSources(this.typedSources, texts.sources) || !$("source-list").children.length) this.fillSources(texts.sources);
      const { fact } = this.edits.cells[this.key];
      $("cell-form").hidden = !fact;
      if (fact) $("cell-form").href = this.factAddress.replace("/0/", `/${fact}/`);
      $("cell-feature").href = this.feature.address;
      this.showReach();
      this.showState();
    }

    fillSources(sources) {
      $("source-list").replaceChildren();
      for (const source of sources.length ? sources : [undefined]) this.addSource(source);
    }

    get typedSources() {
      return [...$("source-list").children].map((row) => {
        return Object.fromEntries([...row.querySelectorAll("input, textarea")].map((field) => [field.name, field.value]));
      });
    }

    addSource(source = { title: "", url: "", quote: "" }) {
      const row = $("source-empty").content.firstElementChild.cloneNode(true);
      const number = (this.sources = (this.sources || 0) + 1);
      for (const field of row.querySelectorAll("input, textarea")) {
        const name = field.name.split("-").at(-1);
        const label = row.querySelector(`label[for="${field.id}"]`);
        field.id = label.htmlFor = `source-${number}-${name}`;
        field.name = name;
        field.value = source[name];
      }
      const open = make("a", { target: "_blank", rel: "noopener" }, "Open this source");
      const show = () => {
        open.hidden = !/^(https?:\/\/|\/(?!\/))/i.test(row.querySelector("input[name=url]").value);
        if (!open.hidden) open.href = row.querySelector("input[name=url]").value;
      };
      show();
      row.addEventListener("input", show);
      row.append(make("p", { class: "grid-buttons" }, button("Remove this source", () => this.removeSource(row)), open));
      $("source-list").append(row);
      return row;
    }

    removeSource(row) {
      row.remove();
      this.take();
      $("source-add").focus();
    }

    /** Which other pages a change of this cell reaches. */
    showReach() {
      const titles = this.edits.reach([this.key]);
      $("cell-reach").textContent = `Facts are shared. A change of this one also changes ${titles.join(", ")}.`;
    }

    showState() {
      const edit = this.edits.edited.get(this.key);
      const reasons = this.edits.reasons(this.key);
      $("cell-due").hidden = !reasons.length;
      $("cell-due").textContent = `To re-check: ${reasons.join(", ")}.`;
      $("cell-undo").disabled = !edit;
      const messages = (edit?.mistakes || []).map(([, sentence]) => make("p", { class: "grid-mistake" }, sentence));
      if (edit?.theirs) messages.push(this.choiceOf(edit));
      $("cell-messages").replaceChildren(...messages);
      const wrong = new Set((edit?.mistakes || []).map(([name]) => name));
      for (const name of FIELDS) $(`id_${name}`).setAttribute("aria-invalid", wrong.has(name));
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
    words(texts) {
      const check = texts.verified_on && `checked on ${texts.verified_on} against ${texts.verified_version || "no version"}`;
      const sources = texts.sources.map((source) => [source.title, source.url, source.quote].filter(Boolean).join(" "));
      return [this.levels[texts.level], texts.value, texts.number, texts.note, check, ...sources].filter(Boolean).join("; ");
    }

    // --- what it takes ---

    take() {
      if (!this.key) return;
      const texts = Object.fromEntries(FIELDS.map((name) => [name, $(`id_${name}`).value]));
      texts.sources = this.typedSources;
      this.edits.set(this.key, texts);
      this.showState();
    }

    /** “Checked today”, against the latest release where one is known. */
    check(key) {
      const column = this.edits.columns.find((one) => one.id === Number(key.split("-")[1]));
      const version = column.latest || this.edits.texts(key).verified_version;
      this.edits.set(key, { verified_on: today(), verified_version: version });
      if (key === this.key) this.fill();
      return version ? `checked today against ${version}` : "checked today; say against which version";
    }
  }

  return Panel;
})();
