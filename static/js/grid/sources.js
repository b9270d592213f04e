/* The sources in the form of a cell, copies of an empty one that the site has rendered. */

import { element } from "../editor/dialogs.js";
import { $, button, buttons } from "./parts.js";

const BLANK = { title: "", url: "", quote: "" };
const IS_ADDRESS = /^(https?:\/\/|\/(?!\/))/i;

const nameIn = (name) => name.split("-").at(-1);

let sources = 0;

/** Those that are more than an empty line of the form, as the site stores them. */
export function filled(list) {
  const trimmed = list.map(({ title, url, quote }) => ({ title: title.trim(), url: url.trim(), quote }));
  return trimmed.filter(({ title, url, quote }) => title || url || quote.trim());
}

export class Sources {
  /** `onRemoved` hears when one was taken out. */
  constructor(onRemoved) {
    Object.assign(this, { onRemoved, list: $("source-list") });
    $("source-add").addEventListener("click", () => this.add().querySelector("input").focus());
  }

  get typed() {
    const texts = (row) => [...row.querySelectorAll("input, textarea")].map(({ name, value }) => [nameIn(name), value]);
    return [...this.list.children].map((row) => Object.fromEntries(texts(row)));
  }

  clear() {
    this.list.replaceChildren();
  }

  /** Show these, unless they are what the form shows already. */
  show(wanted) {
    const isShown = JSON.stringify(filled(this.typed)) === JSON.stringify(filled(wanted));
    if (isShown && this.list.children.length) return;
    this.clear();
    for (const source of wanted.length ? wanted : [BLANK]) this.add(source);
  }

  add(source = BLANK) {
    const row = $("source-empty").content.firstElementChild.cloneNode(true);
    const number = (sources += 1);
    for (const field of row.querySelectorAll("input, textarea")) {
      const name = nameIn(field.name);
      const label = row.querySelector(`label[for="${field.id}"]`);
      field.id = label.htmlFor = `source-${number}-${name}`;
      field.name = name;
      field.value = source[name];
    }
    row.append(buttons(button("Remove this source", () => this.remove(row)), this.makeLink(row)));
    this.list.append(row);
    return row;
  }

  makeLink(row) {
    const link = element("a", { target: "_blank", rel: "noopener" }, "Open this source");
    const address = row.querySelector("input[name=url]");
    const show = () => {
      link.hidden = !IS_ADDRESS.test(address.value);
      if (!link.hidden) link.href = address.value;
    };
    show();
    row.addEventListener("input", show);
    return link;
  }

  remove(row) {
    row.remove();
    this.onRemoved();
    $("source-add").focus();
  }
}
