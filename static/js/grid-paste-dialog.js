/* The dialog that shows what pasted cells would change, before anything does. */
const TablePasteDialog = (() => {
  "use strict";

  const { $, make } = GridDom;
  const MOST_SHOWN = 200;

  class Dialog {
    constructor(grid) {
      this.grid = grid;
      this.edits = grid.edits;
      this.dialog = $("paste");
      $("paste-open").addEventListener("click", () => this.open(""));
      $("paste-cancel").addEventListener("click", () => this.dialog.close());
      $("paste-apply").addEventListener("click", () => this.apply());
      $("paste-text").addEventListener("input", () => this.preview());
      this.dialog.addEventListener("close", () => grid.activate(grid.active));
      grid.table.addEventListener("paste", (event) => this.onPaste(event));
      $("paste-text").addEventListener("paste", (event) => this.onPaste(event));
    }

    onPaste(event) {
      const html = event.clipboardData.getData("text/html");
      const rows = html && TablePaste.readHtml(html);
      const text = rows ? TablePaste.asText(rows) : event.clipboardData.getData("text/plain");
      if (!text || (event.target === $("paste-text") && !rows)) return;
      event.preventDefault();
      this.open(text);
    }

    open(text) {
      const [feature, column] = this.start();
      $("paste-from").textContent = `${feature.name}, ${column.name}`;
      $("paste-text").value = text;
      if (!this.dialog.open) this.dialog.showModal();
      this.preview();
      (text ? $("paste-apply") : $("paste-text")).focus();
    }

    /** The feature and the technology of the active cell. */
    start() {
      const column = Math.max(0, this.grid.active.cellIndex - 1);
      return [this.edits.features.get(this.grid.feature), this.edits.columns[column]];
    }

    // --- what it would change ---

    preview() {
      const text = $("paste-text").value;
      const found = text.trim() ? this.read(TablePaste.readRows(text)) : [];
      this.changes = found.filter(({ problem }) => !problem);
      const problems = found.length - this.changes.length;
      $("paste-changes").replaceChildren(...found.slice(0, MOST_SHOWN).map((one) => this.line(one)));
      $("paste-apply").disabled = Boolean(problems) || !this.changes.length;
      $("paste-apply").textContent = this.changes.length === 1 ? "Change this cell" : `Change ${this.changes.length || "these"} cells`;
      $("paste-summary").textContent = this.summary(text, found.length, problems);
    }

    summary(text, count, problems) {
      if (!text.trim()) return "";
      if (problems) return `${problems} of ${count} cells do not fit, so none is changed. Mend them above, or in what you copied.`;
      return count ? `${count} ${count === 1 ? "cell" : "cells"} would change. Nothing is saved yet.` : "None of these cells would change.";
    }

    /** What each pasted cell makes of which cell: { key, name, changes } or { name, problem }; misfits first. */
    read(pasted) {
      const { columns, features } = this.edits;
      const rows = this.grid.rows.order.filter((id) => this.edits.rows.includes(id));
      const [feature, column] = this.start();
      const from = { row: rows.indexOf(feature.id), column: columns.indexOf(column) };
      const places = TablePaste.place(pasted, columns.map(({ name }) => name), rows.map((id) => features.get(id).name), from);
      const found = places.map((place) => this.readOne(place, features.get(rows[place.row]), columns[place.column])).filter(Boolean);
      return found.sort((one, other) => Boolean(other.problem) - Boolean(one.problem));
    }

    readOne({ text, rowName, columnName }, feature, column) {
      if (!text) return null;
      const names = [feature?.name || rowName || "below the last row", column?.name || columnName || "beyond the last column"];
      const name = names.join(", ");
      if (!feature && rowName) return { name, problem: `The table has no row “${rowName}”.` };
      if (!column && columnName) return { name, problem: `The table has no technology “${columnName}”.` };
      if (!feature || !column) return { name, problem: `There is no place for “${text}”.` };
      const key = `${feature.id}-${column.id}`;
      const texts = this.edits.texts(key);
      if (!texts && text === this.edits.cells[key].value) return null;
      if (!texts) return { name, problem: "This cell is answered by the releases and never typed." };
      const { problem, changes } = TablePaste.interpret(text, texts, feature);
      if (problem) return { name, problem };
      const differs = Object.entries(changes).some(([field, value]) => texts[field] !== value);
      return differs ? { name, key, before: texts, changes } : null;
    }

    line({ name, before, changes, problem }) {
      const head = make("th", { scope: "row" }, name);
      if (problem) return make("tr", { class: "grid-wrong" }, head, make("td", { colspan: 2 }, problem));
      const answer = (level, value) => (level === value ? [value] : [level, value]).filter(Boolean).join(": ");
      const words = ({ level, value, note }) => answer(this.grid.levels[level], value) + (note ? ` (${note})` : "");
      const then = { ...before, ...changes };
      return make("tr", {}, head, make("td", {}, words(before) || "–"), make("td", {}, words(then)));
    }

    apply() {
      const { changes } = this;
      for (const { key, changes: texts } of changes) this.edits.set(key, texts);
      this.dialog.close();
      this.grid.say(`${changes.length} ${changes.length === 1 ? "cell" : "cells"} changed.`);
    }
  }

  return Dialog;
})();
