/* A copy of all that stands changed in a form, kept in this browser until it is saved: a closed tab or an ended session
   loses nothing. Each page that is opened has a copy of its own; what others left behind is offered.

   { at, opened, fields: [{ name, value, base }], rows: [{ part, key, values, changed, base }] }. A row is known by its key,
   not by its number, which others change; a new one has none. Only the changed ones of its values were typed. `base` is
   what the version of the form (see articles/desk/merging.py) says of what was typed upon: restored, it is merged by the
   site like the form it was typed in. */

import { areSame, controlsIn, isChanged, isEmpty, put, valueOf } from "./controls.js";
import { element } from "./dialogs.js";
import { DRAFTS, forgetCopy, heldNames, hold, keepCopy, namesOfCopies, noteSent, readCopy } from "./kept.js";

const LATENCY = 800;
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;
const ROWS = ":is(.inline-related, tr.form-row)[id]:not(.empty-form)";
const IN_A_ROW = /^(.+)-(\d+)-(.+)$/;
const HALF = /_[01]$/; // a moment stands in two fields
const PLACE = ["position", "DELETE"]; // of a row in its form
const UNKNOWN = ""; // the mark of no text: the site then asks whose text stays
const GONE = "Somebody else deleted what some of this text belonged to: it stands in a new row now, at the end.";

export class Draft {
  /** ``sent``: the name of the copy that was sent before, where the site shows the same form again. */
  constructor(form, user, sent) {
    this.form = form;
    // The text that a browser itself puts back after a reload would not say what it was typed upon.
    form.autocomplete = "off";
    this.refused = Boolean(form.querySelector(".errornote"));
    this.path = DRAFTS + window.location.pathname;
    this.prefix = `${DRAFTS}${user}:${window.location.pathname}:`;
    this.own = (this.refused && sent) || this.newName();
    hold(this.own);
    // The calendar of the admin and the lists that are searched tell nobody or jQuery alone.
    for (const type of ["input", "change", "click", "focusin"]) form.addEventListener(type, () => this.keepSoon());
    window.django?.jQuery(form).on("change", () => this.keepSoon());
    window.addEventListener("pagehide", () => this.timer && this.keep());
    form.addEventListener("submit", (event) => this.onSubmit(event));
    if (!this.refused) this.offerAll();
  }

