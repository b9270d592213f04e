/* Copies of what is not saved yet, one of each tab, kept in the browser: a crash or an ended session loses nothing. */

import { attempt, forgetCopy, keepCopy, namesOfCopies, readCopy } from "../editor/kept.js";

export class Copies {
  constructor(name) {
    const tab = attempt(() => sessionStorage.getItem(name)) || `${Date.now()}`;
    attempt(() => sessionStorage.setItem(name, tab));
    this.prefix = `${name}-`;
    this.own = `${name}-${tab}`;
  }

  read(name = this.own) {
    return readCopy(name);
  }

  keep(copy) {
    // Where the browser has no room, what was typed is on the page alone, which asks before it is left.
    keepCopy(this.own, { at: Date.now(), ...copy });
  }

  forget(name = this.own) {
    forgetCopy(name);
  }

  /** The names of copies of this table that other tabs left behind. */
  others() {
    return namesOfCopies().filter((name) => name.startsWith(this.prefix) && name !== this.own && this.read(name));
  }
}
