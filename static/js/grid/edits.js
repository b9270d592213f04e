/* What was changed in the table and is not saved yet: each cell with what it was when it was opened, and the rows. */

import { Copies } from "./copies.js";
import { filled } from "./sources.js";

const CHECK = ["verified_on", "verified_version"];
const MOST_STEPS = 200;

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const pick = (texts, names) => Object.fromEntries(names.map((name) => [name, texts[name]]));
const differs = (one, other, names) => !same(pick(one, names), pick(other, names));

export class Edits {
  /** `data` as the page brings it. `onChange` hears of the keys of cells that change, and whether the rows do;
      `fetchRows` brings the rows of features that the table does not have, by their keys. */
  constructor(data, { onChange, fetchRows }) {
    Object.assign(this, { onChange, fetchRows, parts: data.parts, cells: {} });
    this.copies = new Copies(data.copy);
    this.features = new Map();
    this.edited = new Map(); // by key of a cell: { was, now, mistakes, theirs, author }
    this.steps = { past: [], future: [] };
    this.load(data);
  }

  load({ columns, pages, rows, cells }) {
    Object.assign(this, { columns, pages });
    this.add(rows, cells);
    this.rows = rows.map(({ id }) => id);
    this.rowsWere = [...this.rows];
  }

  add(rows, cells) {
    for (const row of rows) this.features.set(row.id, row);
    Object.assign(this.cells, cells);
  }

  // --- cells ---

  stored(key) {
    return this.cells[key]?.texts;
  }

  texts(key) {
    return this.edited.get(key)?.now || this.stored(key);
  }

  /** The feature and the technology of a cell. */
  place(key) {
    const [feature, column] = key.split("-").map(Number);
    return [this.features.get(feature), this.columns.find(({ id }) => id === column)];
  }

  names(key) {
    return this.place(key).map((one) => one?.name);
  }

  /** Why a cell is to be checked again; nothing once it was. */
  reasons(key) {
    const checked = this.edited.has(key) && differs(this.texts(key), this.stored(key), CHECK);
    return checked ? [] : this.cells[key].reasons || [];
  }

  /** Change texts of cells, by their keys, as one step; what has the same name as the step before is part of that. */
  set(changes, step) {
    this.remember(step);
    for (const [key, texts] of Object.entries(changes)) {
      const edit = this.edited.get(key) || { was: this.stored(key), now: this.stored(key) };
      const now = { ...edit.now, ...texts };
      now.sources = filled(now.sources);
      if (same(now, edit.was) && !edit.theirs) this.edited.delete(key);
      else this.edited.set(key, { ...edit, now, mistakes: [] });
    }
    this.changed(Object.keys(changes));
  }

  putBack(key) {
    this.remember();
    this.edited.delete(key);
    this.changed([key]);
  }

  // --- steps back and forward ---

  get state() {
    return { edited: new Map(this.edited), rows: [...this.rows] };
  }

  remember(step) {
    const { past } = this.steps;
    if (!step || step !== this.steps.name) past.push(this.state);
    if (past.length > MOST_STEPS) past.shift();
    Object.assign(this.steps, { name: step, future: [] });
  }

  /** What is stored is another thing by now: no step leads back behind it. */
  forgetSteps() {
    this.steps = { past: [], future: [] };
  }

  /** Go one step back, or forward; whether there was one. */
  step(isBack) {
    const { past, future } = this.steps;
    const [from, to] = isBack ? [past, future] : [future, past];
    const state = from.pop();
    if (!state) return false;
    to.push(this.state);
    this.steps.name = undefined;
    const keys = [...this.edited.keys(), ...state.edited.keys()];
    this.edited = state.edited;
    this.rows = state.rows;
    this.changed(keys, true);
    return true;
  }

  /** The names of all other pages that a change of these cells reaches. */
  reach(keys) {
    const pairs = keys.map((key) => key.split("-").map(Number));
    const isOn = ({ features, technologies }) =>
      pairs.some(([row, column]) => features.includes(row) && technologies.includes(column));
    const pages = this.pages
      .filter(isOn)
      .map(({ title, status }) => `“${title}”${status === "published" ? "" : ` (${status})`}`);
    const columns = this.columns.filter(({ id }) => pairs.some(([, column]) => column === id)).map((one) => one.name);
    const rows = [...new Set(pairs.map(([row]) => this.features.get(row)?.name))];
    const more = rows.length > 5 ? [`${rows.length - 5} more`] : [];
    return [...pages, `the pages of ${[...columns, ...rows.slice(0, 5), ...more].join(", ")}`];
  }

  // --- base, mine and theirs, part by part as the site has them ---

  changedNames({ was, now }) {
    return this.parts.filter((names) => differs(was, now, names)).flat();
  }

  /** What is stored now, with the parts that were changed here. */
  merged(edit, stored) {
    return { ...stored, ...pick(edit.now, this.changedNames(edit)) };
  }

  /** Carry an edit over to what is stored by now; it is in conflict where somebody else changed the same part. */
  rebase(key, edit) {
    const stored = this.stored(key);
    if (!stored) return;
    const isDisputed = (names) => [edit.was, edit.now].every((texts) => differs(texts, stored, names));
    const mine = this.parts.filter((names) => differs(edit.was, edit.now, names));
    const now = this.merged(edit, stored);
    if (mine.some(isDisputed)) this.edited.set(key, { ...edit, theirs: stored });
    else if (same(now, stored)) this.edited.delete(key);
    else this.edited.set(key, { ...edit, was: stored, now });
  }

