/* On every page of the desk: once a form was saved, the copy of its text in this browser is not needed any more. */

import { SENT } from "./drafts.js";

try {
  const key = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (key && document.querySelector(".messagelist .success")) localStorage.removeItem(key);
} catch {
  // A browser that keeps nothing has nothing to forget.
}
