/* The table of a comparison as a grid to walk through and edit by keyboard: see grid-edits.js for what it keeps. */
(() => {
  "use strict";

  const { $ } = GridDom;
  const LEVEL_KEYS = { y: "yes", p: "partial", n: "no", a: "not_applicable", u: "unknown" };
  const PAGE = 10;

  class Grid {
    constructor(data) {
      Object.assign(this, { data, table: $("grid"), levels: data.levels });
      const address = location.pathname;
      this.edits = new TableEdits(data, (key) => this.onChange(key), async (id) => {
        const answer = await fetch(`${address}?feature=${id}`, { redirect: "manual" }).catch(() => null);
        return answer?.ok ? answer.json() : null;
      });
      this.rows = new TableRows(this.table, this.edits, data.allowed, data.levels);
      this.panel = new TablePanel(this.edits, {
        levels: data.levels,
        factAddress: data.fact_address,
        done: (step) => this.leavePanel(step),
      });
      this.saving = new TableSaving(this);
      this.upgrade();
      this.listen();
      this.open();
    }

    // --- from a table to a grid ---

    upgrade() {
      this.table.setAttribute("role", "grid");
      for (const row of this.table.rows) row.setAttribute("role", "row");
      for (const cell of this.table.querySelectorAll("td")) cell.setAttribute("role", "gridcell");
      for (const name of this.table.querySelectorAll("tr[data-feature] > th")) {
        name.setAttribute("role", "rowheader");
        name.tabIndex = -1;
      }
      for (const inner of this.table.querySelectorAll("td > *")) inner.tabIndex = -1;
      // The region is scrolled by walking through the grid.
      this.table.closest(".grid-region").removeAttribute("tabindex");
      $("grid-bar").hidden = !(this.data.allowed.facts || this.data.allowed.rows);
      $("grid-tools").hidden = false;
    }

    async open() {
      const made = await this.edits.restore();
      if (made) this.say(`What you had not saved at ${made.toLocaleTimeString([], { timeStyle: "short" })} is here again.`);
      this.saving.offerCopies();
      if (this.edits.conflicts.length) this.saving.showConflicts();
      this.activate(this.cellOf(decodeURIComponent(location.hash.slice(1))) || this.firstCell(), false);
      // The browser goes to the place in the address once all is loaded, and takes the focus away as it does.
      if (document.readyState !== "complete") await new Promise((done) => window.addEventListener("load", done));
      requestAnimationFrame(() => this.followHash());
    }

    cellOf(anchor) {
      const cell = anchor ? document.getElementById(anchor) : null;
      return cell?.matches("td[data-cell]") ? cell : null;
    }

    firstCell() {
      return this.table.querySelector("tr[data-feature] > td") || this.table.querySelector("tr[data-feature] > th");
    }

    followHash() {
      const cell = this.cellOf(decodeURIComponent(location.hash.slice(1)));
      if (!cell) return;
      this.activate(cell);
      this.edit();
    }

    // --- walking ---

    get lines() {
      return [...this.table.querySelectorAll("tr[data-feature]")];
    }

    focusable(cell) {
      return cell.matches("th") ? cell : cell.firstElementChild;
    }

    activate(cell, focus = true) {
      if ($("paste-open")) $("paste-open").disabled = !cell;
      if (!cell) return this.tools?.show();
      if (this.active) this.focusable(this.active).tabIndex = -1;
      this.active = cell;
      this.focusable(cell).tabIndex = 0;
      if (focus) this.focusable(cell).focus();
      if (focus) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
      return this.tools?.show();
    }

    get feature() {
      return Number(this.active.closest("tr").dataset.feature);
    }

    get key() {
      const key = this.active?.dataset.cell;
      return key && this.data.allowed.facts && this.edits.texts(key) ? key : null;
    }

    go(down, across) {
      const { lines } = this;
      const line = lines.indexOf(this.active.closest("tr")) + down;
      const row = lines[Math.max(0, Math.min(lines.length - 1, line))];
      const column = Math.max(0, Math.min(row.cells.length - 1, this.active.cellIndex + across));
      this.activate(row.cells[column]);
    }

    onKey(event) {
      if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
        event.preventDefault();
        return this.tools?.move(event.key === "ArrowUp" ? -1 : 1);
      }
      const isWhole = event.ctrlKey || event.metaKey;
      const steps = {
        ArrowUp: [-1, 0],
        ArrowDown: [1, 0],
        ArrowLeft: [0, -1],
        ArrowRight: [0, 1],
        PageUp: [-PAGE, 0],
        PageDown: [PAGE, 0],
        Home: [isWhole ? -Infinity : 0, -Infinity],
        End: [isWhole ? Infinity : 0, Infinity],
      };
      const step = steps[event.key];
      if (step && (!isWhole || event.key === "Home" || event.key === "End")) this.go(...step);
      else if (event.key === "Enter" || event.key === "F2") this.edit();
      else if (isWhole && event.key.toLowerCase() === "z") this.putBack();
      else if (isWhole || event.altKey || !this.letter(event.key.toLowerCase())) return undefined;
      return event.preventDefault();
    }

    /** A letter on its own gives a level or a check. */
    letter(letter) {
      const { key } = this;
      if (!key || (letter !== "c" && !LEVEL_KEYS[letter])) return false;
      if (letter === "c") this.tell(key, this.panel.check(key));
      else this.setLevel(key, LEVEL_KEYS[letter]);
      return true;
    }

    setLevel(key, level) {
      const { value, level: before } = this.edits.texts(key);
      const isPlain = !value || value === this.levels[before];
      this.edits.set(key, { level, value: isPlain && level !== "unknown" ? TablePaste.defaultValue(level) : value });
      this.tell(key, this.levels[level]);
    }

    putBack() {
      if (!this.key) return;
      this.edits.putBack(this.key);
      this.tell(this.key, "put back");
    }

    tell(key, what) {
      const [feature, column] = this.names(key);
      if (key === this.panel.key) this.panel.fill();
      this.say(`${feature}, ${column}: ${what}.`);
    }

    names(key) {
      const [feature, column] = key.split("-").map(Number);
      return [this.edits.features.get(feature)?.name, this.edits.columns.find((one) => one.id === column)?.name];
    }

    // --- editing ---

    /** Open the form of a cell, by default of the active one. */
    edit(wanted) {
      if (wanted && this.rows.cell(wanted)) this.activate(this.rows.cell(wanted));
      const { key } = this;
      if (!key) return this.say(this.data.allowed.facts ? "This cell is answered by the releases of its technology." : "Your account may not change facts.");
      this.panel.open(key);
      $("id_level").focus();
      return $("cell-title").scrollIntoView({ block: "nearest" });
    }

    leavePanel(step) {
      this.panel.showState();
      this.go(step, 0);
      if (step && this.key) this.panel.open(this.key);
    }

    onChange(key) {
      if (key) {
        const place = this.rows.cell(key);
        if (place) this.rows.fill(place, key);
        if (key === this.panel.key) (this.panel.section.contains(document.activeElement) ? this.panel.showState() : this.panel.fill());
      } else {
        const focused = document.activeElement === (this.active && this.focusable(this.active));
        this.rows.show();
        for (const place of this.table.querySelectorAll("td[data-cell]")) this.rows.fill(place, place.dataset.cell);
        if (this.active && !this.active.isConnected) this.active = null;
        if (!this.active) this.activate(this.firstCell(), false);
        if (this.panel.key && !this.rows.cell(this.panel.key)) this.panel.close();
        else if (this.panel.key) this.panel.fill();
        this.activate(this.active, focused);
      }
      this.countSoon();
    }

    /** Many cells may change at once: they are counted once. */
    countSoon() {
      this.counting ||= requestAnimationFrame(() => {
        this.counting = null;
        this.saving.showCount();
      });
    }

    // --- what it says ---

    /** Say what happened; `isAll` where nothing has to be added. */
    say(sentence, isAll = this.saving.isBusy || !this.edits.count) {
      $("grid-status").textContent = isAll ? sentence : `${sentence} Not saved yet.`;
    }

    // --- events ---

    listen() {
      this.table.addEventListener("keydown", (event) => this.onKey(event));
      this.table.addEventListener("click", (event) => this.onClick(event));
      this.table.addEventListener("focusin", (event) => {
        const cell = event.target.closest("td, tr[data-feature] > th");
        if (cell && cell !== this.active) this.activate(cell, false);
      });
      window.addEventListener("beforeunload", (event) => {
        this.edits.keep();
        if (this.edits.count) event.preventDefault();
      });
      window.addEventListener("hashchange", () => this.followHash());
      this.tools = this.data.allowed.rows ? new TableRowTools(this) : null;
      if (this.data.allowed.facts && this.edits.columns.length) new TablePasteDialog(this);
    }

    onClick(event) {
      const cell = event.target.closest("td, tr[data-feature] > th");
      if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.activate(cell);
      if (cell.matches("td")) this.edit();
    }
  }

  new Grid(JSON.parse($("grid-data").textContent));
})();
