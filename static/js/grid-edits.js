/* What was changed in the table and is not saved yet: each cell with what it was when it was opened, and the rows.
   A copy stays in the browser, so that a crash or an ended session loses nothing. */
const TableEdits = (() => {
  "use strict";

  // What two editors may change side by side; the site has the same list.
  const PARTS = [["level", "value", "number"], ["note"], ["verified_on", "verified_version"], ["sources"]];

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const pick = (texts, names) => Object.fromEntries(names.map((name) => [name, texts[name]]));
  const differs = (one, other, names) => !same(pick(one, names), pick(other, names));
  const trimmed = (source) => pick({ ...source, title: source.title.trim(), url: source.url.trim() }, ["title", "url", "quote"]);
  const isSource = (source) => source.title.trim() || source.url.trim() || source.quote.trim();

  const filled = (sources) => sources.filter(isSource).map(trimmed);

  /** What the browser keeps, or nothing where it was told to keep nothing. */
  const attempt = (act, otherwise) => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  const read = (name) => attempt(() => JSON.parse(localStorage.getItem(name)), null);

  class Edits {
    /** `data` as the page brings it. `tell(key)` hears of each cell that changes, and without a key of the rows;
        `fetchRow(id)` brings the row of a feature that the table does not have, or null. */
    constructor(data, tell, fetchRow) {
      this.tell = tell;
      this.fetchRow = fetchRow;
      this.edited = new Map(); // key of a cell: { was, now, mistakes, theirs }
      this.name = data.copy;
      this.tab = attempt(() => sessionStorage.getItem(data.copy)) || `${Date.now()}`;
      attempt(() => sessionStorage.setItem(data.copy, this.tab));
      this.load(data);
    }

    load(data) {
      this.columns = data.columns;
      this.features = new Map(data.rows.map((row) => [row.id, row]));
      this.cells = data.cells;
      this.pages = data.pages;
      this.rows = data.rows.map((row) => row.id);
      this.rowsWere = [...this.rows];
    }

    // --- cells ---

    stored(key) {
      return this.cells[key]?.texts;
    }

    texts(key) {
      return this.edited.get(key)?.now || this.stored(key);
    }

    /** Why a cell is to be checked again; nothing once it was. */
    reasons(key) {
      const checked = this.edited.has(key) && differs(this.texts(key), this.stored(key), ["verified_on", "verified_version"]);
      return checked ? [] : this.cells[key].reasons || [];
    }

    set(key, changes) {
      const edit = this.edited.get(key) || { was: this.stored(key), now: this.stored(key) };
      const now = { ...edit.now, ...changes };
      now.sources = filled(now.sources);
      if (same(now, edit.was) && !edit.theirs) this.edited.delete(key);
      else this.edited.set(key, { ...edit, now, mistakes: [] });
      this.changed(key);
    }

    putBack(key) {
      this.edited.delete(key);
      this.changed(key);
    }

    /** Decide a conflict: keep what was typed, upon what is stored now, or drop it. */
    settle(key, keepMine) {
      const edit = this.edited.get(key);
      if (!keepMine) return this.putBack(key);
      this.edited.set(key, { was: edit.theirs, now: this.merged(edit, edit.theirs), mistakes: [] });
      return this.changed(key);
    }

    /** What is stored now, with the parts that were changed here. */
    merged(edit, stored) {
      const mine = PARTS.filter((names) => differs(edit.was, edit.now, names)).flat();
      return { ...stored, ...pick(edit.now, mine) };
    }

    /** Carry an edit over to what is stored by now; it is in conflict where somebody else changed the same part. */
    rebase(key, edit) {
      const stored = this.stored(key);
      if (!stored) return;
      const both = PARTS.filter((names) => differs(edit.was, edit.now, names) && differs(edit.was, stored, names));
      if (both.some((names) => differs(edit.now, stored, names))) this.edited.set(key, { ...edit, theirs: stored });
      else if (same(this.merged(edit, stored), stored)) this.edited.delete(key);
      else this.edited.set(key, { ...edit, was: stored, now: this.merged(edit, stored) });
    }

    /** The names of all other pages that a change of these cells reaches. */
    reach(keys) {
      const pairs = keys.map((key) => key.split("-").map(Number));
      const shown = (page) => pairs.some(([row, column]) => page.features.includes(row) && page.technologies.includes(column));
      const pages = this.pages.filter(shown).map(({ title, status }) => `“${title}”${status === "published" ? "" : ` (${status})`}`);
      const columns = this.columns.filter(({ id }) => pairs.some(([, column]) => column === id)).map(({ name }) => name);
      const rows = [...new Set(pairs.map(([row]) => this.features.get(row)?.name))];
      const more = rows.length > 5 ? [`${rows.length - 5} more`] : [];
      return [...pages, `the pages of ${[...columns, ...rows.slice(0, 5), ...more].join(", ")}`];
    }

    // --- rows ---

    get rowsChanged() {
      return !same(this.rows, this.rowsWere);
    }

    get removed() {
      return this.rowsWere.filter((id) => !this.rows.includes(id));
    }

    setRows(rows) {
      this.rows = rows;
      this.changed();
    }

    /** Learn of a feature that the table does not have, and of its cells; whether there is such a one. */
    async learn(id) {
      if (this.features.has(id)) return true;
      const answer = await this.fetchRow(id);
      for (const row of answer?.rows || []) this.features.set(row.id, row);
      this.cells = { ...answer?.cells, ...this.cells };
      return this.features.has(id);
    }

    /** Decide between two orders: ours, with what they added and without what they took out, or theirs. */
    settleRows(theirs, keepMine) {
      const added = theirs.filter((id) => !this.rowsWere.includes(id) && !this.rows.includes(id));
      const kept = this.rows.filter((id) => theirs.includes(id) || !this.rowsWere.includes(id));
      this.rowsWere = theirs;
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
      const cells = [...this.edited].map(([key, { was, now }]) => {
        const [feature, technology] = key.split("-").map(Number);
        const names = PARTS.filter((part) => differs(was, now, part)).flat();
        return { technology, feature, was: pick(was, names), now: pick(now, names) };
      });
      return this.rowsChanged ? { cells, rows: { was: this.rowsWere, now: this.rows } } : { cells };
    }

    /** After a save: what was sent is stored; what was typed meanwhile stays to be saved. */
    saved(data, sent) {
      const rows = same(this.rows, sent.rows) ? null : this.rows;
      const { features, cells } = this;
      this.load(data);
      this.cells = { ...cells, ...this.cells };
      for (const [id, row] of features) if (!this.features.has(id)) this.features.set(id, row);
      for (const [key, edit] of [...this.edited]) {
        const before = sent.edited.get(key);
        if (before && same(before.now, edit.now)) this.edited.delete(key);
        else this.rebase(key, before ? { ...edit, was: this.stored(key) || before.now } : edit);
      }
      if (rows) this.rows = rows;
      this.changed();
    }

    refused(mistakes, conflicts, authors) {
      for (const [key, texts] of Object.entries(conflicts)) {
        if (this.cells[key]) this.cells[key] = { ...this.cells[key], texts };
        if (this.edited.has(key)) this.edited.set(key, { ...this.edited.get(key), theirs: texts, author: authors[key] });
      }
      for (const [key, list] of Object.entries(mistakes)) {
        if (this.edited.has(key)) this.edited.set(key, { ...this.edited.get(key), mistakes: list });
      }
      this.changed();
    }

    discard() {
      this.edited.clear();
      this.setRows([...this.rowsWere]);
    }

    // --- the copy ---

    changed(key) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), 300);
      this.tell(key);
    }

    keep() {
      clearTimeout(this.timer);
      const copy = `${this.name}-${this.tab}`;
      if (!this.count) return this.forget(copy);
      const rows = this.rowsChanged ? { were: this.rowsWere, are: this.rows } : null;
      const cells = [...this.edited].map(([key, { was, now }]) => [key, { was, now }]);
      // Where the browser has no room, what was typed is on the page alone, which asks before it is left.
      return attempt(() => localStorage.setItem(copy, JSON.stringify({ at: Date.now(), cells, rows })));
    }

    /** The names of copies of this table that other tabs left behind. */
    others() {
      const names = attempt(() => Object.keys(localStorage), []).filter((name) => name.startsWith(`${this.name}-`));
      return names.filter((name) => name !== `${this.name}-${this.tab}` && read(name));
    }

    /** Take up a copy, by default that of this tab; when it was made, or undefined where there is none. */
    async restore(name = `${this.name}-${this.tab}`) {
      const copy = read(name);
      if (!copy) return undefined;
      for (const id of copy.rows?.are || []) await this.learn(id);
      for (const [key, edit] of copy.cells) this.rebase(key, { ...edit, mistakes: [] });
      if (copy.rows) {
        this.rowsWere = copy.rows.were;
        this.rows = copy.rows.are.filter((id) => this.features.has(id));
      }
      this.changed();
      this.keep();
      return new Date(copy.at);
    }

    forget(name) {
      attempt(() => localStorage.removeItem(name));
    }
  }

  Edits.sameSources = (one, other) => same(filled(one), filled(other));
  return Edits;
})();
