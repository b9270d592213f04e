/* The rows of the table on the page: shown in the order of the edits, moved, taken out, put in. */
const TableRows = (() => {
  "use strict";

  const { make } = GridDom;

  class Rows {
    constructor(table, edits, allowed, levels) {
      Object.assign(this, { table, edits, allowed, levels });
    }

    /** The keys of the features in the order in which they stand on the page: by group, taken-out ones at their place. */
    get order() {
      return [...this.table.querySelectorAll("tr[data-feature]")].map((row) => Number(row.dataset.feature));
    }

    row(feature) {
      return this.table.querySelector(`tr[data-feature="${feature}"]`);
    }

    cell(key) {
      return this.table.querySelector(`td[data-cell="${key}"]`);
    }

    /** Make the page show the rows as they are in the edits. */
    show() {
      const { edits } = this;
      const shown = [...edits.rows, ...edits.removed].filter((id) => edits.features.has(id));
      const place = (id) => (edits.rows.includes(id) ? edits.rows.indexOf(id) : edits.rowsWere.indexOf(id) - 0.5);
      shown.sort((one, other) => place(one) - place(other));
      const groups = Map.groupBy ? Map.groupBy(shown, (id) => edits.features.get(id).group) : this.grouped(shown);
      for (const row of this.table.querySelectorAll("tr[data-feature]")) {
        if (!shown.includes(Number(row.dataset.feature))) row.remove();
      }
      for (const [name, ids] of groups) {
        const body = this.body(name, edits.features.get(ids[0]).position);
        for (const id of ids) this.put(body, id);
      }
      for (const body of this.table.tBodies) if (!body.querySelector("tr[data-feature]")) body.hidden = true;
    }

    grouped(ids) {
      const groups = new Map();
      for (const id of ids) {
        const name = this.edits.features.get(id).group;
        groups.set(name, [...(groups.get(name) || []), id]);
      }
      return groups;
    }

    put(body, id) {
      const row = this.row(id) || this.makeRow(id);
      const isGone = !this.edits.rows.includes(id);
      row.classList.toggle("grid-gone", isGone);
      row.classList.toggle("grid-new", !isGone && !this.edits.rowsWere.includes(id));
      body.append(row);
      body.hidden = false;
    }

    body(name, position) {
      const bodies = [...this.table.tBodies];
      const found = bodies.find((body) => body.dataset.group === name);
      if (found) return found;
      const head = make("th", { scope: "rowgroup", colspan: this.edits.columns.length + 1 }, make("span", {}, name));
      const body = make("tbody", { "data-group": name }, make("tr", { class: "grid-group", role: "row" }, head));
      const after = bodies.find((one) => {
        const id = one.querySelector("tr[data-feature]")?.dataset.feature;
        const group = id && this.edits.features.get(Number(id));
        return group && (group.position > position || (group.position === position && group.group > name));
      });
      this.table.insertBefore(body, after || null);
      return body;
    }

    makeRow(id) {
      const feature = this.edits.features.get(id);
      const row = make("tr", { "data-feature": id, role: "row" }, make("th", { scope: "row", role: "rowheader", tabindex: -1 }, feature.name));
      for (const column of this.edits.columns) {
        const key = `${id}-${column.id}`;
        const anchor = this.edits.cells[key]?.anchor || null;
        row.append(make("td", { "data-cell": key, id: anchor, role: "gridcell" }, make("a", { href: "#cell-panel", tabindex: -1 })));
        this.fill(row.lastChild, key);
      }
      return row;
    }

    /** Write a cell anew. */
    fill(place, key) {
      const edit = this.edits.edited.get(key);
      const texts = this.edits.texts(key);
      if (!texts) {
        place.firstElementChild.textContent = this.edits.cells[key]?.value || "–";
        return;
      }
      const parts = [make("span", { class: "grid-value" }, texts.value || "–")];
      if (texts.level) parts.push(make("span", { class: `grid-level grid-${texts.level}` }, this.levels[texts.level] || texts.level));
      if (this.edits.reasons(key).length) parts.push(make("span", { class: "grid-due" }, "re-check"));
      place.firstElementChild.replaceChildren(...parts);
      place.classList.toggle("grid-edited", Boolean(edit));
      place.classList.toggle("grid-wrong", Boolean(edit && (edit.theirs || edit.mistakes?.length)));
      const state = edit && (edit.theirs ? "changed by somebody else too" : edit.mistakes?.length ? "refused" : "not saved");
      if (state) place.firstElementChild.append(make("span", { class: "grid-state" }, state));
    }

    // --- moving them ---

    /** Move a row among those of its group. Returns the sentence that says what happened. */
    move(feature, step) {
      const { edits } = this;
      const { group, name } = edits.features.get(feature);
      const rows = [...edits.rows];
      const peers = rows.filter((id) => edits.features.get(id)?.group === group);
      const other = peers[peers.indexOf(feature) + step];
      if (!peers.includes(feature)) return `“${name}” is taken out.`;
      if (other === undefined) return `“${name}” is the ${step < 0 ? "first" : "last"} of its group.`;
      rows.splice(rows.indexOf(feature), 1);
      rows.splice(rows.indexOf(other) + (step > 0 ? 1 : 0), 0, feature);
      edits.setRows(rows);
      return `“${name}” moved ${step < 0 ? "up, above" : "down, below"} “${edits.features.get(other).name}”.`;
    }

    /** Take a row out of this comparison, or put it back in. Its facts stay. */
    toggle(feature) {
      const { edits } = this;
      const { name } = edits.features.get(feature);
      if (edits.rows.includes(feature)) {
        const isNew = !edits.rowsWere.includes(feature);
        edits.setRows(edits.rows.filter((id) => id !== feature));
        return isNew ? `“${name}” is no longer added.` : `“${name}” will be taken out of this comparison. Its facts stay.`;
      }
      const order = this.order.filter((id) => id === feature || edits.rows.includes(id));
      const above = order[order.indexOf(feature) - 1];
      const rows = [...edits.rows];
      rows.splice(above === undefined ? 0 : rows.indexOf(above) + 1, 0, feature);
      edits.setRows(rows);
      return `“${name}” is back.`;
    }

    /** Let rows be dragged by their names to another place in their group. */
    listen(say) {
      let dragged = null;
      const peer = (event) => {
        const row = event.target.closest("tr[data-feature]");
        const isPeer = row && dragged && row !== dragged && row.parentNode === dragged.parentNode;
        return isPeer && this.edits.rows.includes(Number(row.dataset.feature)) ? row : null;
      };
      for (const name of this.table.querySelectorAll("tr[data-feature] > th")) name.draggable = true;
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
        const order = this.order;
        const isDown = order.indexOf(from) < order.indexOf(to);
        const rows = this.edits.rows.filter((id) => id !== from);
        rows.splice(rows.indexOf(to) + (isDown ? 1 : 0), 0, from);
        this.edits.setRows(rows);
        say(`“${this.edits.features.get(from).name}” moved.`);
      });
      this.table.addEventListener("dragend", () => (dragged = null));
    }
  }

  return Rows;
})();
