/* Pictures that are pasted, dropped or chosen: each is asked for its words, stored by the site, and put into the text. */

import { element, field, openDialog } from "./dialogs.js";
import { post } from "./requests.js";

const TYPES = "image/png,image/jpeg,image/webp,image/gif";
let uploads = 0;

export class Pictures {
  constructor(text, box, say) {
    Object.assign(this, { text, say, uploading: 0 });
    const { area } = text;
    this.picker = element("input", { type: "file", accept: TYPES, multiple: true, hidden: true });
    box.append(this.picker);
    this.picker.addEventListener("change", () => {
      this.addAll([...this.picker.files]);
      this.picker.value = "";
    });
    area.addEventListener("paste", (event) => this.onPaste(event));
    box.addEventListener("dragover", (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    });
    box.addEventListener("drop", (event) => this.onDrop(event));
  }

  choose() {
    this.picker.click();
  }

  onPaste(event) {
    const files = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    // Office programs put a picture of the text beside the text itself.
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    this.addAll(files);
  }

  onDrop(event) {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    this.addAll([...event.dataTransfer.files]);
  }

  async addAll(files) {
    this.say("");
    for (const file of files) {
      const selectAgain = this.text.hold();
      const words = await askForWords(file);
      selectAgain();
      if (words) await this.upload(file, words);
    }
  }

  async upload(file, { alternative, isDecorative }) {
    const { area } = this.text;
    const name = file.name.replace(/[^\p{L}\p{N} ._-]/gu, "").slice(0, 60);
    const mark = `![Uploading ${++uploads}: ${name} …]()`;
    const body = new FormData();
    body.append("image", file);
    this.uploading += 1;
    this.text.insert(mark);
    try {
      const answer = await (await post(area.dataset.markdownxUploadUrlsPath, body)).json();
      const code = answer.image_code.replace("![]", `![${alternative.replace(/[[\]\\]/g, "\\$&")}]`);
      this.finish(mark, isDecorative ? code.replace(/\)$/, ' "decorative")') : code);
    } catch (error) {
      this.finish(mark, "");
      this.say(error.message);
    } finally {
      this.uploading -= 1;
    }
  }

  /** Put the picture in the place of its mark, wherever that stands by now. */
  finish(mark, code) {
    const start = this.text.area.value.indexOf(mark);
    if (start >= 0) this.text.replace(start, start + mark.length, code);
  }
}

/** The alternative text of a picture, or that it needs none; null where it is not wanted after all. */
async function askForWords(file) {
  const input = element("input", { type: "text", required: true, maxLength: 500 });
  const decorative = element("input", { type: "checkbox" });
  decorative.addEventListener("change", () => {
    input.disabled = decorative.checked;
  });
  const parts = [
    element("img", { className: "editor-thumbnail", alt: "", src: await dataAddress(file) }),
    field("Alternative text: what it tells somebody who does not see it", input),
    element("p", {}, element("label", {}, decorative, " It is decorative and tells nothing.")),
  ];
  return openDialog("Add a picture", "Add it", parts, () => ({
    alternative: decorative.checked ? "" : input.value.trim(),
    isDecorative: decorative.checked,
  }));
}

function dataAddress(file) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => resolve(""));
    // What cannot be a picture is not shown as one; the site says what is wrong with it.
    if (TYPES.includes(file.type) && file.type) reader.readAsDataURL(file);
    else resolve("");
  });
}
