/* Markdown with a live preview, and pictures by pasting, dropping or choosing. Works on the markup of markdownx's
   field: a .markdownx box with a textarea, which names the two addresses, and an empty .markdownx-preview. */
(() => {
  "use strict";

  const DESCRIPTION = "describe the picture";
  let uploads = 0;

  function csrfToken() {
    // The cookie is newer than the form where somebody has signed in again in another tab.
    const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
    return cookie ? cookie[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  /** The answer to a POST. Throws an Error with a sentence for the editor where it is not the one hoped for. */
  async function ask(address, body) {
    let answer;
    try {
      answer = await fetch(address, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": csrfToken() },
        redirect: "manual",
      });
    } catch {
      throw new Error("The site cannot be reached.");
    }
    if (answer.ok) return answer;
    if ((answer.headers.get("Content-Type") || "").startsWith("text/plain")) throw new Error(await answer.text());
    if (answer.status === 403) throw new Error("You are signed out. Sign in again in another tab, then go on here.");
    throw new Error(`That did not work (${answer.status}).`);
  }

  class Editor {
    constructor(box) {
      this.area = box.querySelector("textarea");
      this.preview = box.querySelector(".markdownx-preview");
      this.asked = this.shown = 0;
      this.uploading = 0;
      this.trouble = { preview: "", upload: "" };
      this.addParts(box);
      this.listen(box);
    }

    addParts(box) {
      const label = document.querySelector(`label[for="${this.area.id}"]`);
      const name = label ? label.textContent.replace(/:\s*$/, "").trim() : "the text";
      const row = box.closest(".inline-related")?.querySelector(".inline_label");
      this.preview.classList.add("prose");
      this.preview.setAttribute("role", "region");
      this.preview.setAttribute("aria-label", `Preview of ${name}${row ? `, ${row.textContent.trim()}` : ""}`);
      this.preview.tabIndex = 0;
      this.messages = document.createElement("p");
      this.messages.className = "markdownx-messages";
      this.messages.setAttribute("role", "status");
      this.picker = document.createElement("input");
      this.picker.type = "file";
      this.picker.accept = "image/png,image/jpeg,image/webp,image/gif";
      this.picker.multiple = true;
      const chooser = document.createElement("label");
      chooser.className = "markdownx-picture";
      chooser.append("Add a picture …", this.picker);
      box.append(chooser, this.messages);
    }

    listen(box) {
      this.area.addEventListener("input", () => this.refreshSoon());
      this.area.addEventListener("paste", (event) => this.onPaste(event));
      this.picker.addEventListener("change", () => {
        this.uploadAll([...this.picker.files]);
        this.picker.value = "";
      });
      box.addEventListener("dragover", (event) => {
        if (event.dataTransfer.types.includes("Files")) event.preventDefault();
      });
      box.addEventListener("drop", (event) => this.onDrop(event));
      this.preview.addEventListener("click", (event) => this.onLink(event));
      if (this.area.form) this.area.form.addEventListener("submit", (event) => this.onSubmit(event));
      // A long form has many editors: each renders its text when it first comes into view.
      const seen = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        if (this.area.value) this.refresh();
      });
      seen.observe(box);
    }

    say(about, sentence) {
      this.trouble[about] = sentence && `${sentence} Your text is kept.`;
      const sentences = Object.values(this.trouble).filter(Boolean).join(" ");
      if (this.messages.textContent !== sentences) this.messages.textContent = sentences;
    }

    // --- preview ---

    refreshSoon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.refresh(), Number(this.area.dataset.markdownxLatency) || 500);
    }

    async refresh() {
      const turn = ++this.asked;
      let html;
      let sentence = "";
      try {
        const body = new URLSearchParams({ content: this.area.value });
        html = await (await ask(this.area.dataset.markdownxUrlsPath, body)).text();
      } catch (error) {
        sentence = error.message;
      }
      // Answers may overtake each other: what is shown is never replaced by something older.
      if (turn < this.shown) return;
      this.shown = turn;
      this.say("preview", sentence);
      if (html !== undefined) this.preview.innerHTML = html;
    }

    onLink(event) {
      const link = event.target.closest("a");
      if (!link) return;
      // Following a link would leave the form and what was typed into it.
      event.preventDefault();
      const address = link.getAttribute("href") || "";
      if (!address.startsWith("#")) window.open(link.href, "_blank", "noopener");
      else this.preview.querySelector(`[id="${CSS.escape(decodeURIComponent(address.slice(1)))}"]`)?.scrollIntoView();
    }

    // --- pictures ---

    onPaste(event) {
      const files = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
      // Office programs put a picture of the text beside the text itself.
      if (!files.length || event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      this.uploadAll(files);
    }

    onDrop(event) {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      this.uploadAll([...event.dataTransfer.files]);
    }

    onSubmit(event) {
      if (this.uploading) {
        event.preventDefault();
        event.stopImmediatePropagation();
        this.say("upload", "A picture is still on its way: save again in a moment.");
      }
      this.area.form.querySelector("[name=csrfmiddlewaretoken]").value = csrfToken();
    }

    async uploadAll(files) {
      this.say("upload", "");
      for (const file of files) await this.upload(file);
    }

    async upload(file) {
      const name = file.name.replace(/[^\p{L}\p{N} ._-]/gu, "").slice(0, 60);
      const mark = `![Uploading ${++uploads}: ${name} …]()`;
      const body = new FormData();
      body.append("image", file);
      this.uploading += 1;
      const at = this.area.selectionStart;
      this.replace(at, this.area.selectionEnd, mark);
      this.area.setSelectionRange(at + mark.length, at + mark.length);
      try {
        const answer = await (await ask(this.area.dataset.markdownxUploadUrlsPath, body)).json();
        this.finish(mark, answer.image_code.replace("![]", `![${DESCRIPTION}]`));
      } catch (error) {
        this.finish(mark, "");
        this.say("upload", error.message);
      } finally {
        this.uploading -= 1;
      }
    }

    /** Put the picture in the place of its mark. Who has not moved on meanwhile finds the description selected. */
    finish(mark, code) {
      const start = this.area.value.indexOf(mark);
      if (start < 0) return;
      const end = start + mark.length;
      const waiting = this.area.selectionStart === end && this.area.selectionEnd === end;
      this.replace(start, end, code);
      if (waiting && code) this.area.setSelectionRange(start + 2, start + 2 + DESCRIPTION.length);
    }

    /** Replace a part of the text; the cursor stays in its place, and "undo" keeps working. */
    replace(start, end, text) {
      const { area } = this;
      const moved = (at) => (at >= end ? at + text.length - (end - start) : Math.min(at, start));
      const selection = [moved(area.selectionStart), moved(area.selectionEnd)];
      const focused = document.activeElement === area;
      if (focused) area.setSelectionRange(start, end);
      const command = text ? "insertText" : "delete";
      if (!focused || !document.execCommand(command, false, text)) {
        area.setRangeText(text, start, end, "preserve");
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
      area.setSelectionRange(...selection);
    }
  }

  function setUp(part) {
    for (const box of part.querySelectorAll(".markdownx")) {
      // Rows are copied from an empty one, which has to stay as it is.
      if (!box.closest(".empty-form") && !box.querySelector(".markdownx-messages")) new Editor(box);
    }
  }

  document.addEventListener("DOMContentLoaded", () => setUp(document));
  document.addEventListener("formset:added", (event) => setUp(event.target));
})();
