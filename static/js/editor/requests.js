/* What the editor asks of the site, and what it says when the answer is not the one hoped for. */

const SIGNED_OUT = "You are signed out. Sign in again in another tab, then go on here.";

export function csrfToken() {
  // The cookie is newer than the form where somebody has signed in again in another tab.
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  return cookie ? cookie[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
}

/** The answer of the site. Throws an Error with a sentence for the editor, or an AbortError where nobody waits any more. */
export async function ask(address, options) {
  let answer;
  try {
    answer = await fetch(address, { redirect: "manual", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The site cannot be reached.");
  }
  if (answer.ok) return answer;
  if ((answer.headers.get("Content-Type") || "").startsWith("text/plain")) throw new Error(await answer.text());
  throw new Error(answer.status === 403 ? SIGNED_OUT : `That did not work (${answer.status}).`);
}

export function post(address, body, signal) {
  return ask(address, { method: "POST", body, signal, headers: { "X-CSRFToken": csrfToken() } });
}
