/* Changes of the text in a textarea that the browser can undo, one by one, like what was typed. */

const PREFIX = /^(?:#{1,6} |[-*] |\d+\. |> )/;
const TABLE = "| Column | Column |\n|---|---|\n| Cell | Cell |\n";

export class Text {
  constructor(area) {
    this.area = area;
  }

  get start() {
    return this.area.selectionStart;
  }

  get end() {
    return this.area.selectionEnd;
  }

  get selected() {
    return this.area.value.slice(this.start, this.end);
  }

  /** Remember what is selected; the function that is returned selects it again, after a dialog that lost it. */
  hold() {
    const { area, start, end } = this;
    return () => {
      area.focus();
      area.setSelectionRange(start, end);
    };
  }

  /** Put text in the place of the selection and select a part of it: from and to count from its beginning. */
  insert(text, from = text.length, to = from) {
    const { start } = this;
    this.replace(start, this.end, text);
    this.area.focus();
    this.area.setSelectionRange(start + from, start + to);
  }

  /** Replace a part of the text; the cursor stays in its place. */
  replace(start, end, text) {
    const { area } = this;
    const moved = (at) => (at >= end ? at + text.length - (end - start) : Math.min(at, start));
    const selection = [moved(this.start), moved(this.end)];
    const elsewhere = document.activeElement === area ? null : document.activeElement;
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    // A command can be undone. Behind an open dialog the field has no focus and takes none.
    if (document.activeElement !== area || !document.execCommand(text ? "insertText" : "delete", false, text)) {
      area.setRangeText(text, start, end, "preserve");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    area.setSelectionRange(...selection);
    elsewhere?.focus({ preventScroll: true });
  }

  /** Marks around the selection, or none where they stand there already. */
  wrap(mark) {
    const { start, end, selected } = this;
    const { length } = mark;
    const text = this.area.value;
    if (text.slice(start - length, start) === mark && text.slice(end, end + length) === mark) {
      this.area.setSelectionRange(start - length, end + length);
      this.insert(selected, 0, selected.length);
    } else {
      this.insert(mark + selected + mark, length, length + selected.length);
    }
  }

  /** A sign before each selected line, or none where each has it; ``sign`` gets the number of the line. */
  prefixLines(sign) {
    const text = this.area.value;
    const start = text.lastIndexOf("\n", this.start - 1) + 1;
    const next = text.indexOf("\n", Math.max(start, this.end - (this.end > this.start ? 1 : 0)));
    const end = next < 0 ? text.length : next;
    const lines = text.slice(start, end).split("\n");
    const has = lines.every((line, number) => line.startsWith(sign(number + 1)));
    const changed = lines.map((line, number) => (has ? "" : sign(number + 1)) + line.replace(PREFIX, "")).join("\n");
    this.area.setSelectionRange(start, end);
    this.insert(changed, lines.length > 1 ? 0 : changed.length, changed.length);
  }

  code() {
    const { selected } = this;
    if (selected.includes("\n")) this.insertBlock(`\`\`\`\n${selected.replace(/\n$/, "")}\n\`\`\`\n`, 3);
    else this.wrap("`");
  }

  table() {
    this.insertBlock(TABLE, 2, 8);
  }

  /** Text with an empty line before it. */
  insertBlock(text, from, to = from) {
    const before = this.area.value.slice(0, this.start);
    const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    this.insert(gap + text, gap.length + from, gap.length + to);
  }

  link(text, address) {
    const words = text.replace(/[[\]\\]/g, "\\$&");
    const target = /[\s()<>]/.test(address) ? `<${address.replace(/[<>\n]/g, encodeURIComponent)}>` : address;
    this.insert(`[${words}](${target})`);
  }
}
