/* The fields of a form, by name: what stands in each, as text that can be kept, and how it is put back. */

const UNKEPT = "[type=hidden], [type=file], [type=submit], [type=button], [type=password], .selector select";

/** By name the controls in a part of a form; several of one name are the buttons of one choice. */
export function controlsIn(part) {
  const found = new Map();
  for (const control of part.querySelectorAll(":is(input, select, textarea)[name]")) {
    if (control.matches(UNKEPT) || control.disabled) continue;
    found.set(control.name, [...(found.get(control.name) || []), control]);
  }
  return found;
}

/** What stands there: text, whether it is ticked, or what is chosen as pairs of value and words. */
export function valueOf([control, ...others]) {
  if (control.type === "radio") return [control, ...others].find(({ checked }) => checked)?.value || "";
  if (control.type === "checkbox") return control.checked;
  if (control.tagName === "SELECT") return [...control.selectedOptions].map(({ value, text }) => [value, text]);
  return control.value;
}

function valueAtFirst([control, ...others]) {
  if (control.type === "radio") return [control, ...others].find((one) => one.defaultChecked)?.value || "";
  if (control.type === "checkbox") return control.defaultChecked;
  if (control.tagName !== "SELECT") return control.defaultValue;
  const chosen = [...control.options].filter(({ defaultSelected }) => defaultSelected);
  const shown = chosen.length || control.multiple ? chosen : [...control.options].slice(0, 1);
  return shown.map(({ value, text }) => [value, text]);
}

/** Words beside a value may change; two choices are the same where their values are. */
export function areSame(one, other) {
  const plain = (value) => JSON.stringify(Array.isArray(value) ? value.map(([key]) => key).sort() : value);
  return plain(one) === plain(other);
}

export function isChanged(controls) {
  return !areSame(valueOf(controls), valueAtFirst(controls));
}

export function isEmpty(controls) {
  const value = valueOf(controls);
  return Array.isArray(value) ? value.every(([key]) => !key) : !value;
}

/** Put a value there, and tell whoever listens. */
export function put(controls, value) {
  const [control] = controls;
  if (control.type === "radio") {
    for (const one of controls) one.checked = one.value === value;
  } else if (control.type === "checkbox") {
    control.checked = value;
  } else if (control.tagName === "SELECT") {
    choose(control, value);
  } else {
    control.value = value;
  }
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}

/** A list that is searched as one types holds what is chosen alone: what it lacks is added. */
function choose(select, chosen) {
  for (const [value, text] of chosen) {
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(text, value));
  }
  for (const option of select.options) option.selected = chosen.some(([value]) => value === option.value);
}
