/* On every page of the desk: what is typed into its form is kept in this browser, and forgotten once it was saved. */

import { Draft } from "./drafts.js";
import { endSession, forgetCopy, takeSent } from "./kept.js";

const FORM = "#content-main form[id$=_form]:has(.submit-row)";

function start() {
  const sent = takeSent();
  if (sent && document.querySelector(".messagelist .success")) forgetCopy(sent);
  const form = document.querySelector(FORM);
  const user = document.querySelector("meta[name=hub-user]")?.content;
  if (form && user && !form.querySelector("[type=password]")) new Draft(form, user, sent);
  if (document.body.classList.contains("login")) endSession();
  document.getElementById("logout-form")?.addEventListener("submit", endSession);
}

// The admin adds the buttons for rows once the page is there.
if (document.readyState === "complete") start();
else window.addEventListener("load", start);
