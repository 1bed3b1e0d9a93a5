// Fields of the brief. Each knows by a JSON pointer what it shows, and there its problems are told.

import { make } from "./elements.js";
import { LABELS } from "./labels.js";

/** The texts of a picture, and what they are for. */
const TEXTS = {
  message: "The sentence on every picture",
  subline: "A smaller line below it",
  offer: "20% off",
  call_to_action: "Shop now",
  disclaimer: "Terms apply",
};

/** Those that a picture may do without. */
export const OPTIONAL_TEXTS = Object.keys(TEXTS).slice(1);

let made = 0;
const hints = new WeakMap(); // control -> what it shows while it is empty, where that follows other fields

/** Hints of the fields on `form` follow what is written elsewhere on the draft. */
export function keepHints(draft, form) {
  draft.addEventListener("changed", () => {
    for (const control of form.querySelectorAll("[data-hinted]")) control.placeholder = hints.get(control)();
  });
}

/** A labelled text field; `longest` counts down, `lines` above one make it larger, `hint()` tells what holds while it is empty. */
export function field(draft, pointer, label, { hint = "", longest = null, lines = 1, lang = null, type = "text", ...given } = {}) {
  const id = `field-${(made += 1)}`;
  const control = make(lines > 1 ? "textarea" : "input", {
    id,
    dir: "auto",
    "data-pointer": pointer,
    lang,
    ...(lines > 1 ? { rows: lines } : { type }),
    ...given,
  });
  control.value = draft.at(pointer) ?? "";
  const count = make("span", { class: "count small quiet", "aria-hidden": "true" });
  const counted = () => {
    const left = longest - control.value.length;
    count.textContent = longest && left < longest * 0.4 ? (left < 0 ? `${-left} too many` : `${left} left`) : "";
    count.classList.toggle("missed", longest !== null && control.value.length > longest);
  };
  control.addEventListener("input", () => {
    draft.set(pointer, control.value);
    counted();
  });
  control.addEventListener("blur", () => touch(control));
  counted();
  if (typeof hint === "function") {
    hints.set(control, hint);
    control.dataset.hinted = "";
  }
  control.placeholder = typeof hint === "function" ? hint() : hint;
  return make("div", { class: "field" }, make("span", { class: "over" }, make("label", { for: id }, label), count), control, told(pointer));
}

/** Where the problem of a pointer is told. */
export function told(pointer) {
  return make("div", { class: "told-here", "data-told": pointer });
}

/** From now on it is told that it is empty, too: nobody is blamed for a field that they have not come to. */
export function touch(control) {
  if (control.dataset.touched) return;
  control.dataset.touched = "yes";
  control.dispatchEvent(new Event("touched", { bubbles: true }));
}

/**
 * The texts of a picture, at `pointer` ("" for the campaign's own, whose message has a longer name). `standsIn(name)` is
 * what holds where a text is empty; without it, an example is shown.
 */
export function texts(draft, pointer, longest, { lang = null, names = Object.keys(TEXTS), standsIn = null } = {}) {
  return names.map((name) => {
    const at = `${pointer}/${pointer === "" && name === "message" ? "campaign_message" : name}`;
    const hint = standsIn ? () => standsIn(name) : TEXTS[name];
    return field(draft, at, LABELS[name], { hint, longest: longest[name], lines: name === "message" ? 2 : 1, lang });
  });
}

/** The campaign's own text of this name, as what stands in for it. */
export function asAbove(draft, name, words = "As above") {
  const text = draft.at(name === "message" ? "/campaign_message" : `/${name}`);
  return text ? `${words}: ${text}` : "";
}

export function section(title, about, ...content) {
  return make("section", { class: "card part" }, make("h2", {}, title), about && make("p", { class: "quiet small" }, about), ...content);
}

export function more(words, open, ...content) {
  return make("details", { class: "more-fields", open }, make("summary", {}, words), make("div", { class: "fields" }, ...content));
}
