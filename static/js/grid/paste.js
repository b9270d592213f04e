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
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;
  while (cell.lastIndex <= text.length) {
    const match = cell.exec(text);
    if (!match) return text.split("\n").map((line) => line.split("\t").map((one) => one.trim()));
    const [, quoted, bare, end] = match;
    rows.at(-1).push((quoted === undefined ? bare : quoted.replace(/""/g, '"')).trim());
    if (!end) break;
    if (end === "\n") rows.push([]);
  }
  return rows;
}

const WIDEST = 100; // columns or rows that one cell may span

/** The cells of an HTML table on the clipboard, or null where there is none. What spans places stands in each. */
export function readHtml(html) {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  const rows = [...table.rows].map(() => []);
  rows.forEach((row, down) => {
    const { cells } = table.rows[down];
    for (const cell of cells) {
      const at = [...row, undefined].findIndex((text) => text === undefined);
      const isTitle = cells.length === 1 && cell.colSpan > 1;
      const text = textOf(cell);
      for (const line of rows.slice(down, down + Math.min(cell.rowSpan || 1, WIDEST)))
        for (let across = 0; across < Math.min(cell.colSpan, WIDEST); across += 1)
          line[at + across] = isTitle && across ? "" : text;
    }
  });
  return rows.map((row) => Array.from(row, (text) => text || ""));
}

/** As it is read: white space is a space, and each paragraph, item and break a line of its own. */
function textOf(cell) {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/\s+/g, " ");
  for (const end of cell.querySelectorAll("br")) end.replaceWith("\n");
  for (const block of cell.querySelectorAll("p, div, li, dt, dd, pre, blockquote, h1, h2, h3, h4, h5, h6")) {
    block.prepend("\n");
    block.append("\n");
  }
  const lines = cell.textContent.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).join("\n");
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

/** Columns that say more about the technology to their left. */
const ABOUT = {
  title: /^sources?(?: titles?)?$/i,
  url: /^(?:source )?(?:address|url|link)$/i,
  verified_on: /^check(?:ed)?(?: on)?$/i,
  verified_version: /^(?:checked )?(?:against|version)$/i,
};

/** Where the pasted cells go, each with what its neighbours say about it. `columns` and `rows` are the names of the table;
    `from` is the place of the active cell. One name that is known makes names of all its neighbours: those that are
    not known have no place. */
export function place(pasted, columns, rows, from) {
  const across = indexes(pasted[0], columns);
  const hasHead = isAnyKnown(across);
  const lines = hasHead ? pasted.slice(1) : pasted;
  const firsts = lines.map((row) => row[0] || "");
  const down = indexes(firsts, rows);
  const hasCorner = hasHead && across[0] < 0; // the first column holds names, as no technology stands above it
  const hasNames = hasCorner || (isAnyKnown(down) && lines.some((row) => row.length > 1));
  const skip = hasNames ? 1 : 0;
  const meanings = hasHead ? meaningsOf(pasted[0], across) : [];
  return lines.flatMap((cells, index) =>
    cells.slice(skip).flatMap((text, at) =>
      meanings[at + skip]
        ? []
        : {
            text,
            about: neighbours(cells, meanings, at + skip),
            row: hasNames ? down[index] : from.row + index,
            column: hasHead ? (across[at + skip] ?? -1) : from.column + at,
            rowName: hasNames ? firsts[index] : "",
            columnName: hasHead ? pasted[0][at + skip] || "" : "",
          },
    ),
  );
}

/** For each column what it says about a technology before it; nothing for the technologies themselves. */
function meaningsOf(head, across) {
  const first = across.findIndex((index) => index >= 0);
  return head.map((name, at) => at > first && across[at] < 0 && Object.keys(ABOUT).find((one) => ABOUT[one].test(name)));
}

function neighbours(cells, meanings, at) {
  const about = {};
  for (let next = at + 1; meanings[next]; next += 1) if (cells[next]) about[meanings[next]] = cells[next];
  return about;
}

