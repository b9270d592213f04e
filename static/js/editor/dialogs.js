/* Questions asked in a dialog: made anew for each, gone when it is answered. Escape answers none of them. */

let dialogs = 0;

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function field(label, input) {
  input.id ||= `editor-field-${(dialogs += 1)}`;
  return element("p", {}, element("label", { htmlFor: input.id, textContent: label }), input);
}

/** Ask, and wait for the answer: what ``read`` makes of the form, or null where somebody thought better of it. */
export function openDialog(title, confirm, parts, read) {
  const heading = element("h2", { id: `editor-dialog-${(dialogs += 1)}`, textContent: title });
  const cancel = element("button", { type: "button", textContent: "Cancel" });
  const submit = element("button", { type: "submit", className: "default", textContent: confirm });
  const form = element("form", { method: "dialog" }, heading, ...parts, element("p", {}, submit, " ", cancel));
  const dialog = element("dialog", { className: "editor-dialog" }, form);
  dialog.setAttribute("aria-labelledby", heading.id);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer = null;
    form.addEventListener("submit", (event) => {
      answer = read();
      if (answer === null) event.preventDefault();
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
  });
}