  newName() {
    return `${this.prefix}${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  }

  async offerAll() {
    const held = await heldNames();
    const isOurs = (name) => name === this.path || (name.startsWith(this.prefix) && name !== this.own);
    for (const name of namesOfCopies().filter((name) => isOurs(name) && !held.includes(name))) {
      const kept = read(name);
      if (kept && this.differs(kept)) this.offer(name, kept);
      else forgetCopy(name);
    }
  }

  // --- what stands in the form ---

  fields() {
    const inRows = (control) => control.closest(ROWS) || control.closest(".empty-form");
    return [...controlsIn(this.form)].filter(([, [control]]) => !inRows(control));
  }

  rows() {
    return [...this.form.querySelectorAll(ROWS)].filter(({ id }) => /-\d+$/.test(id)).map((row) => {
      const fields = [...controlsIn(row)].map(([name, controls]) => [name.match(IN_A_ROW)?.[3], controls]);
      const key = this.form.elements[`${row.id}-id`]?.value || "";
      return { part: row.id.replace(/-\d+$/, ""), key, fields: new Map(fields.filter(([name]) => name)) };
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

  /** Shown again, a form holds what was sent, as if it had come with it. */
  isTyped(controls) {
    return this.refused ? !isEmpty(controls) || isChanged(controls) : isChanged(controls);
  }

  differs({ fields, rows }) {
    const present = new Map(this.fields());
    const isThere = (controls, value) => controls && areSame(valueOf(controls), value);
    if (fields.some(({ name, value }) => !isThere(present.get(name), value))) return true;
    return rows.some((row) => {
      const found = this.findRow(row)?.fields;
      return namesIn(row).some((name) => !isThere(found?.get(name), row.values[name]));
    });
  }

  // --- keeping ---

  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), LATENCY);
  }

  keep() {
    clearTimeout(this.timer);
    this.timer = null;
    const copy = this.collect();
    if (copy.fields.length || copy.rows.length) keepCopy(this.own, copy);
    else forgetCopy(this.own);
  }

  collect() {
    const version = this.version();
    const fields = this.fields()
      .filter(([, controls]) => this.isTyped(controls))
      .map(([name, controls]) => ({ name, value: valueOf(controls), base: version?.fields[name.replace(HALF, "")] }));
    const rows = this.rows()
      .filter((row) => [...row.fields.values()].some((controls) => this.isTyped(controls)))
      .map(({ part, key, fields: typed }) => ({
        part,
        key,
        values: Object.fromEntries([...typed].map(([name, controls]) => [name, valueOf(controls)])),
        changed: [...typed.keys()].filter((name) => this.isTyped(typed.get(name))),
        base: version?.rows[part]?.[key],
      }));
    return { at: new Date().toISOString(), opened: version?.opened, fields, rows };
  }

  onSubmit(event) {
    if (event.defaultPrevented || event.submitter?.formTarget === "_blank") return;
    this.keep();
    noteSent(this.own);
  }

  // --- offering and restoring ---

  offer(name, kept) {
    const at = new Date(kept.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
    const words = `There is text of ${at} that was typed in this browser and not saved.`;
    const restore = element("button", { type: "button", textContent: "Restore it" });
    const discard = element("button", { type: "button", textContent: "Discard it" });
    const bar = element("div", { className: "editor-draft" }, element("p", { textContent: words }), restore, " ", discard);
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Unsaved text");
    restore.addEventListener("click", () => {
      bar.remove();
      this.setAside(kept);
      this.restore(kept);
      this.keep();
      forgetCopy(name);
    });
    discard.addEventListener("click", () => {
      bar.remove();
      forgetCopy(name);
      this.form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
    this.form.prepend(bar);
  }

  /** What was typed here and would be written over is offered in its turn. */
  setAside({ fields, rows }) {
    const present = this.collect();
    const isOver = ({ name, value }) => fields.some((one) => one.name === name && !areSame(one.value, value));
    const isRowOver = ({ part, key }) => key && rows.some((one) => one.part === part && one.key === key);
    if (!present.fields.some(isOver) && !present.rows.some(isRowOver)) return;
    const name = this.newName();
    keepCopy(name, present);
    this.offer(name, present);
  }

  restore({ opened, fields, rows }) {
    const [version, present] = [this.version(), new Map(this.fields())];
    for (const { name, value, base } of fields) {
      if (present.has(name)) put(present.get(name), value);
      if (version) version.fields[name.replace(HALF, "")] = base ?? UNKNOWN;
    }
    const wanted = rows.filter((row) => this.findRow(row) || !row.values.DELETE);
    const places = wanted.map((row) => this.restoreRow(row, version));
    if (version) {
      if (opened && opened < version.opened) version.opened = opened;
      this.form.elements.version.value = JSON.stringify(version);
    }
    if (wanted.some(({ key }, index) => key && !places[index].key)) this.say(GONE);
    const first = present.get(fields[0]?.name) || [...(places[0]?.fields.values() || [])][0];
    first?.[0].focus();
  }

  /** Put what was typed in a row back into the one with its key; where that has none, or is gone, all of it into a new
      one at the end. */
  restoreRow(kept, version) {
    const found = this.findRow(kept);
    const row = found || this.newRow(kept.part);
    const names = found ? namesIn(kept) : Object.keys(kept.values).filter((name) => !PLACE.includes(name));
    for (const name of names.filter((one) => row.fields.has(one))) put(row.fields.get(name), kept.values[name]);
    const marks = version?.rows[kept.part]?.[kept.key];
    if (found && marks && kept.base) Object.assign(marks, pick(kept.base, names));
    return row;
  }

  findRow({ part, key }) {
    return key ? this.rows().find((row) => row.part === part && row.key === key) : undefined;
  }

  newRow(part) {
    const isFree = ({ fields }) => ![...fields.values()].some(isChanged);
    const find = () => this.rows().find((row) => row.part === part && !row.key && isFree(row));
    if (!find()) this.form.querySelector(`#${CSS.escape(part)}-group .add-row :is(a, button)`)?.click();
    return find() || { fields: new Map() };
  }

  say(sentence) {
    const line = element("p", { className: "editor-draft", textContent: sentence });
    line.setAttribute("role", "status");
    this.form.prepend(line);
  }
}

/** The fields of a row that somebody typed in; a copy of an earlier release does not say. */
function namesIn({ values, changed }) {
  return changed || Object.keys(values);
}

function pick(marks, names) {
  return Object.fromEntries(names.filter((name) => name in marks).map((name) => [name, marks[name]]));
}

/** A copy that is young enough. One of an earlier release knows rows by numbers, and nobody knows which these were, or
    what they were typed upon: its rows are new ones, and the site asks about each of its texts. */
function read(name) {
  const kept = readCopy(name);
  if (!kept || Date.now() - Date.parse(kept.at) > KEPT_FOR) return null;
  if (!kept.values) return kept;
  const fields = [];
  const rows = new Map();
  for (const [field, value] of Object.entries(kept.values)) {
    const [, part, number, short] = field.match(IN_A_ROW) || [];
    if (!part) fields.push({ name: field, value });
    else if (rows.has(`${part}-${number}`)) rows.get(`${part}-${number}`).values[short] = value;
    else rows.set(`${part}-${number}`, { part, key: "", values: { [short]: value } });
  }
  return { at: kept.at, fields, rows: [...rows.values()] };
}
