/* The theme that a reader chose, set before the first paint; and the switch, which this script shows.
   Key and values are those of Django's admin, so that the desk and the site agree. */
(() => {
  "use strict";

  const KEY = "theme";
  const root = document.documentElement;

  /** What was chosen: "light", "dark" or else "auto". Where a browser keeps nothing, each page is automatic. */
  function remembered() {
    let theme = null;
    try {
      theme = localStorage.getItem(KEY);
    } catch {}
    return ["light", "dark"].includes(theme) ? theme : "auto";
  }

  function remember(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch {}
  }

  function show(theme) {
    root.dataset.theme = theme;
    document.querySelector("meta[name=color-scheme]").content = theme === "auto" ? "light dark" : theme;
    for (const choice of document.querySelectorAll(".theme input")) choice.checked = choice.value === theme;
  }

  function showSwitch() {
    const themes = document.querySelector(".theme");
    if (!themes) return;
    themes.addEventListener("change", (event) => {
      remember(event.target.value);
      show(event.target.value);
    });
    themes.hidden = false;
    show(remembered());
  }

  show(remembered());
  document.addEventListener("DOMContentLoaded", showSwitch);
  // Chosen in another tab, or on a page to which the reader came back.
  addEventListener("storage", () => show(remembered()));
  addEventListener("pageshow", () => show(remembered()));
})();
