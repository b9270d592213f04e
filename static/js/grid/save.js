/* Saving the table: one request for all that was changed, and what to do about whatever comes back. */

import { element, openDialog } from "../editor/dialogs.js";
import { json, post } from "../editor/requests.js";
import { $, button, buttons, choice, several } from "./parts.js";

const KEPT = "Nothing is saved yet, and all of it is still here.";
const CHOOSE = "Somebody else changed cells that you changed too: choose between yours and theirs.";
const MOST_LINKS = 20;

/** Send an edit. Answers { data }, or { message } and what is wrong. */
async function send(edit) {
  const body = new Blob([JSON.stringify(edit)], { type: "application/json" });
  try {
    return { data: await json(post(location.pathname, body)) };
  } catch (error) {
    return error.answer || { message: `${error.message} ${KEPT}` };
  }
}

/** The keys of the cells that an answer refuses. */
const unfinished = ({ mistakes = {}, conflicts = {} }) => [...Object.keys(mistakes), ...Object.keys(conflicts)];

export class Saving {
  constructor(grid) {
    Object.assign(this, { grid, edits: grid.edits, isBusy: false });
    $("grid-discard").addEventListener("click", () => this.discard());
    $("table_form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      this.save();
    });
  }

  async save() {
    const { edits, grid } = this;
    if (this.isBusy) return;
    if (!edits.count) return grid.say("There is nothing to save.");
    if (edits.conflicts.length) return this.showConflicts();
    const sent = { edited: new Map(edits.edited), rows: [...edits.rows] };
    this.isBusy = true;
    this.show("");
    this.showCount();
    grid.say("Saving …");
    const why = { reason: $("id_reason").value, minor_change: $("id_minor_change").checked };
    const answer = await send({ ...edits.payload(), ...why });
    for (const key of unfinished(answer)) sent.edited.delete(key);
    if (answer.rows_conflict) sent.rowsWere = edits.rowsWere;
    if (answer.data) await edits.saved(answer.data, sent);
    this.isBusy = false;
    if (!answer.message) this.accept();
    else this.refuse(answer);
    this.showCount();
  }

  accept() {
    this.edits.keep();
    $("id_reason").value = "";
    $("id_minor_change").checked = false;
    this.grid.say("Saved.");
    this.showConflicts();
  }

  refuse({ data, message, mistakes = {}, conflicts = {}, authors = {}, rows_conflict: theirs }) {
    this.edits.refused(mistakes, conflicts, authors);
    const both = Object.keys(conflicts);
    this.grid.say(data ? "Saved, but for what is listed above." : "Nothing was saved.", true);
    const sentence = both.length ? `${message} ${CHOOSE}` : message;
    this.show(sentence, [...both, ...Object.keys(mistakes)], ...(theirs ? [this.rowsChoice(theirs)] : []));
  }

  rowsChoice(theirs) {
    const names = (ids) => ids.map((id) => this.edits.features.get(id)?.name || "a new one").join(", ");
    return choice({
      label: "Your order of the rows or theirs",
      sentence: "Somebody else put the rows in another order too.",
      theirs: names(theirs),
      yours: names(this.edits.rows),
      decide: async (keepMine) => {
        await this.edits.learn(theirs);
        this.edits.settleRows(theirs, keepMine);
        this.show("");
        this.grid.activate(this.grid.active);
      },
    });
  }

  async discard() {
    const { edits } = this;
    const cells = several(edits.count, "change");
    const question = element("p", {}, `${cells} of this table would be gone. Ctrl+Z in the table brings them back.`);
    if (!(await openDialog("Put everything back?", "Put everything back", [question], () => true))) return;
    edits.discard();
    this.edits.keep();
    this.show("");
    this.grid.say("Everything is as it was.");
    this.grid.activate(this.grid.active);
  }

  // --- what is shown ---

  showCount() {
    const { edited, rowsChanged, count } = this.edits;
    const cells = edited.size;
    const words = [...(cells ? [several(cells, "cell")] : []), ...(rowsChanged ? ["the rows"] : [])];
    $("grid-save").textContent = `Save ${words.join(" and ")}`.trim();
    $("grid-save").setAttribute("aria-disabled", !count || this.isBusy);
    $("grid-discard").hidden = !count;
    $("grid-reach").hidden = !cells;
    const reach = this.edits.reach([...edited.keys()]).join(", ");
    $("grid-reach").textContent = `Facts are shared. Saving also changes ${reach}.`;
  }

  /** Show a sentence above the table, with links to the cells it is about. */
  show(sentence, keys = [], ...more) {
    const items = keys.slice(0, MOST_LINKS).map((key) => this.item(key));
    const others = keys.length - items.length;
    if (others) items.push(element("li", {}, `and ${others} more, marked in the table`));
    const list = items.length ? [element("ul", {}, ...items)] : [];
    $("grid-messages").replaceChildren(...(sentence ? [element("p", {}, sentence), ...list, ...more] : []));
    if (sentence) $("grid-messages").scrollIntoView({ block: "nearest" });
  }

  item(key) {
    const { mistakes = [] } = this.edits.edited.get(key) || {};
    const link = button(this.edits.names(key).join(", "), () => this.grid.edit(key), "grid-link");
    return element("li", {}, link, mistakes.length ? `: ${mistakes.map(([, text]) => text).join(" ")}` : "");
  }

  /** Name the cells that wait for a choice, or take away what was said. */
  showConflicts() {
    const { conflicts } = this.edits;
    this.show(conflicts.length ? CHOOSE : "", conflicts);
  }

  /** What other tabs have left behind unsaved. */
  offerCopies() {
    const { copies } = this.edits;
    const names = copies.others();
    if (!names.length) return;
    const forAll = (words, dealWith) =>
      button(words, async () => {
        for (const name of names) await dealWith(name);
        for (const name of names) copies.forget(name);
        this.showConflicts();
      });
    const take = forAll("Take them over", (name) => this.edits.restore(name));
    const drop = forAll("Throw them away", () => {});
    const sentence = "Another tab of this browser has changes of this table that are not saved.";
    this.show(sentence, [], buttons(take, " ", drop));
  }
}
