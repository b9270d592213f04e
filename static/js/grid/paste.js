/* Cells from a spreadsheet or a Markdown table: read, put in their places, and what they mean. */

const WORDS = {
  yes: /^(?:yes|y|true|full(?:y)?|✓|✔|✅)$/i,
  partial: /^(?:partial(?:ly)?|partly|some|limited|~|◐)$/i,
  no: /^(?:no|n|false|none|✗|✘|❌)$/i,
  not_applicable: /^(?:n\.?\s?\/?a\.?|not applicable)$/i,
  unknown: /^(?:unknown|not known|\?)$/i,
};

// --- reading ---

/** Rows of texts out of whatever was copied: a Markdown table, or cells between tabs. */
export function readRows(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  return /^\s*\|.*\|\s*$/m.test(lines) ? readMarkdown(lines) : readTabs(lines);
}

function readMarkdown(text) {
  const lines = text.split("\n").filter((line) => line.includes("|"));
  const rows = lines.map((line) => {
    const cells = line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "").split(/(?<!\\)\|/);
    return cells.map((cell) => cell.replace(/\\\|/g, "|").replace(/<br\s*\/?>/gi, "\n").trim());
  });
  return rows.filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell))).map((cells) => cells.map(plain));
}

/** Markdown's marks within a cell mean nothing in a fact. */
function plain(cell) {
  return cell.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/(\*\*|__|`)(.+?)\1/g, "$2");
}

/** As spreadsheets copy: a cell with a line end in it stands between quotes, and quotes in it are doubled. */
function readTabs(text) {
  const rows = [[]];
  const cell = /("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/y;
  while (cell.lastIndex <= text.length) {
    const match = cell.exec(text);
    if (!match) return text.split("\n").map((line) => line.split("\t").map((one) => one.trim()));
    const quoted = match[1].length > 1 && match[1].startsWith('"');
    rows.at(-1).push((quoted ? match[1].slice(1, -1).replace(/""/g, '"') : match[1]).trim());
    if (!match[2]) break;
    if (match[2] === "\n") rows.push([]);
  }
  return rows;
}

/** The cells of an HTML table on the clipboard, or null where there is none. */
export function readHtml(html) {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  for (const end of table.querySelectorAll("br")) end.replaceWith("\n");
  return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
}

/** Rows as text that readRows gives back. */
export function asText(rows) {
  const cell = (text) => (/[\n"\t]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}

// --- places ---

const normal = (name) => name.toLowerCase().replace(/\s+/g, " ").trim();

/** For each name the index of its like, -1 where there is none. */
const indexes = (names, known) => names.map((name) => known.findIndex((one) => normal(one) === normal(name)));
const isAnyKnown = (found) => found.some((index) => index >= 0);

/** Where the pasted cells go. `columns` and `rows` are the names of the table; `from` is the place of the active cell.
    One name that is known makes names of all its neighbours: those that are not known have no place. */
export function place(pasted, columns, rows, from) {
  const across = indexes(pasted[0], columns);
  const hasHead = isAnyKnown(across);
  const lines = hasHead ? pasted.slice(1) : pasted;
  const firsts = lines.map((row) => row[0] || "");
  const down = indexes(firsts, rows);
  const hasCorner = hasHead && across[0] < 0; // the first column holds names, as no technology stands above it
  const hasNames = hasCorner || (isAnyKnown(down) && lines.some((row) => row.length > 1));
  const skip = hasNames ? 1 : 0;
  return lines.flatMap((cells, index) =>
    cells.slice(skip).map((text, at) => ({
      text,
      row: hasNames ? down[index] : from.row + index,
      column: hasHead ? (across[at + skip] ?? -1) : from.column + at,
      rowName: hasNames ? firsts[index] : "",
      columnName: hasHead ? pasted[0][at + skip] || "" : "",
    })),
  );
}

// --- meaning ---

/** What a pasted text makes of a cell: { changes } or { problem }. `levels` and `longest` as the page brings them. */
export function interpret(text, cell, feature, { levels, longest }) {
  const [first, ...rest] = text.split("\n");
  const note = rest.join("\n").trim();
  const { problem, ...answer } = readAnswer(first.trim(), cell, feature, levels);
  if (problem) return { problem };
  const changes = note ? { ...answer, note } : answer;
  const name = Object.keys(longest).find((one) => changes[one]?.length > longest[one]);
  if (!name) return { changes };
  return { problem: `The ${name} has ${changes[name].length} characters; ${longest[name]} are the most.` };
}

function readAnswer(text, cell, feature, levels) {
  const [, word, value = ""] = /^([^:–—(]*?)\s*(?:[:–—]\s*(.*)|(\(.*\))?)$/s.exec(text) || [null, text];
  const level = Object.keys(WORDS).find((one) => WORDS[one].test(word));
  if (level) return { level, value: value || (level === "unknown" ? "" : levels[level]) };
  if (feature.unit) return { level: "", value: text, number: text.replace(/[\s,'’_]/g, "").match(/\d+/)?.[0] || "" };
  if (cell.level === "" && cell.value) return { level: "", value: text };
  return { problem: `“${text}” does not begin with yes, partial, no, n.a. or unknown.` };
}
