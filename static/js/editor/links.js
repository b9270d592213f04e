/* A link: to an address, or to a page of the hub that is found by its name. */

import { element, field, openDialog } from "./dialogs.js";
import { ask } from "./requests.js";

const ADDRESS = /^(?:https?:\/\/|mailto:|\/|#)\S/i;
const LATENCY = 200;

/** The text and the address of a link, or null. */
export function askForLink(selected, pagesAddress) {
  const isAddress = ADDRESS.test(selected.trim());
  const text = element("input", { type: "text", value: isAddress ? "" : selected.replace(/\s+/g, " ").trim() });
  const target = element("input", { type: "text", autocomplete: "off", value: isAddress ? selected.trim() : "" });
  const search = new Search(target, pagesAddress);
  target.autofocus = true;
  const parts = [field("Name of a page of the hub, or an address", target), search.list, search.status, field("Text", text)];
  const answer = openDialog("Add a link", "Add it", parts, () => {
    const chosen = search.chosen();
    if (!chosen) return null;
    return { text: text.value.trim() || chosen.title, address: chosen.address };
  });
  search.onChoice = () => search.list.closest("form").requestSubmit();
  return answer;
}

class Search {
  constructor(input, address) {
    Object.assign(this, { input, address, results: [], active: -1 });
    this.list = element("ul", { className: "editor-results", id: "editor-results" });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Pages of the hub");
    this.list.hidden = true;
    this.status = element("p", { className: "help" });
    this.status.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => this.searchSoon());
    input.addEventListener("keydown", (event) => this.onKey(event));
    this.show([]);
  }

  /** What the form means: the option that is marked, or the address that was typed, or the first option. */
  chosen() {
    const typed = this.input.value.trim();
    if (this.active < 0 && ADDRESS.test(typed)) return { title: typed, address: typed };
    const result = this.results[Math.max(this.active, 0)];
    if (!result) this.status.textContent = "No page has this name. An address begins with https:// or /";
    return result;
  }

  searchSoon() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.timer = setTimeout(() => this.search(), LATENCY);
  }

  async search() {
    const words = this.input.value.trim();
    if (!words || ADDRESS.test(words)) {
      this.show([]);
      this.status.textContent = "";
      return;
    }
    this.asked = new AbortController();
    try {
      const answer = await ask(`${this.address}?${new URLSearchParams({ q: words })}`, { signal: this.asked.signal });
      const { results } = await answer.json();
      this.show(results);
      this.status.textContent = results.length === 1 ? "1 page" : `${results.length} pages`;
    } catch (error) {
      if (error.name !== "AbortError") this.status.textContent = error.message;
    }
  }

  show(results) {
    this.results = results;
    this.list.replaceChildren(...results.map((result, number) => this.makeOption(result, number)));
    this.list.hidden = !results.length;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.mark(-1);
  }

  makeOption({ title, kind }, number) {
    const option = element("li", { id: `editor-result-${number}` }, title, " ", element("small", { textContent: kind }));
    option.setAttribute("role", "option");
    option.addEventListener("click", () => {
      this.mark(number);
      this.onChoice();
    });
    return option;
  }

  mark(number) {
    this.active = number;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    const option = this.list.children[number];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !this.results.length) return;
    event.preventDefault();
    const count = this.results.length;
    this.mark(this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count);
  }
}
