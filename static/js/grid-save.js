/* Saving the table: one request for all that was changed, and what to do about whatever comes back. */
const TableSaving = (() => {
  "use strict";

  const { $, make, button, choice } = GridDom;
  const KEPT = "Nothing is saved yet, and all of it is still here.";
  const SIGNED_OUT = `You are signed out. Sign in again in another tab, then save again here. ${KEPT}`;
  const CHOOSE = "Somebody else changed cells that you changed too: choose between yours and theirs.";
  const MOST_LINKS = 20;

  function csrfToken() {
    // The cookie is newer than the page where somebody has signed in again in another tab.
    const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
    return cookie ? cookie[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  /** Send an edit. Answers { data }, or { message } and what is wrong. */
  async function send(edit) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
    let answer;
    try {
      answer = await fetch(location.pathname, { method: "POST", body: JSON.stringify(edit), headers, redirect: "manual" });
      if (answer.ok) return { data: await answer.json() };
      if ((answer.headers.get("Content-Type") || "").startsWith("application/json")) return await answer.json();
    } catch {
      return { message: `The site cannot be reached. ${KEPT}` };
    }
    const isOut = answer.type === "opaqueredirect" || answer.status === 403;
    return { message: isOut ? SIGNED_OUT : `That did not work (${answer.status}). ${KEPT}` };
  }

  class Saving {
    constructor(grid) {
      this.grid = grid;
      this.edits = grid.edits;
      this.isBusy = false;
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
      const answer = await send({ ...edits.payload(), reason: $("id_reason").value, minor_change: $("id_minor_change").checked });
      this.isBusy = false;
      if (answer.data) this.accept(answer.data, sent);
      else this.refuse(answer);
      this.showCount();
    }

    accept(data, sent) {
      this.edits.saved(data, sent);
      this.edits.keep();
      $("id_reason").value = "";
      $("id_minor_change").checked = false;
      this.grid.say("Saved.");
      this.showConflicts();
    }

    refuse({ message, mistakes = {}, conflicts = {}, authors = {}, rows_conflict: theirs }) {
      this.edits.refused(mistakes, conflicts, authors);
      const both = Object.keys(conflicts);
      this.grid.say("Nothing was saved.", true);
      this.show(both.length ? `${message} ${CHOOSE}` : message, [...both, ...Object.keys(mistakes)], ...(theirs ? [this.rowsChoice(theirs)] : []));
    }

    rowsChoice(theirs) {
      const names = (ids) => ids.map((id) => this.edits.features.get(id)?.name || "a new one").join(", ");
      return choice({
        label: "Your order of the rows or theirs",
        sentence: "Somebody else put the rows in another order too.",
        theirs: names(theirs),
        yours: names(this.edits.rows),
        decide: async (keepMine) => {
          for (const id of theirs) await this.edits.learn(id);
          this.edits.settleRows(theirs, keepMine);
          this.show("");
          this.grid.activate(this.grid.active);
        },
      });
    }

    discard() {
      this.edits.discard();
      this.edits.keep();
      this.show("");
      this.grid.say("Everything is as it was.");
      this.grid.activate(this.grid.active);
    }

    // --- what is shown ---

    showCount() {
      const { edits } = this;
      const cells = edits.edited.size;
      const words = [...(cells ? [`${cells} ${cells === 1 ? "cell" : "cells"}`] : []), ...(edits.rowsChanged ? ["the rows"] : [])];
      $("grid-save").textContent = `Save ${words.join(" and ")}`.trim();
      $("grid-save").setAttribute("aria-disabled", !edits.count || this.isBusy);
      $("grid-discard").hidden = !edits.count;
      $("grid-reach").hidden = !cells;
      $("grid-reach").textContent = `Facts are shared. Saving also changes ${edits.reach([...edits.edited.keys()]).join(", ")}.`;
    }

    /** Show a sentence above the table, with links to the cells it is about. */
    show(sentence, keys = [], ...more) {
      const items = keys.slice(0, MOST_LINKS).map((key) => this.item(key));
      if (keys.length > MOST_LINKS) items.push(make("li", {}, `and ${keys.length - MOST_LINKS} more, marked in the table`));
      const list = items.length ? [make("ul", {}, ...items)] : [];
      $("grid-messages").replaceChildren(...(sentence ? [make("p", {}, sentence), ...list, ...more] : []));
      if (sentence) $("grid-messages").scrollIntoView({ block: "nearest" });
    }

    item(key) {
      const { mistakes = [] } = this.edits.edited.get(key) || {};
      const link = button(this.grid.names(key).join(", "), () => this.grid.edit(key), "grid-link");
      return make("li", {}, link, mistakes.length ? `: ${mistakes.map(([, text]) => text).join(" ")}` : "");
    }

    /** Name the cells that wait for a choice, or take away what was said. */
    showConflicts() {
      const { conflicts } = this.edits;
      this.show(conflicts.length ? CHOOSE : "", conflicts);
    }

    /** What other tabs have left behind unsaved. */
    offerCopies() {
      const names = this.edits.others();
      if (!names.length) return;
      const act = (words, dealWith) =>
        button(words, async () => {
          for (const name of names) await dealWith(name);
          this.showConflicts();
        });
      const take = act("Take them over", async (name) => {
        await this.edits.restore(name);
        this.edits.forget(name);
      });
      const drop = act("Throw them away", (name) => this.edits.forget(name));
      this.show("Another tab of this browser has changes of this table that are not saved.", [], make("p", { class: "grid-buttons" }, take, " ", drop));
    }
  }

  return Saving;
})();