  /** Decide a conflict: keep what was typed, upon what is stored now, or drop it. */
  settle(key, keepMine) {
    const edit = this.edited.get(key);
    this.forgetSteps();
    if (!keepMine) return this.putBack(key);
    this.edited.set(key, { was: edit.theirs, now: this.merged(edit, edit.theirs), mistakes: [] });
    return this.changed([key]);
  }

  // --- rows ---

  get rowsChanged() {
    return !same(this.rows, this.rowsWere);
  }

  setRows(rows) {
    this.remember();
    this.rows = rows;
    this.changed([], true);
  }

  /** Learn of features that the table does not have, and of their cells. */
  async learn(ids) {
    const unknown = ids.filter((id) => !this.features.has(id));
    if (!unknown.length) return;
    const { rows, cells } = await this.fetchRows(unknown);
    this.add(rows, cells);
  }

  /** Decide between two orders: ours, with what they added and without what they took out, or theirs. */
  settleRows(theirs, keepMine) {
    const added = theirs.filter((id) => !this.rowsWere.includes(id) && !this.rows.includes(id));
    const kept = this.rows.filter((id) => theirs.includes(id) || !this.rowsWere.includes(id));
    this.rowsWere = theirs;
    this.forgetSteps();
    this.setRows(keepMine ? [...kept, ...added] : [...theirs]);
  }

  // --- saving ---

  get count() {
    return this.edited.size + (this.rowsChanged ? 1 : 0);
  }

  get conflicts() {
    return [...this.edited].filter(([, edit]) => edit.theirs).map(([key]) => key);
  }

  payload() {
    const cells = [...this.edited].map(([key, edit]) => {
      const [feature, technology] = key.split("-").map(Number);
      const names = this.changedNames(edit);
      return { technology, feature, was: pick(edit.was, names), now: pick(edit.now, names) };
    });
    return this.rowsChanged ? { cells, rows: { was: this.rowsWere, now: this.rows } } : { cells };
  }

  /** After a save: what was sent is stored; what was typed meanwhile, or is not finished, stays to be saved.
      `sent.rowsWere` are the rows that were there before, where their order is still in dispute. */
  async saved(data, sent) {
    this.forgetSteps();
    await this.learn(data.rows.map(({ id }) => id));
    const { rows, cells } = this;
    const news = Object.keys(data.cells).filter((key) => !same(cells[key], data.cells[key]));
    const keys = [...this.edited.keys(), ...news];
    this.load(data);
    for (const [key, edit] of [...this.edited]) {
      const before = sent.edited.get(key);
      if (before && same(before.now, edit.now)) this.edited.delete(key);
      else this.rebase(key, before ? { ...edit, was: this.sent(key, before) } : edit);
    }
    if (!same(rows, sent.rows) || sent.rowsWere) this.rows = rows;
    if (sent.rowsWere) this.rowsWere = sent.rowsWere;
    this.changed(keys, true);
  }

  /** What was sent of a cell, as the site has stored it. */
  sent(key, edit) {
    return { ...edit.now, ...pick(this.stored(key), this.changedNames(edit)) };
  }

  refused(mistakes, conflicts, authors) {
    for (const [key, texts] of Object.entries(conflicts)) {
      if (this.cells[key]) this.cells[key] = { ...this.cells[key], texts };
      this.amend(key, { theirs: texts, author: authors[key] });
    }
    for (const [key, list] of Object.entries(mistakes)) this.amend(key, { mistakes: list });
    this.changed([...Object.keys(conflicts), ...Object.keys(mistakes)]);
  }

  amend(key, changes) {
    if (this.edited.has(key)) this.edited.set(key, { ...this.edited.get(key), ...changes });
  }

  discard() {
    this.remember();
    const keys = [...this.edited.keys()];
    this.edited.clear();
    this.rows = [...this.rowsWere];
    this.changed(keys, true);
  }

  // --- the copy ---

  changed(keys, areRows = false) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 300);
    this.onChange(keys, areRows);
  }

  keep() {
    clearTimeout(this.timer);
    if (!this.count) return this.copies.forget();
    const cells = [...this.edited].map(([key, { was, now }]) => [key, { was, now }]);
    return this.copies.keep({ cells, rows: this.rowsChanged ? { were: this.rowsWere, are: this.rows } : null });
  }

  /** Take up a copy, by default that of this tab; when it was made, or undefined where there is none. */
  async restore(name) {
    const copy = this.copies.read(name);
    if (!copy) return undefined;
    this.forgetSteps();
    await this.learn(copy.rows?.are || []);
    for (const [key, edit] of copy.cells) this.rebase(key, { ...edit, mistakes: [] });
    if (copy.rows) {
      this.rowsWere = copy.rows.were;
      this.rows = copy.rows.are.filter((id) => this.features.has(id));
    }
    this.changed(copy.cells.map(([key]) => key), true);
    this.keep();
    return new Date(copy.at);
  }
}
