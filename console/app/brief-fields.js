// Fields of the brief. Each knows by a JSON pointer what it shows, and there its problems are told.

import { make } from "./elements.js";

/** The texts of a picture: what they are called, and what they are for. */
const TEXTS = {
  message: ["Message", "The sentence on every picture", true],
  subline: ["Subline", "A smaller line below it", false],
  offer: ["Offer", "20% off", false],
  call_to_action: ["Button", "Shop now", false],
  disclaimer: ["Small print", "Terms apply", false],
};

let made = 0;

/** A labelled text field; `longest` counts down, `lines` above one make it a larger one. */
export function field(draft, pointer, label, { hint = "", longest = null, lines = 1, lang = null, type = "text", ...given } = {}) {
  const id = `field-${(made += 1)}`;
  const control = make(lines > 1 ? "textarea" : "input", {
    id,
    dir: "auto",
    "data-pointer": pointer,
    lang,
    placeholder: hint,
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

/** The texts of a picture, at `pointer` ("" for the campaign's own, whose message has a longer name). */
export function texts(draft, pointer, longest, { lang = null, without = [] } = {}) {
  return Object.entries(TEXTS)
    .filter(([name]) => !without.includes(name))
    .map(([name, [label, hint, large]]) => {
      const at = `${pointer}/${pointer === "" && name === "message" ? "campaign_message" : name}`;
      return field(draft, at, label, { hint, longest: longest[name], lines: large ? 2 : 1, lang });
    });
}

export function section(title, about, ...content) {
  return make("section", { class: "card part" }, make("h2", {}, title), about && make("p", { class: "quiet small" }, about), ...content);
}

export function more(words, open, ...content) {
  return make("details", { class: "more-fields", open }, make("summary", {}, words), make("div", { class: "fields" }, ...content));
}
