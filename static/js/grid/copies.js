/* Copies of what is not saved yet, one of each tab, kept in the browser: a crash or an ended session loses nothing. */

/** What the browser keeps, or nothing where it was told to keep nothing. */
function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

export class Copies {
  constructor(name) {
    const tab = attempt(() => sessionStorage.getItem(name)) || `${Date.now()}`;
    attempt(() => sessionStorage.setItem(name, tab));
    this.prefix = `${name}-`;
    this.own = `${name}-${tab}`;
  }

  read(name = this.own) {
    return attempt(() => JSON.parse(localStorage.getItem(name)), null);
  }

  keep(copy) {
    // Where the browser has no room, what was typed is on the page alone, which asks before it is left.
    attempt(() => localStorage.setItem(this.own, JSON.stringify({ at: Date.now(), ...copy })));
  }

  forget(name = this.own) {
    attempt(() => localStorage.removeItem(name));
  }

  /** The names of copies of this table that other tabs left behind. */
  others() {
    const names = attempt(() => Object.keys(localStorage), []);
    return names.filter((name) => name.startsWith(this.prefix) && name !== this.own && this.read(name));
  }
}
