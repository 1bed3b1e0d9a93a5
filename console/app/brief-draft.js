// The brief that is being written: kept in this browser with each letter, until a campaign is made of it.

import { Sheet } from "./sheet.js";

const KEPT = "draft";
const empty = () => ({ campaign_name: "", campaign_message: "", products: [{ name: "" }] });

export class Draft extends Sheet {
  constructor() {
    const kept = read();
    super(kept?.brief ?? empty());
    this.key = kept?.key ?? crypto.randomUUID(); // sent again after a lost answer, it makes the same campaign
  }

  changed() {
    localStorage.setItem(KEPT, JSON.stringify({ brief: this.values, key: this.key }));
    super.changed();
  }

  /** Another brief; without one, an empty one. */
  replace(brief = empty()) {
    this.values = brief;
    this.key = crypto.randomUUID();
    this.changed();
  }

  clear() {
    localStorage.removeItem(KEPT);
  }

  get isNew() {
    return JSON.stringify(this.values) === JSON.stringify(empty());
  }

  get text() {
    return JSON.stringify(this.values);
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null; // whatever it was, no draft of ours
  }
}
