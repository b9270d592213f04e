/* What improves the choice by needs, which works without it: answers while a reader ticks, and a filter of features. */
(() => {
  "use strict";

  const form = document.querySelector(".needs");
  let asked;

  /** What is ticked leads to, instead of what the page shows. Where it cannot be had, the button still asks for it. */
  async function answer() {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams([...new FormData(form)].sort()).toString();
    const address = query ? `${location.pathname}?${query}` : location.pathname;
    try {
      const response = await fetch(address, { signal: asked.signal });
      if (!response.ok) return;
      show(new DOMParser().parseFromString(await response.text(), "text/html"));
      history.replaceState(null, "", response.url);
    } catch {
      // Another tick came meanwhile, or there is no network.
    }
  }

  function show(made) {
    const found = made.getElementById("found");
    document.getElementById("found").replaceWith(found);
    const count = form.querySelector(".need-count");
    count.textContent = [...found.querySelectorAll("h3:not([id])")].map((heading) => heading.textContent.trim()).join(", ");
    count.hidden = !count.textContent;
    const counts = made.querySelectorAll(".need-group summary span");
    form.querySelectorAll(".need-group summary span").forEach((old, place) => old.replaceWith(counts[place]));
  }

  /** Other kinds are told apart by other features, so the page is asked for anew; of one feature only one weight holds. */
  function ticked(event) {
    const box = event.target;
    if (box.name === "kind") return form.requestSubmit();
    if (box.type !== "checkbox") return;
    if (box.checked) for (const other of box.closest(".need").querySelectorAll("input")) other.checked = other === box;
    answer();
  }

  function filter(words) {
    for (const group of form.querySelectorAll(".need-group")) {
      let found = 0;
      for (const need of group.querySelectorAll(".need")) {
        const text = need.textContent.toLowerCase();
        need.hidden = !words.every((word) => text.includes(word));
        found += !need.hidden;
      }
      group.hidden = !found;
      group.dataset.open ??= group.open;  // as the reader had it before there was a filter
      group.open = words.length > 0 || group.dataset.open === "true";
      if (!words.length) delete group.dataset.open;
    }
  }

  form.addEventListener("change", ticked);
  const field = form.querySelector("#need-filter");
  if (field) {
    field.closest("[hidden]").hidden = false;
    field.addEventListener("input", () => filter(field.value.toLowerCase().split(/\s+/).filter(Boolean)));
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  }
})();
