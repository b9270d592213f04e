/* The dialog that shows what pasted cells would change, before anything does. */

import { element } from "../editor/dialogs.js";
import { $, several, today } from "./parts.js";
import { asText, interpret, place, readAbout, readHtml, readLevel, readRows } from "./paste.js";

const MOST_SHOWN = 200;

const firstLine = (text) => text.split("\n")[0].trim();

export class PasteDialog {
  constructor(grid) {
    Object.assign(this, { grid, edits: grid.edits, dialog: $("paste") });
    $("paste-open").addEventListener("click", () => this.open(""));
    $("paste-cancel").addEventListener("click", () => this.dialog.close());
    $("paste-apply").addEventListener("click", () => this.apply());
    this.dialog.addEventListener("input", () => this.preview());
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
    if (!this.dialog.open) {
      for (const id of ["paste-source", "paste-address"]) $(id).value = "";
      $("paste-checked").checked = false;
      this.dialog.showModal();
    }
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
    const places = place(pasted, ...names, from);
    const withLevels = new Set(places.filter(({ text }) => readLevel(firstLine(text))).map(({ row }) => rows[row]));
    const found = places.map((one) => this.readOne(one, features.get(rows[one.row]), columns[one.column], withLevels));
    const keys = new Set();
    for (const one of found.filter((each) => each?.key)) {
      if (keys.has(one.key)) one.problem = "This cell is there twice.";
      keys.add(one.key);
    }
    return found
      .filter((one) => one && (one.problem || one.differs))
      .sort((one, other) => Boolean(other.problem) - Boolean(one.problem));
  }

  readOne({ text, about, rowName, columnName }, feature, column, withLevels) {
    if (!text && !Object.keys(about).length) return null;
    const row = feature?.name || rowName || "below the last row";
    const name = `${row}, ${column?.name || columnName || "beyond the last column"}`;
    if (!feature && rowName) return { name, problem: `The table has no row “${rowName}”.` };
    if (!column && columnName) return { name, problem: `The table has no technology “${columnName}”.` };
    if (!feature || !column) return { name, problem: `There is no place for “${text}”.` };
    const key = `${feature.id}-${column.id}`;
    const before = this.edits.texts(key);
    if (!before && text === this.edits.cells[key].value) return null;
    if (!before) return { name, problem: "This cell is answered by the releases and never typed." };
    const isPlain = !withLevels.has(feature.id) && !this.hasLevels(feature.id);
    const answer = text ? interpret(text, { feature, isPlain, ...this.grid.data }) : { changes: {} };
    const more = readAbout({ ...this.forAll(column, before), ...about }, before);
    const changes = { ...answer.changes, ...more.changes };
    const differs = Object.entries(changes).some(([field, value]) => before[field] !== value);
    return { name, key, before, changes, differs, remark: answer.remark, problem: answer.problem || more.problem };
  }

  /** Whether an answer of the row has a level, so that one without is none. */
  hasLevels(feature) {
    const texts = this.edits.columns.map(({ id }) => this.edits.texts(`${feature}-${id}`));
    return texts.some((one) => one && one.level && one.level !== "unknown");
  }

  /** What the dialog says about all the cells. */
  forAll(column, before) {
    const source = { title: $("paste-source").value.trim(), url: $("paste-address").value.trim() };
    const check = { verified_on: today(), verified_version: column.latest || before.verified_version };
    return { ...source, ...($("paste-checked").checked ? check : {}) };
  }

  line({ name, before, changes, problem, remark }) {
    const head = element("th", { scope: "row" }, name);
    if (problem) return element("tr", { className: "grid-wrong" }, head, element("td", { colSpan: 2 }, problem));
    const then = this.words({ ...before, ...changes }, remark);
    return element("tr", {}, head, element("td", {}, this.words(before) || "–"), element("td", {}, then));
  }

  /** All that a cell holds, in a sentence. */
  words({ level, value, number, note, verified_on: day, verified_version: version, sources }, remark = "") {
    const word = this.grid.data.levels[level];
    const answer = (word === value ? [value] : [word, value]).filter(Boolean).join(": ") + (note ? ` (${note})` : "");
    const cited = sources.map(({ title, url }) => title || url);
    const checked = day && `checked on ${day} against ${version || "no version"}`;
    return [answer, number && `number ${number}`, remark, ...cited, checked].filter(Boolean).join("; ");
  }

  apply() {
    this.edits.set(Object.fromEntries(this.changes.map(({ key, changes }) => [key, changes])));
    this.dialog.close();
    this.grid.say(`${several(this.changes.length, "cell")} changed.`);
  }
}
