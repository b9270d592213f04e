/* What the desk’s scripts ask of the site, and what they say when the answer is not the one hoped for. */

const SIGNED_OUT = "You are signed out. Sign in again in another tab, then go on here.";
const UNREACHABLE = "The site cannot be reached.";

export function csrfToken() {
  // The cookie is newer than the form where somebody has signed in again in another tab.
  const cookie = document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/);
  return cookie ? cookie[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
}

/** The answer of the site. Throws an Error with a sentence for the editor, with an ``answer`` where the site refused in
    JSON, or an AbortError where nobody waits any more. */
export async function ask(address, options) {
  let answer;
  try {
    answer = await fetch(address, { redirect: "manual", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(UNREACHABLE);
  }
  if (answer.ok) return answer;
  const type = answer.headers.get("Content-Type") || "";
  if (type.startsWith("text/plain")) throw new Error(await answer.text());
  if (type.startsWith("application/json")) {
    const refusal = await json(answer);
    throw Object.assign(new Error(refusal.message), { answer: refusal });
  }
  const isOut = answer.status === 403 || answer.type === "opaqueredirect";
  throw new Error(isOut ? SIGNED_OUT : `That did not work (${answer.status}).`);
}

/** What an answer says in JSON. Throws an Error where it breaks off. */
export async function json(asked) {
  const answer = await asked;
  return answer.json().catch(() => {
    throw new Error(UNREACHABLE);
  });
}

export function post(address, body, signal) {
  return ask(address, { method: "POST", body, signal, headers: { "X-CSRFToken": csrfToken() } });
}
