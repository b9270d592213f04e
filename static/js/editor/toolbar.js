/* The buttons above a text and the keys that do the same. One stop for Tab; arrow keys go from button to button. */

export const MARKS = [
  { name: "Bold", keys: "Control+B", run: (text) => text.wrap("**") },
  { name: "Italic", keys: "Control+I", run: (text) => text.wrap("*") },
  { name: "Heading", keys: "Control+Shift+2", run: (text) => text.prefixLines(() => "## ") },
  { name: "Subheading", keys: "Control+Shift+3", run: (text) => text.prefixLines(() => "### ") },
  { name: "List", keys: "Control+Shift+8", run: (text) => text.prefixLines(() => "- ") },
  { name: "Numbered list", keys: "Control+Shift+7", run: (text) => text.prefixLines((number) => `${number}. `) },
  { name: "Quote", keys: "Control+Shift+9", run: (text) => text.prefixLines(() => "> ") },
  { name: "Code", keys: "Control+E", run: (text) => text.code() },
  { name: "Table", run: (text) => text.table() },
];

function wasPressed(event, keys) {
  const parts = keys.split("+");
  const key = parts.at(-1);
  const code = /\d/.test(key) ? `Digit${key}` : `Key${key}`;
  return event.code === code && event.shiftKey === parts.includes("Shift");
}

/** A toolbar for the field ``area``; ``actions`` have a name, perhaps keys, and what they run. */
export function makeToolbar(area, name, actions) {
  const bar = document.createElement("div");
  bar.className = "editor-toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Marks for ${name}`);
  bar.setAttribute("aria-controls", area.id);
  for (const action of actions) bar.append(makeButton(action));
  const buttons = [...bar.children];
  let current = 0;
  const moveTo = (number) => {
    buttons[current].tabIndex = -1;
    current = (number + buttons.length) % buttons.length;
    buttons[current].tabIndex = 0;
  };
  moveTo(0);
  bar.addEventListener("focusin", (event) => moveTo(buttons.indexOf(event.target)));
  bar.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: -1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    moveTo(steps[event.key]);
    buttons[current].focus();
  });
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const action = actions.find(({ keys }) => keys && wasPressed(event, keys));
    if (!action) return;
    event.preventDefault();
    action.run();
  });
  return bar;
}

function makeButton({ name, keys, run }) {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.textContent = name;
  if (keys) {
    button.setAttribute("aria-keyshortcuts", keys);
    button.title = `${name} (${keys.replace("Control", "Ctrl")})`;
  }
  // The selection in the text stays where it is.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", run);
  return button;
}
