/* A copy of what is typed, kept in this browser until it is saved: a closed tab or an ended session loses nothing. */

import { element } from "./dialogs.js";

const LATENCY = 800;
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;
const FIELDS = "textarea.markdownx-editor, #id_title, #id_summary";
export const PREFIX = "hub-draft:";
export const SENT = "hub-draft-sent";

export class Draft {
  constructor(form) {
    this.form = form;
    this.key = PREFIX + window.location.pathname;
    this.refused = Boolean(form.querySelector(".errornote"));
    const kept = this.read();
    if (kept && this.differs(kept) && !this.refused) this.offer(kept);
    else if (kept && !this.refused) this.remove();
    form.addEventListener("input", () => this.keepSoon());
    form.addEventListener("submit", (event) => this.onSubmit(event));
  }

  fields() {
    return [...this.form.querySelectorAll(FIELDS)].filter((field) => !field.closest(".empty-form"));
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && Date.now() - Date.parse(kept.at) < KEPT_FOR ? kept : null;
    } catch {
      return null;
    }
  }

  remove() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // A browser that keeps nothing has nothing to remove.
    }
  }

  differs({ values }) {
    const present = new Map(this.fields().map((field) => [field.name, field.value]));
    return Object.entries(values).some(([name, value]) => (present.get(name) ?? "") !== value);
  }

  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), LATENCY);
  }

  keep() {
    const changed = this.fields().filter((field) => this.refused || field.value !== field.defaultValue);
    const values = Object.fromEntries(changed.map((field) => [field.name, field.value]));
    try {
      if (changed.length) localStorage.setItem(this.key, JSON.stringify({ at: new Date().toISOString(), values }));
      else localStorage.removeItem(this.key);
    } catch {
      // Full, or switched off: the form itself still holds the text.
    }
  }

  onSubmit(event) {
    if (event.defaultPrevented || event.submitter?.name === "_preview") return;
    clearTimeout(this.timer);
    this.keep();
    try {
      // The next page of this tab says whether it was saved: saved.js reads this.
      sessionStorage.setItem(SENT, this.key);
    } catch {
      // The copy is then offered once too often, which loses nothing.
    }
  }

  offer(kept) {
    const at = new Date(kept.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
    const restore = element("button", { type: "button", textContent: "Restore it" });
    const discard = element("button", { type: "button", textContent: "Discard it" });
    const words = `There is text of ${at} that was typed in this browser and not saved.`;
    const bar = element("div", { className: "editor-draft" }, element("p", { textContent: words }), restore, " ", discard);
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Unsaved text");
    restore.addEventListener("click", () => {
      bar.remove();
      this.restore(kept.values);
    });
    discard.addEventListener("click", () => {
      bar.remove();
      this.remove();
      this.form.querySelector(FIELDS)?.focus();
    });
    this.form.prepend(bar);
  }

  restore(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.find(name);
      if (!field) continue;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.find(Object.keys(values)[0])?.focus();
  }

  /** The field of this name; where its row is not there yet, it is added. */
  find(name) {
    const [, group] = name.match(/^(.+)-\d+-/) || [];
    const add = group && this.form.querySelector(`#${CSS.escape(group)}-group .add-row :is(a, button)`);
    for (let rows = 0; add && !this.form.elements[name] && rows < 100; rows += 1) add.click();
    return this.form.elements[name];
  }
}
