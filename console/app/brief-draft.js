// The brief that is being written: kept in this browser with each letter, until a campaign is made of it.

const KEPT = "draft";
export const EMPTY = { campaign_name: "", campaign_message: "", products: [{ name: "" }] };

export class Draft extends EventTarget {
  constructor() {
    super();
    const kept = read();
    this.brief = kept?.brief ?? structuredClone(EMPTY);
    this.key = kept?.key ?? crypto.randomUUID(); // sent again after a lost answer, it makes the same campaign
  }

  /** The value at a JSON pointer, undefined where there is none. */
  at(pointer) {
    return steps(pointer).reduce((value, step) => value?.[step], this.brief);
  }

  /** Sets it; what is empty goes. Tells whoever listens, by the event `changed`. */
  set(pointer, value) {
    const path = steps(pointer);
    const last = path.pop();
    const holder = path.reduce((held, step) => (held[step] ??= {}), this.brief);
    if (isEmpty(value)) delete holder[last];
    else holder[last] = value;
    this.changed();
  }

  changed() {
    this.keep();
    this.dispatchEvent(new Event("changed"));
  }

  keep() {
    localStorage.setItem(KEPT, JSON.stringify({ brief: this.brief, key: this.key }));
  }

  replace(brief) {
    this.brief = brief;
    this.key = crypto.randomUUID();
    this.changed();
  }

  clear() {
    localStorage.removeItem(KEPT);
  }

  get isNew() {
    return JSON.stringify(this.brief) === JSON.stringify(EMPTY);
  }

  get text() {
    return JSON.stringify(this.brief);
  }
}

/** A brief as the API gives it, without what it left open: the form shows nothing that nobody wrote. */
export function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => !isEmpty(each)).map(([name, each]) => [name, withoutEmpty(each)]));
}

function isEmpty(value) {
  return value === "" || value === null || value === undefined || (typeof value === "object" && Object.keys(value).length === 0);
}

function steps(pointer) {
  return pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null; // whatever it was, no draft of ours
  }
}
