/* The rows of the table on the page, all rendered by the site: arranged and filled as the edits say. */

import { element } from "../editor/dialogs.js";

export class Rows {
  constructor(table, edits, levels) {
    Object.assign(this, { table, edits, levels });
    this.known = new Map(); // by key of a feature: its row, and the body of the table that holds its group
    table.role = "grid";
    for (const body of table.tBodies) this.adopt(body, body);
  }

  adopt(body, home) {
    for (const part of body.querySelectorAll("tr[data-feature] > th, td > *")) part.tabIndex = -1;
    for (const row of body.querySelectorAll("tr[data-feature]")) {
      this.known.set(Number(row.dataset.feature), { row, body: home });
    }
  }

  /** Take up groups of rows that the site has rendered later. They are shown once they are among the edits. */
  add(html) {
    const { content } = element("template", { innerHTML: html });
    for (const body of [...content.children]) {
      const home = [...this.table.tBodies].find((one) => one.dataset.group === body.dataset.group);
      this.adopt(body, home || body);
      if (!home) this.insert(body);
    }
  }

  insert(body) {
    const { group, position } = body.dataset;
    const isAfter = ({ dataset }) => dataset.position - position || (dataset.group > group ? 1 : -1);
    body.hidden = true;
    this.table.insertBefore(body, [...this.table.tBodies].find((one) => isAfter(one) > 0) || null);
  }

  /** The keys of the features in the order in which they stand on the page: by group, taken-out ones at their place. */
  get order() {
    return this.lines.map((row) => Number(row.dataset.feature));
  }

  get lines() {
    return [...this.table.querySelectorAll("tr[data-feature]")];
  }

  cell(key) {
    const [feature] = key.split("-").map(Number);
    return [...(this.known.get(feature)?.row.cells || [])].find((cell) => cell.dataset.cell === key);
  }

  /** Make the page show the rows as they are in the edits. */
  show() {
    const { rows, rowsWere } = this.edits;
    const shown = [...new Set([...rows, ...rowsWere])].filter((id) => this.known.has(id));
    const place = (id) => (rows.includes(id) ? rows.indexOf(id) : rowsWere.indexOf(id) - 0.5);
    shown.sort((one, other) => place(one) - place(other));
    for (const [id, { row }] of this.known) if (!shown.includes(id)) row.remove();
    const last = new Map(); // by body: the row that stands in its place already
    for (const id of shown) {
      const { row, body } = this.known.get(id);
      const next = (last.get(body) || body.rows[0]).nextElementSibling;
      row.classList.toggle("grid-gone", !rows.includes(id));
      row.classList.toggle("grid-new", !rowsWere.includes(id));
      if (next !== row) body.insertBefore(row, next);
      last.set(body, row);
    }
    for (const body of this.table.tBodies) body.hidden = !body.querySelector("tr[data-feature]");
  }

  /** Fill the parts of a cell anew. */
  fill(key) {
    const place = this.cell(key);
    if (!place) return;
    const [value, level, due, state] = place.firstElementChild.children;
    const texts = this.edits.texts(key);
    value.textContent = (texts || this.edits.cells[key]).value || "–";
    if (!texts) return;
    level.className = `grid-level grid-${texts.level}`;
    level.textContent = this.levels[texts.level] || texts.level;
    due.hidden = !this.edits.reasons(key).length;
    const { theirs, mistakes } = this.edits.edited.get(key) || {};
    const trouble = (theirs && "changed by somebody else too") || (mistakes?.length && "refused");
    const isEdited = this.edits.edited.has(key);
    state.textContent = isEdited ? trouble || "not saved" : "";
    place.classList.toggle("grid-edited", isEdited);
    place.classList.toggle("grid-wrong", Boolean(trouble));
  }

  // --- moving them ---

  name(feature) {
    return `“${this.edits.features.get(feature).name}”`;
  }

  /** Move a row among those of its group. Returns the sentence that says what happened. */
  move(feature, step) {
    const { body } = this.known.get(feature);
    const peers = this.edits.rows.filter((id) => this.known.get(id)?.body === body);
    const other = peers[peers.indexOf(feature) + step];
    if (!peers.includes(feature)) return `${this.name(feature)} is taken out.`;
    if (other === undefined) return `${this.name(feature)} is the ${step < 0 ? "first" : "last"} of its group.`;
    this.put(feature, other, step > 0);
    return `${this.name(feature)} moved ${step < 0 ? "up, above" : "down, below"} ${this.name(other)}.`;
  }

  /** Put a row above another, or below it. */
  put(feature, other, isBelow) {
    const rows = this.edits.rows.filter((id) => id !== feature);
    rows.splice(rows.indexOf(other) + (isBelow ? 1 : 0), 0, feature);
    this.edits.setRows(rows);
  }

  /** Take a row out of this comparison, or put it back in. Its facts stay. */
  toggle(feature) {
    const { rows, rowsWere } = this.edits;
    if (rows.includes(feature)) {
      this.edits.setRows(rows.filter((id) => id !== feature));
      if (!rowsWere.includes(feature)) return `${this.name(feature)} is no longer added.`;
      return `${this.name(feature)} will be taken out of this comparison. Its facts stay.`;
    }
    const order = this.order.filter((id) => id === feature || rows.includes(id));
    this.put(feature, order[order.indexOf(feature) - 1], true);
    return `${this.name(feature)} is back.`;
  }

  /** Let rows be dragged by their names to another place in their group. `say` hears what happened. */
  listen(say) {
    let dragged = null;
    const peer = (event) => {
      const row = event.target.closest("tr[data-feature]");
      const isPeer = row && dragged && row !== dragged && row.parentNode === dragged.parentNode;
      return isPeer && this.edits.rows.includes(Number(row.dataset.feature)) ? row : null;
    };
    for (const { row } of this.known.values()) row.cells[0].draggable = true;
    this.table.addEventListener("dragstart", (event) => {
      dragged = event.target.closest?.("tr[data-feature]");
      if (event.target.nodeName !== "TH") return event.preventDefault();
      event.dataTransfer.effectAllowed = "move";
      return event.dataTransfer.setData("text/plain", dragged.cells[0].textContent);
    });
    this.table.addEventListener("dragover", (event) => {
      if (peer(event)) event.preventDefault();
    });
    this.table.addEventListener("drop", (event) => {
      const target = peer(event);
      if (!target) return;
      event.preventDefault();
      const [from, to] = [dragged, target].map((row) => Number(row.dataset.feature));
      this.put(from, to, this.order.indexOf(from) < this.order.indexOf(to));
      say(`${this.name(from)} moved.`);
    });
    this.table.addEventListener("dragend", () => (dragged = null));
  }
}
