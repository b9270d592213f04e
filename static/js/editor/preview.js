/* The text as readers will see it: rendered by the site, in the site's own styles, apart from those of the admin. */

import { post } from "./requests.js";

const LATENCY = 500;

export class Preview {
  /** ``say`` gets a sentence, or none where all is well. */
  constructor(area, box, say) {
    Object.assign(this, { area, box, say });
    const root = box.attachShadow({ mode: "open" });
    for (const address of area.dataset.previewStyles.split(" ")) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = address;
      root.append(link);
    }
    this.page = document.createElement("div");
    this.page.className = "prose preview";
    root.append(this.page);
    this.page.addEventListener("click", (event) => this.onLink(event));
    area.addEventListener("input", () => this.refreshSoon());
    // A long form has many editors: each renders its text when it first comes into view.
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      if (area.value) this.refresh();
    });
    seen.observe(box);
  }

  refreshSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), LATENCY);
  }

  async refresh() {
    // What is shown is never replaced by something older: nobody waits for that any more.
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const body = new URLSearchParams({ content: this.area.value });
      const answer = await post(this.area.dataset.markdownxUrlsPath, body, this.asked.signal);
      const html = await answer.text();
      this.page.innerHTML = html;
      this.box.classList.toggle("is-empty", !html);
      this.say("");
    } catch (error) {
      if (error.name !== "AbortError") this.say(error.message);
    }
  }

  onLink(event) {
    const link = event.target.closest("a");
    if (!link) return;
    // Following a link would leave the form and what was typed into it.
    event.preventDefault();
    const address = link.getAttribute("href") || "";
    if (!address.startsWith("#")) window.open(link.href, "_blank", "noopener");
    else this.page.querySelector(`[id="${CSS.escape(decodeURIComponent(address.slice(1)))}"]`)?.scrollIntoView();
  }
}