// --- meaning ---

const SIGN = /^([✓✔✅✗✘❌◐])\s+(?=\S)/;
const WORD = /^(.*?)(?:\s*[:;–—]\s*|[.,]\s+|\s+-\s+|\s*(?=\())(.*)$/s;
const levelOf = (word) => Object.keys(WORDS).find((one) => WORDS[one].test(word));

/** The level that a text begins with, and what follows it: null where it begins with none. */
export function readLevel(text) {
  const whole = levelOf(text) || levelOf(text.replace(/\.$/, ""));
  if (whole) return { level: whole, value: "" };
  const [sign] = SIGN.exec(text) || [];
  if (sign) {
    const level = levelOf(sign.trim());
    const value = text.slice(sign.length);
    const again = readLevel(value);
    return again?.level === level ? again : { level, value };
  }
  const [, word, rest] = WORD.exec(text) || [];
  const level = word && levelOf(word);
  return level ? { level, value: rest.replace(/^\(([^()]*)\)$/, "$1").trim() } : null;
}

/** The number in a text, or why there is none. A comma sets off thousands, and a point what is less than one, as
    everywhere on this site. A point before three signs may set off thousands as well, and so is left alone. */
export function readNumber(text) {
  const found = text.match(/[-−]?\d[\d.,'’_\u00a0\u202f]*(?: \d{3}(?!\d))*[a-z]*/giu) || [];
  if (!found.length) return { number: "", remark: "no number" };
  if (found.length > 1) return { number: "", remark: "no number, as there are several in it" };
  const one = found[0].replace(/[.,]+$/, "");
  if (/^\d+(?:\.(?!\d{3}$)\d+)?$/.test(one)) return { number: one, remark: "" };
  if ( /^\d{1,3}(?:[,'’_ \u00a0\u202f]\d{3})+$/.test(one))
    return { number: one.replace(/\D/g, ""), remark: "" };
  return { number: "", remark: `no number, as “${one}” is none that is written out` };
}

/** What a pasted text makes of a cell: { changes, remark } or { problem }. `isPlain` says that its row has answers without
    a level; `levels` and `longest` are as the page brings them. */
export function interpret(text, { feature, isPlain, levels, longest }) {
  const [first, ...rest] = text.split("\n");
  const note = rest.join("\n").trim();
  const { problem, remark, ...answer } = readAnswer(first.trim(), feature, isPlain, levels);
  if (problem) return { problem };
  const changes = note ? { ...answer, note } : answer;
  const name = Object.keys(longest).find((one) => changes[one]?.length > longest[one]);
  if (!name) return { changes, remark };
  return { problem: `The ${name} has ${changes[name].length} characters; ${longest[name]} are the most.` };
}

function readAnswer(text, feature, isPlain, levels) {
  const read = readLevel(text);
  if (read) return { level: read.level, value: read.value || (read.level === "unknown" ? "" : levels[read.level]) };
  if (feature.unit) return { level: "", value: text, ...readNumber(text) };
  if (isPlain) return { level: "", value: text };
  return { problem: `“${text}” does not begin with yes, partial, no, n.a. or unknown, as the others of its row do.` };
}

/** What its neighbours and the dialog say about a cell: { changes } or { problem }. `before` are its texts. */
export function readAbout(about, before) {
  const changes = {};
  const { title = "", url = "", verified_on: day, verified_version: version } = about;
  if (Boolean(title) !== Boolean(url)) return { problem: "A source has a title and an address." };
  if (day && !/^\d{4}-\d{2}-\d{2}$/.test(day)) return { problem: `“${day}” is no day such as 2026-11-29.` };
  if (day) changes.verified_on = day;
  if (version) changes.verified_version = version;
  if (url && !before.sources.some((source) => source.url === url))
    changes.sources = [...before.sources, { title, url, quote: "" }];
  return { changes };
}
