/* The dialog that shows what pasted cells would change, before anything does. */

import { element } from "../editor/dialogs.js";
import { asText, interpret, place, readHtml, readRows } from "./paste.js";
import { $, several } from "./parts.js";

const MOST_SHOWN = 200;

export class PasteDialog {
  constructor(grid) {
    Object.assign(this, { grid, edits: grid.edits, dialog: $("paste") });
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
    const rows = html && readHtml(html);
    const text = rows ? asText(rows) : event.clipboardData.getData("text/plain");
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
    const found = text.trim() ? this.read(readRows(text)) : [];
    this.changes = found.filter(({ problem }) => !problem);
    const problems = found.length - this.changes.length;
    $("paste-changes").replaceChildren(...found.slice(0, MOST_SHOWN).map((one) => this.line(one)));
    $("paste-apply").disabled = Boolean(problems) || !this.changes.length;
    const all = this.changes.length === 1 ? "this cell" : `${this.changes.length || "these"} cells`;
    $("paste-apply").textContent = `Change ${all}`;
    $("paste-summary").textContent = this.summary(text, found.length, problems);
  }

  summary(text, count, problems) {
    if (!text.trim()) return "";
    const mend = "so none is changed. Mend them above, or in what you copied.";
    if (problems) return `${problems} of ${count} cells do not fit, ${mend}`;
    if (!count) return "None of these cells would change.";
    return `${several(count, "cell")} would change. Nothing is saved yet.`;
  }

  /** What each pasted cell makes of which cell: { key, name, changes } or { name, problem }; misfits first. */
  read(pasted) {
    const { columns, features } = this.edits;
    const rows = this.grid.rows.order.filter((id) => this.edits.rows.includes(id));
    const [feature, column] = this.start();
    const from = { row: rows.indexOf(feature.id), column: columns.indexOf(column) };
    const names = [columns.map(({ name }) => name), rows.map((id) => features.get(id).name)];
    const found = place(pasted, ...names, from).map((one) =>
      this.readOne(one, features.get(rows[one.row]), columns[one.column]),
    );
    return found.filter(Boolean).sort((one, other) => Boolean(other.problem) - Boolean(one.problem));
  }

  readOne({ text, rowName, columnName }, feature, column) {
    if (!text) return null;
    const row = feature?.name || rowName || "below the last row";
    const name = `${row}, ${column?.name || columnName || "beyond the last column"}`;
    if (!feature && rowName) return { name, problem: `The table has no row “${rowName}”.` };
    if (!column && columnName) return { name, problem: `The table has no technology “${columnName}”.` };
    if (!feature || !column) return { name, problem: `There is no place for “${text}”.` };
    const key = `${feature.id}-${column.id}`;
    const texts = this.edits.texts(key);
    if (!texts && text === this.edits.cells[key].value) return null;
    if (!texts) return { name, problem: "This cell is answered by the releases and never typed." };
    const { problem, changes } = interpret(text, texts, feature, this.grid.data);
    if (problem) return { name, problem };
    const differs = Object.entries(changes).some(([field, value]) => texts[field] !== value);
    return differs ? { name, key, before: texts, changes } : null;
  }

  line({ name, before, changes, problem }) {
    const head = element("th", { scope: "row" }, name);
    if (problem) return element("tr", { className: "grid-wrong" }, head, element("td", { colSpan: 2 }, problem));
    const answer = (level, value) => (level === value ? [value] : [level, value]).filter(Boolean).join(": ");
    const words = ({ level, value, note }) => answer(this.grid.data.levels[level], value) + (note ? ` (${note})` : "");
    const then = { ...before, ...changes };
    return element("tr", {}, head, element("td", {}, words(before) || "–"), element("td", {}, words(then)));
  }

  apply() {
    this.edits.set(Object.fromEntries(this.changes.map(({ key, changes }) => [key, changes])));
    this.dialog.close();
    this.grid.say(`${several(this.changes.length, "cell")} changed.`);
  }
}
