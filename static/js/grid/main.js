/* The table of a comparison as a grid to walk through and edit by keyboard: see edits.js for what it keeps. */

import { ask, json } from "../editor/requests.js";
import { Edits } from "./edits.js";
import { Panel } from "./panel.js";
import { $ } from "./parts.js";
import { PasteDialog } from "./paste-dialog.js";
import { RowTools } from "./row-tools.js";
import { Rows } from "./rows.js";
import { Saving } from "./save.js";

const LEVEL_KEYS = { y: "yes", p: "partial", n: "no", a: "not_applicable", u: "unknown" };
const WORD_PAUSE = 700; // milliseconds between letters that are one word
const PAGE = 10;
const ALL = Infinity;
const STEPS = {
  ...{ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] },
  ...{ PageUp: [-PAGE, 0], PageDown: [PAGE, 0], Home: [0, -ALL], End: [0, ALL] },
};
const ENDS = { Home: [-ALL, -ALL], End: [ALL, ALL] }; // with Ctrl
const CELL = "td, tr[data-feature] > th";
const NO_FACTS = "Your account may not change facts.";
const DERIVED = "This cell is answered by the releases of its technology.";

const focusable = (cell) => (cell.matches("th") ? cell : cell.firstElementChild);

class Grid {
  constructor(data) {
    Object.assign(this, { data, table: $("grid"), allowed: data.allowed, active: null });
    this.edits = new Edits(data, {
      onChange: (keys, areRows) => this.onChange(keys, areRows),
      fetchRows: (ids) => this.fetchRows(ids),
    });
    this.rows = new Rows(this.table, this.edits, data.levels);
    this.panel = new Panel(this.edits, {
      levels: data.levels,
      factAddress: data.fact_address,
      done: (step) => this.leavePanel(step),
    });
    this.saving = new Saving(this);
    if (this.allowed.rows) this.tools = new RowTools(this);
    if (this.allowed.facts && data.columns.length) new PasteDialog(this);
    // The region is scrolled by walking through the grid.
    this.table.closest(".grid-region").removeAttribute("tabindex");
    $("grid-bar").hidden = !(this.allowed.facts || this.allowed.rows);
    $("grid-tools").hidden = false;
    this.listen();
    this.open();
  }

  async open() {
    const made = await this.edits.restore();
    const time = made?.toLocaleTimeString([], { timeStyle: "short" });
    if (made) this.say(`What you had not saved at ${time} is here again.`);
    this.saving.offerCopies();
    if (this.edits.conflicts.length) this.saving.showConflicts();
    this.activate(this.cellInAddress || this.firstCell, false);
    // The browser goes to the place in the address once all is loaded, and takes the focus away as it does.
    if (document.readyState !== "complete") await new Promise((done) => window.addEventListener("load", done));
    requestAnimationFrame(() => this.follow(this.cellInAddress));
  }

  async fetchRows(ids) {
    try {
      const answer = await json(ask(`${location.pathname}?feature=${ids}`));
      this.rows.add(answer.html);
      return answer;
    } catch {
      return { rows: [], cells: {} };
    }
  }

  // --- walking ---

  get cellInAddress() {
    const cell = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return cell?.matches("td[data-cell]") ? cell : null;
  }

  get firstCell() {
    return this.table.querySelector("tr[data-feature] > td") || this.table.querySelector("tr[data-feature] > th");
  }

  follow(cell) {
    if (!cell) return;
    this.activate(cell);
    this.edit();
  }

  activate(cell, focus = true) {
    if ($("paste-open")) $("paste-open").disabled = !cell;
    if (this.active) focusable(this.active).tabIndex = -1;
    this.active = cell;
    if (cell) focusable(cell).tabIndex = 0;
    if (cell && focus) focusable(cell).focus();
    if (cell && focus) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.tools?.show();
  }

  get feature() {
    return Number(this.active.closest("tr").dataset.feature);
  }

  /** The key of the active cell where it may be edited. */
  get key() {
    const key = this.active?.dataset.cell;
    return key && this.allowed.facts && this.edits.texts(key) ? key : null;
  }

  go(down, across) {
    const { lines } = this.rows;
    const line = lines.indexOf(this.active.closest("tr")) + down;
    const { cells } = lines[Math.max(0, Math.min(lines.length - 1, line))];
    this.activate(cells[Math.max(0, Math.min(cells.length - 1, this.active.cellIndex + across))]);
  }

  // --- events ---

