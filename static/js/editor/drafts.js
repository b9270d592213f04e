/* A copy of what is typed, kept in this browser until it is saved: a closed tab or an ended session loses nothing.

   { at, opened, fields: [{ name, value, base }], rows: [{ part, key, values, base }] }. A row is known by its key, not by
   its number, which others change; a new one has none. `base` is what the version of the form (see articles/desk/merging.py)
   says of the text that was typed upon: restored, it is merged by the site like the form it was typed in. */

import { element } from "./dialogs.js";

const LATENCY = 800;
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;
const FIELDS = "textarea.markdownx-editor, #id_title, #id_summary";
const ROWS = ".inline-related:not(.empty-form):has(.markdownx)";
const ROW_FIELDS = "textarea[name], input[type=text][name]";
const IN_A_ROW = /^(.+)-(\d+)-(.+)$/;
const UNKNOWN = ""; // the mark of no text: the site then asks whose text stays
const GONE = "Somebody else deleted what some of this text belonged to: it stands in a new row now, at the end.";
export const PREFIX = "hub-draft:";
export const SENT = "hub-draft-sent";

export class Draft {
  constructor(form) {
    this.form = form;
    // The text that a browser itself puts back after a reload would not say what it was typed upon.
    form.autocomplete = "off";
    this.key = PREFIX + window.location.pathname;
    this.refused = Boolean(form.querySelector(".errornote"));
    const kept = this.read();
    if (kept && this.differs(kept) && !this.refused) this.offer(kept);
    else if (kept && !this.refused) this.remove();
    form.addEventListener("input", () => this.keepSoon());
    form.addEventListener("submit", (event) => this.onSubmit(event));
  }

  fields() {
    return [...this.form.querySelectorAll(FIELDS)].filter((field) => !field.closest(".inline-related"));
  }

  rows() {
    return [...this.form.querySelectorAll(ROWS)].map((element) => {
      const [, part] = element.id.match(/^(.+)-\d+$/);
      const key = this.form.elements[`${element.id}-id`]?.value || "";
      const fields = [...element.querySelectorAll(ROW_FIELDS)].map((field) => [field.name.match(IN_A_ROW)[3], field]);
      return { part, key, fields: new Map(fields) };
    });
  }

  /** What the form was opened with; nothing where it makes something new. */
  version() {
    try {
      return JSON.parse(this.form.elements.version.value);
    } catch {
      return null;
    }
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && Date.now() - Date.parse(kept.at) < KEPT_FOR ? inPresentForm(kept) : null;
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

  differs({ fields, rows }) {
    const changed = rows.some(({ values, ...row }) => {
      const present = this.findRow(row);
      return Object.entries(values).some(([name, value]) => value !== (present?.fields.get(name)?.value ?? ""));
    });
    return changed || fields.some(({ name, value }) => value !== (this.form.elements[name]?.value ?? ""));
  }

  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), LATENCY);
  }

  isChanged(field) {
    return field.value !== (this.refused ? "" : field.defaultValue);
  }

  /** What is to be kept; what was kept before stays with it until it is restored or discarded. */
  collect() {
    const version = this.version();
    const fields = this.fields()
      .filter((field) => this.refused || this.isChanged(field))
      .map(({ name, value }) => ({ name, value, base: version?.fields[name] }));
    const rows = this.rows()
      .filter((row) => [...row.fields.values()].some((field) => this.isChanged(field)))
      .map(({ part, key, fields: typed }) => ({
        part,
        key,
        values: Object.fromEntries([...typed].map(([name, field]) => [name, field.value])),
        base: version?.rows[part]?.[key],
      }));
    const before = this.offered || { fields: [], rows: [], opened: version?.opened };
    const others = before.fields.filter(({ name }) => !fields.some((field) => field.name === name));
    const isHere = ({ part, key }) => key && rows.some((row) => row.part === part && row.key === key);
    const otherRows = before.rows.filter((row) => !isHere(row));
    const at = new Date().toISOString();
    return { at, opened: before.opened, fields: [...fields, ...others], rows: [...rows, ...otherRows] };
  }

  keep() {
    const kept = this.collect();
    try {
      if (kept.fields.length || kept.rows.length) localStorage.setItem(this.key, JSON.stringify(kept));
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
    this.offered = kept;
    const at = new Date(kept.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
    const restore = element("button", { type: "button", textContent: "Restore it" });
    const discard = element("button", { type: "button", textContent: "Discard it" });
    const words = `There is text of ${at} that was typed in this browser and not saved.`;
    const bar = element("div", { className: "editor-draft" }, element("p", { textContent: words }), restore, " ", discard);
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Unsaved text");
    restore.addEventListener("click", () => {
      bar.remove();
      this.offered = null;
      this.restore(kept);
    });
    discard.addEventListener("click", () => {
      bar.remove();
      this.offered = null;
      this.remove();
      this.form.querySelector(FIELDS)?.focus();
    });
    this.form.prepend(bar);
  }

  restore({ opened, fields, rows }) {
    const version = this.version();
    for (const { name, value, base } of fields) {
      this.put(this.form.elements[name], value);
      if (version) version.fields[name] = base ?? UNKNOWN;
    }
    const places = rows.map((row) => this.restoreRow(row, version));
    if (version) {
      if (opened && opened < version.opened) version.opened = opened;
      this.form.elements.version.value = JSON.stringify(version);
    }
    if (rows.some(({ key }, index) => key && !places[index].key)) this.say(GONE);
    (this.form.elements[fields[0]?.name] || [...(places[0]?.fields.values() || [])][0])?.focus();
  }

  /** Put a row back into the one with its key; where that has none, or is gone, into a new one. */
  restoreRow({ part, key, values, base }, version) {
    const found = this.findRow({ part, key });
    const row = found || this.newRow(part);
    for (const [name, value] of Object.entries(values)) this.put(row.fields.get(name), value);
    if (found && version && base) (version.rows[part] ||= {})[key] = base;
    return row;
  }

  put(field, value) {
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  findRow({ part, key }) {
    return key ? this.rows().find((row) => row.part === part && row.key === key) : undefined;
  }

  newRow(part) {
    const isEmpty = ({ fields }) => [...fields.values()].every((field) => !field.value);
    const find = () => this.rows().find((row) => row.part === part && !row.key && isEmpty(row));
    if (!find()) this.form.querySelector(`#${CSS.escape(part)}-group .add-row :is(a, button)`)?.click();
    return find() || { fields: new Map() };
  }

  say(sentence) {
    const line = element("p", { className: "editor-draft", textContent: sentence });
    line.setAttribute("role", "status");
    this.form.prepend(line);
  }
}

/** A copy as it is kept now, of one that an earlier release kept by the numbers of rows: nobody knows which rows these
    were, or what they were typed upon. So its rows are new ones, and the site asks about each of its texts. */
function inPresentForm(kept) {
  if (!kept.values) return kept;
  const fields = [];
  const rows = new Map();
  for (const [name, value] of Object.entries(kept.values)) {
    const [, part, number, short] = name.match(IN_A_ROW) || [];
    if (!part) fields.push({ name, value });
    else if (rows.has(`${part}-${number}`)) rows.get(`${part}-${number}`).values[short] = value;
    else rows.set(`${part}-${number}`, { part, key: "", values: { [short]: value } });
  }
  return { at: kept.at, fields, rows: [...rows.values()] };
}
