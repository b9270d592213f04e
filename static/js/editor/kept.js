/* What this browser keeps of what is typed and not saved: named copies. The page that writes one holds its name. */

const SHARED = "hub-shared";
const SENT = "hub-sent";
export const DRAFTS = "hub-draft:";
const TABLES = "table-";

/** What the browser gives; ``otherwise`` where it was told to keep nothing, or has no room. */
export function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

export function readCopy(name) {
  return attempt(() => JSON.parse(localStorage.getItem(name)), null);
}

let ended = false;

/** Where the browser has no room, what was typed is in the form alone. */
export function keepCopy(name, copy) {
  if (!ended) attempt(() => localStorage.setItem(name, JSON.stringify(copy)));
}

export function forgetCopy(name) {
  attempt(() => localStorage.removeItem(name));
}

export function namesOfCopies() {
  return attempt(() => Object.keys(localStorage), []).filter((name) => name.startsWith(DRAFTS) || name.startsWith(TABLES));
}

export function forgetAll() {
  namesOfCopies().forEach(forgetCopy);
}

/** On a shared machine what is kept ends with the session, and this page keeps no more. */
export function endSession() {
  if (!isShared()) return;
  ended = true;
  forgetAll();
}

/** Hold a name as long as this page is there. Browsers give locks to secure pages alone; then every copy is offered. */
export function hold(name) {
  navigator.locks?.request(name, () => new Promise(() => {}));
}

/** The names that pages of this browser hold. */
export async function heldNames() {
  const locks = await navigator.locks?.query();
  return (locks?.held || []).map(({ name }) => name);
}

/** Whether others work at this machine too: what is kept then ends with the session. */
export function isShared() {
  return Boolean(attempt(() => localStorage.getItem(SHARED)));
}

export function setShared(on) {
  attempt(() => (on ? localStorage.setItem(SHARED, "1") : localStorage.removeItem(SHARED)));
}

/** Remember for the next page of this tab which copy was sent. */
export function noteSent(name) {
  attempt(() => sessionStorage.setItem(SENT, name));
}

/** The name of the copy that the page before has sent. */
export function takeSent() {
  const name = attempt(() => sessionStorage.getItem(SENT), null);
  attempt(() => sessionStorage.removeItem(SENT));
  return name;
}
