/* The buttons for the row of the active cell, and the box that adds a row. */

import { element } from "../editor/dialogs.js";
import { ask, json } from "../editor/requests.js";
import { $ } from "./parts.js";

const LATENCY = 200;
const ABOUT = { app_label: "comparisons", model_name: "row", field_name: "feature" };

export class RowTools {
  constructor(grid) {
    Object.assign(this, { grid, edits: grid.edits, rows: grid.rows, choices: [] });
    $("row-up").addEventListener("click", () => this.move(-1));
    $("row-down").addEventListener("click", () => this.move(1));
    $("row-out").addEventListener("click", () => grid.say(this.rows.toggle(grid.feature)));
    $("row-add-button").addEventListener("click", () => this.add());
    $("row-add").addEventListener("input", () => {
      clearTimeout(this.searching);
      this.searching = setTimeout(() => this.search(), LATENCY);
    });
    $("row-add").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.add();
    });
    this.rows.listen((sentence) => grid.say(sentence));
  }

  /** Say which row the buttons are for. In a table without rows they are for none. */
  show() {
    const feature = this.grid.active && this.edits.features.get(this.grid.feature);
    for (const id of ["row-up", "row-down", "row-out"]) $(id).disabled = !feature;
    $("row-name").textContent = feature ? `Row “${feature.name}”` : "Row";
    $("row-out").textContent = !feature || this.edits.rows.includes(feature.id) ? "Take out" : "Put back in";
  }

  move(step) {
    this.grid.say(this.rows.move(this.grid.feature, step));
  }

  async search() {
    const query = new URLSearchParams({ ...ABOUT, term: $("row-add").value.trim() });
    try {
      this.choices = (await json(ask(`${this.grid.data.search_address}?${query}`))).results;
      $("row-choices").replaceChildren(...this.choices.map(({ text }) => element("option", { value: text })));
    } catch (error) {
      this.grid.say(`The search does not answer. ${error.message}`);
    }
  }

  async add() {
    const name = $("row-add").value.trim();
    const isIt = ({ text }) => text.toLowerCase() === name.toLowerCase();
    if (name && !this.choices.some(isIt)) await this.search();
    const choice = this.choices.find(isIt);
    if (!choice) return this.grid.say(name ? `There is no feature “${name}”.` : "Type the name of a feature first.");
    const id = Number(choice.id);
    if (this.edits.rows.includes(id)) return this.grid.say(`“${choice.text}” has a row already.`);
    await this.edits.learn([id]);
    if (!this.rows.known.has(id)) return this.grid.say(`“${choice.text}” cannot be added.`);
    this.edits.setRows([...this.edits.rows, id]);
    $("row-add").value = "";
    const { cells } = this.rows.known.get(id).row;
    this.grid.activate(cells[1] || cells[0]);
    return this.grid.say(`“${choice.text}” is added at the end of its group.`);
  }
}
