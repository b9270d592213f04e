/* Lists that are searched: Select2 gives its parts a role and no name, or one that is empty while nothing is chosen.
   They are named as the list is: by its label or, in a table of rows, by the head of its column. */

const SEARCH = ".select2-search__field";

function labelOf(select) {
  const column = select.closest("td")?.className.match(/field-(\w+)/)?.[1];
  return select.labels[0] || select.closest("table")?.querySelector(`thead .column-${column}`);
}

const wordsOf = (label) => label.textContent.replace(/:\s*$/, "").trim();

function nameParts(page) {
  for (const select of page.querySelectorAll("select.select2-hidden-accessible")) {
    const label = labelOf(select);
    const shown = select.nextElementSibling;
    if (!label || !shown) continue;
    label.id ||= `${select.id}-label`;
    shown.querySelector(SEARCH)?.setAttribute("aria-label", wordsOf(label));
    const chosen = shown.querySelector("[role=combobox][aria-labelledby]");
    if (!chosen) continue;
    const words = chosen.querySelector("[id]");
    chosen.setAttribute("aria-labelledby", `${label.id} ${words.id}`);
    for (const name of ["role", "aria-readonly"]) words.removeAttribute(name); // words in a field are no field of their own
  }
}

function start() {
  nameParts(document);
  document.addEventListener("formset:added", (event) => nameParts(event.target));
  // The field of a list of which one is chosen is made when the list opens, which jQuery alone hears of.
  window.django.jQuery(document).on("select2:open", ({ target }) => {
    const label = labelOf(target);
    if (label) document.querySelector(`.select2-dropdown ${SEARCH}`)?.setAttribute("aria-label", wordsOf(label));
  });
}

// The admin makes its lists when jQuery says that the page is ready, which may be after “load”: this comes behind it.
window.django?.jQuery(start);