  listen() {
    const cellOf = (event) => event.target.closest(CELL);
    this.table.addEventListener("keydown", (event) => this.onKey(event));
    this.table.addEventListener("click", (event) => this.onClick(event, cellOf(event)));
    this.table.addEventListener("focusin", (event) => {
      const cell = cellOf(event);
      if (cell && cell !== this.active) this.activate(cell, false);
    });
    window.addEventListener("beforeunload", (event) => {
      this.edits.keep();
      if (this.edits.count) event.preventDefault();
    });
    window.addEventListener("hashchange", () => this.follow(this.cellInAddress));
  }

  onClick(event, cell) {
    if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.activate(cell);
    if (cell.matches("td")) this.edit();
  }

  onKey(event) {
    const isWhole = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    if (event.key.length !== 1) this.typed = null;
    const step = (isWhole ? ENDS : STEPS)[event.key];
    if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) this.tools?.move(STEPS[event.key][0]);
    else if (step) this.go(...step);
    else if (event.key === "Enter" || event.key === "F2") this.edit();
    else if (isWhole && (letter === "z" || letter === "y")) this.step(letter === "z" && !event.shiftKey);
    else if (isWhole || event.altKey || !this.type(event.key)) return;
    event.preventDefault();
  }

  /** A letter on its own gives a level or a check; a word, one letter soon after the other, is typed as the value. */
  type(character) {
    const { key } = this;
    if (!key || character.length !== 1 || (character === " " && !this.typed)) return false;
    const { word = "", at = 0, cell, isEdit } = this.typed || {};
    const isWord = word && cell === key && Date.now() - at < WORD_PAUSE;
    if (isWord && isEdit) this.edits.step(true);
    if (isWord) return this.write(key, word + character);
    const letter = character.toLowerCase();
    const isEdited = letter === "c" || Boolean(LEVEL_KEYS[letter]);
    this.typed = { word: character, at: Date.now(), cell: key, isEdit: isEdited };
    if (letter === "c") this.tell(key, this.panel.check(key));
    else if (isEdited) this.setLevel(key, LEVEL_KEYS[letter]);
    return isEdited;
  }

  /** Open the form of a cell, where its value is what was typed so far. */
  write(key, word) {
    this.typed = null;
    this.edit(key);
    this.edits.set({ [key]: { value: word } });
    this.panel.fill();
    $("id_value").focus();
    $("id_value").setSelectionRange(word.length, word.length);
    return true;
  }

  setLevel(key, level) {
    const { levels } = this.data;
    const { value, level: before } = this.edits.texts(key);
    const isPlain = !value || value === levels[before];
    this.edits.set({ [key]: { level, value: isPlain && level !== "unknown" ? levels[level] : value } });
    this.tell(key, levels[level]);
  }

  step(isBack) {
    const isDone = this.edits.step(isBack);
    const way = isBack ? "back" : "forward";
    if (this.panel.key) this.panel.fill();
    this.say(isDone ? `One step ${way}.` : `There is no step to go ${way}.`);
  }

  // --- editing ---

  /** Open the form of a cell, by default of the active one. */
  edit(wanted) {
    const cell = wanted && this.rows.cell(wanted);
    if (cell?.isConnected) this.activate(cell);
    if (!this.key) return this.say(this.allowed.facts ? DERIVED : NO_FACTS);
    this.panel.open(this.key);
    $("id_level").focus();
    return $("cell-title").scrollIntoView({ block: "nearest" });
  }

  leavePanel(step) {
    this.panel.showState();
    this.go(step, 0);
    if (step && this.key) this.panel.open(this.key);
  }

  onChange(keys, areRows) {
    for (const key of keys) this.rows.fill(key);
    if (areRows) this.showRows();
    if (areRows || keys.includes(this.panel.key)) this.showPanel(areRows);
    this.saving.showCount();
  }

  showRows() {
    const isFocused = this.active && document.activeElement === focusable(this.active);
    this.rows.show();
    this.activate(this.active?.isConnected ? this.active : this.firstCell, isFocused);
  }

  /** What is being typed into the form stays as it is, unless the whole table is new. */
  showPanel(isNew) {
    const { panel } = this;
    if (!panel.key) return;
    if (!this.rows.cell(panel.key)?.isConnected) panel.close();
    else if (isNew || !panel.hasFocus) panel.fill();
    else panel.showState();
  }

  // --- what it says ---

  /** Say what happened; `isAll` where nothing has to be added. */
  say(sentence, isAll = this.saving.isBusy || !this.edits.count) {
    $("grid-status").textContent = isAll ? sentence : `${sentence} Not saved yet.`;
  }

  tell(key, what) {
    if (key === this.panel.key) this.panel.fill();
    this.say(`${this.edits.names(key).join(", ")}: ${what}.`);
  }
}

new Grid(JSON.parse($("grid-data").textContent));
