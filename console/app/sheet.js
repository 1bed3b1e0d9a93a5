// What a form writes on: values by JSON pointer, and word of each change.

export class Sheet extends EventTarget {
  constructor(values) {
    super();
    this.values = values;
  }

  /** The value at a JSON pointer, undefined where there is none. */
  at(pointer) {
    return steps(pointer).reduce((value, step) => value?.[step], this.values);
  }

  /** Sets it; what is empty goes. */
  set(pointer, value) {
    const path = steps(pointer);
    const last = path.pop();
    const holder = path.reduce((held, step) => (held[step] ??= {}), this.values);
    if (isEmpty(value)) delete holder[last];
    else holder[last] = value;
    this.changed();
  }

  /** Tells whoever listens, by the event `changed`. */
  changed() {
    this.dispatchEvent(new Event("changed"));
  }
}

/** A value without what is null or empty in it: a form shows nothing that nobody wrote. */
export function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => !isEmpty(each)).map(([name, each]) => [name, withoutEmpty(each)]));
}

export function isEmpty(value) {
  return value === "" || value === null || value === undefined || (typeof value === "object" && Object.keys(value).length === 0);
}

/** The names and numbers on the way that a JSON pointer tells. */
export function steps(pointer) {
  return pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
