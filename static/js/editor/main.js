/* Markdown at the desk. Works on the markup of markdownx's field: a .markdownx box with a textarea, which names the
   addresses to ask, and an empty .markdownx-preview. */

import { element } from "./dialogs.js";
import { askForLink } from "./links.js";
import { Pictures } from "./pictures.js";
import { Preview } from "./preview.js";
import { csrfToken } from "./requests.js";
import { Text } from "./text.js";
import { makeToolbar, MARKS } from "./toolbar.js";

const KEYS = "Ctrl (on a Mac, ⌘) with B, I, E and K: bold, italic, code, link; with Shift and 2, 3, 7, 8, 9: heading, \
subheading, numbered list, list, quote. Tab leaves the field.";

class Editor {
  constructor(box) {
    this.area = box.querySelector("textarea");
    this.text = new Text(this.area);
    this.trouble = { preview: "", picture: "" };
    this.pictures = new Pictures(this.text, box, (sentence) => this.say("picture", sentence));
    this.addParts(box, nameOf(box, this.area));
    this.area.form?.addEventListener("submit", (event) => this.onSubmit(event), { capture: true });
  }

  addParts(box, name) {
    const actions = [
      ...MARKS.map((mark) => ({ ...mark, run: () => mark.run(this.text) })),
      { name: "Link", keys: "Control+K", run: () => this.addLink() },
      { name: "Picture", run: () => this.pictures.choose() },
    ];
    box.prepend(makeToolbar(this.area, name, actions));
    const preview = box.querySelector(".markdownx-preview");
    preview.classList.add("is-empty");
    preview.setAttribute("role", "region");
    preview.setAttribute("aria-label", `Preview of ${name}`);
    preview.tabIndex = 0;
    this.messages = element("p", { className: "markdownx-messages" });
    this.messages.setAttribute("role", "status");
    const keys = element("details", {}, element("summary", { textContent: "Keys" }), KEYS);
    box.append(element("div", { className: "editor-foot" }, keys), this.messages);
    new Preview(this.area, preview, (sentence) => this.say("preview", sentence));
  }

  say(about, sentence) {
    this.trouble[about] = sentence && `${sentence} Your text is kept.`;
    const sentences = Object.values(this.trouble).filter(Boolean).join(" ");
    if (this.messages.textContent !== sentences) this.messages.textContent = sentences;
  }

  async addLink() {
    const selectAgain = this.text.hold();
    const link = await askForLink(this.text.selected, this.area.dataset.pagesAddress);
    selectAgain();
    if (link) this.text.link(link.text, link.address);
  }

  onSubmit(event) {
    if (this.pictures.uploading) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.say("picture", "A picture is still on its way: save again in a moment.");
    }
    this.area.form.querySelector("[name=csrfmiddlewaretoken]").value = csrfToken();
  }
}

/** What the field is called, with its row where it stands in one. */
function nameOf(box, area) {
  const label = document.querySelector(`label[for="${area.id}"]`);
  const name = label ? label.textContent.replace(/:\s*$/, "").trim() : "the text";
  const row = box.closest(".inline-related")?.querySelector(".inline_label");
  return row ? `${name}, ${row.textContent.trim()}` : name;
}

function setUp(part) {
  for (const box of part.querySelectorAll(".markdownx")) {
    // Rows are copied from an empty one, which has to stay as it is.
    if (!box.closest(".empty-form") && !box.querySelector(".markdownx-messages")) new Editor(box);
  }
}

function start() {
  setUp(document);
  document.addEventListener("formset:added", (event) => setUp(event.target));
}

// The admin adds the buttons for rows once the page is there.
if (document.readyState === "complete") start();
else window.addEventListener("load", start);
