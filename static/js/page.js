/* What improves a page that works without it: a table of contents that follows the reader, links at headings,
   copy buttons at code, answers that open when a link leads to them, everything open on paper. */
(() => {
  "use strict";

  const SMALL = 320; // pixels up to which a window has no room for a head that stays
  const LONG = 40; // rows from which on a table is searched rather than read

  let status; // what copying came to, for screen readers

  function targetOf(hash) {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null; // a mistyped address: "#%"
    }
  }

  /** Mark the link to the section in view: the last whose heading has come into the upper third of the window. */
  function followReader(contents) {
    const links = new Map();
    for (const link of contents.querySelectorAll("a")) links.set(targetOf(link.hash), link);
    links.delete(null);
    const reached = new Set();
    const mark = () => {
      const current = [...links.keys()].findLast((heading) => reached.has(heading));
      for (const [heading, link] of links) {
        if (heading === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
      const link = links.get(current);
      if (link) contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
    };
    // Everything above the line counts as in view, however far: so no jump skips a heading.
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) reached[entry.isIntersecting ? "add" : "delete"](entry.target);
        mark();
      },
      { rootMargin: "9999999px 0px -67% 0px" },
    );
    for (const heading of links.keys()) observer.observe(heading);
  }

  /** Make a heading a link to itself, unless it holds a link already. */
  function linkHeading(heading) {
    if (heading.querySelector("a")) return;
    const link = document.createElement("a");
    link.className = "heading-link";
    link.href = `#${heading.id}`;
    link.append(...heading.childNodes);
    heading.append(link);
  }

  function makeStatus() {
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    document.body.append(status);
    return status;
  }

  /** The code as it would be selected: the prompts of a console stay out. */
  function codeOf(block) {
    const copy = block.cloneNode(true);
    for (const prompt of copy.querySelectorAll(".gp")) prompt.remove();
    return copy.textContent;
  }

  /** Let a button copy a text, and say so for a while, on itself and to screen readers. */
  function copies(button, text) {
    const name = button.textContent;
    button.addEventListener("click", async () => {
      status ??= makeStatus();
      status.textContent = "";
      const done = await navigator.clipboard.writeText(text()).then(
        () => "Copied",
        () => "Copying did not work",
      );
      status.textContent = button.textContent = done;
      setTimeout(() => (button.textContent = name), 2500);
    });
  }

  function addCopyButton(block) {
    const box = document.createElement("div");
    const button = document.createElement("button");
    box.className = "code-box";
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy code";
    copies(button, () => codeOf(block));
    block.replaceWith(box);
    box.append(block, button);
  }

  /** Show the target of the address: open what hides it, which not every browser does; of a cell, all of its row. */
  function showTarget() {
    const target = targetOf(location.hash);
    const closed = [];
    for (let node = target; node; node = node.parentElement) if (node.matches("details:not([open])")) closed.push(node);
    for (const details of closed) details.open = true;
    const row = target?.closest(".facts tr");
    if (row) measureHead(row.closest("table"));
    if (closed.length || row) (row ?? target).scrollIntoView({ behavior: "instant" });
    const summary = row && target.closest("details")?.querySelector("summary");
    summary?.scrollIntoView({ behavior: "instant", block: "nearest", inline: "nearest" });
  }

  /** What an answer says, who holds it and where it stands, to be quoted elsewhere. */
  function citationOf(answer) {
    const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
    const check = [...answer.querySelectorAll("p")].find((line) => line.textContent.startsWith("Checked"));
    const level = answer.querySelector("summary .mark:not(.mark-judgement)");
    const value = words(answer.querySelector("summary > span:not([class])"));
    const [link, page] = answer.querySelectorAll(".acts a");
    const about = words(link).replace("Link to ", "");
    const said = `${about}: ${level ? `${words(level)}. ` : ""}${value}.`;
    return [said, check && `${words(check)}.`, document.title + ".", page.href].filter(Boolean).join(" ");
  }

  /** An answer that is opened can be copied as a citation. The button is made then: a long table has thousands. */
  function offerCitation(event) {
    const acts = event.target.open && event.target.querySelector(".acts");
    if (!acts || acts.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy as citation";
    copies(button, () => citationOf(event.target));
    acts.append(button);
  }

  /** Tell the style sheet how high the head of a table is: a row that a link leads to stops below it. Not before it
      matters: every cell is styled anew for that. */
  function measureHead(table) {
    const height = `${table.tHead.offsetHeight}px`;
    if (table.style.getPropertyValue("--head") !== height) table.style.setProperty("--head", height);
  }

  /** Bring all of what has the focus in view; browsers are content with a corner of it. */
  function showFocus(event) {
    if (!event.target.matches(":focus-visible")) return;
    if (event.currentTarget.tHead) measureHead(event.currentTarget);
    event.target.scrollIntoView({ behavior: "instant", block: "nearest", inline: "nearest" });
  }

  /** Where a table scrolls sideways its head stays in view only if a script moves it along. */
  function keepHead(table) {
    const region = table.parentElement;
    const place = () => {
      const { top, height } = region.getBoundingClientRect();
      const needed = region.scrollWidth > region.clientWidth && innerHeight > SMALL;
      const way = needed ? Math.min(Math.max(-top, 0), height - table.tHead.offsetHeight) : 0;
      table.tHead.style.transform = way ? `translateY(${way}px)` : "";
    };
    addEventListener("scroll", place, { passive: true });
    addEventListener("resize", place);
  }

  /** A field above a long table that leaves the rows whose question holds what is typed. */
  function offerFilter(table) {
    const rows = [...table.querySelectorAll("tbody tr[id]:not(.group)")];
    if (rows.length < LONG) return;
    const label = document.createElement("label");
    const field = document.createElement("input");
    label.className = "find-row";
    field.type = "search";
    field.addEventListener("input", () => {
      const words = field.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.cells[0].textContent.toLowerCase().includes(words);
      for (const body of table.tBodies) body.hidden = !body.querySelector("tr[id]:not(.group, [hidden])");
    });
    label.append("Find a row", field);
    table.parentElement.before(label);
  }

  /** Paper cannot be clicked: open everything for it, and close afterwards what was closed. */
  function openForPrint() {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open])")];
      for (const details of closed) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const details of closed) details.open = false;
    });
  }

  document.querySelectorAll(".contents").forEach(followReader);
  document.querySelectorAll("article :is(h2, h3)[id]").forEach(linkHeading);
  for (const box of document.querySelectorAll(".facts, .jump")) box.addEventListener("focusin", showFocus);
  for (const table of document.querySelectorAll(".facts")) {
    offerFilter(table);
    if (table.matches(".facts-4, .facts-5, .facts-6")) keepHead(table);
    if (navigator.clipboard) table.addEventListener("toggle", offerCitation, true);
  }
  const blocks = document.querySelectorAll(".prose pre");
  if (blocks.length && navigator.clipboard) {
    status = makeStatus();
    for (const block of blocks) addCopyButton(block);
  }
  // Who comes back or reloads finds the page where it was left.
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") addEventListener("load", showTarget);
  addEventListener("hashchange", showTarget);
  openForPrint();
})();
