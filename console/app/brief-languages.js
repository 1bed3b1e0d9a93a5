// The texts in other languages, one tab for each.

import { OPTIONAL_TEXTS, asAbove, more, section, texts, told } from "./brief-fields.js";
import { button, make } from "./elements.js";
import { isEmpty, withoutEmpty } from "./sheet.js";
import { language } from "./words.js";

const COMMON = "ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv ta th tr uk ur vi zh-Hans zh-Hant".split(" ");
const TAG = /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$/; // as the brief's own schema has it

const ABOUT =
  "What you write above makes the first set of pictures. Each language added here makes one more, once its message is written; its other texts are as above where you leave them empty.";

/** In which language the campaign's own texts are: pictures are called by it. */
export function spokenField(draft) {
  const id = "spoken";
  const control = make("input", { id, list: "languages", placeholder: "English", "data-pointer": "/language" });
  const tag = draft.at("/language");
  control.value = tag ? language(tag) : "";
  control.addEventListener("input", () => draft.set("/language", tagOf(control.value.trim())));
  return make("div", { class: "field" }, make("label", { for: id }, "Language of the texts above"), control, told("/language"));
}

/** The languages that were added, beside those `kept`, and have no text yet: no picture is made in them. */
function unwritten(draft, kept) {
  return Object.entries(draft.values.translations ?? {}).filter(([locale, own]) => !kept.includes(locale) && isEmpty(withoutEmpty(own))).map(([locale]) => locale);
}

/** What stands beside the button of them. */
export function toldUnwritten(draft, kept = []) {
  return unwritten(draft, kept).map((locale) => make("p", { class: "small problem" }, `${language(locale)}: no message yet, so no pictures in it`));
}

/** `kept` are languages that can't be left out; `standsIn(locale, name)` is what holds where a text is empty; `first` stands before. */
export function languagesSection(draft, longest, { kept = [], about = ABOUT, first = null, standsIn = (_, name) => asAbove(draft, name) } = {}) {
  let chosen = Object.keys(draft.values.translations ?? {})[0] ?? null;
  const tabs = make("div", { role: "tablist", "aria-label": "Languages", class: "tabs" });
  const panel = make("div", { role: "tabpanel", class: "fields", tabindex: "-1" });
  const tag = make("input", { list: "languages", placeholder: "French", "aria-label": "Language to add", class: "tag" });
  const wrong = make("p", { class: "small missed", role: "alert" });

  const draw = () => {
    const locales = Object.keys(draft.values.translations ?? {});
    tabs.replaceChildren(...locales.map(tab));
    mark();
    tabs.hidden = panel.hidden = locales.length === 0;
    const pointer = `/translations/${chosen}`;
    panel.replaceChildren(...(chosen ? [told(pointer), ...fields(pointer), ...(kept.includes(chosen) ? [] : [button(`Leave out ${language(chosen)}`, leave, { class: "plain" })])] : []));
    if (chosen) panel.setAttribute("aria-label", language(chosen));
  };
  const mark = () => {
    const none = unwritten(draft, kept);
    for (const each of tabs.children) each.lastChild.textContent = none.includes(each.dataset.locale) ? " · no message yet" : "";
  };
  const fields = (pointer) => {
    const locale = chosen;
    const others = OPTIONAL_TEXTS.some((name) => draft.at(`${pointer}/${name}`) || draft.at(`/${name}`));
    return [
      ...texts(draft, pointer, longest, { lang: locale, names: ["message"] }),
      more("More texts on the picture", others, ...texts(draft, pointer, longest, { lang: locale, names: OPTIONAL_TEXTS, standsIn: (name) => standsIn(locale, name) })),
    ];
  };
  const tab = (locale) =>
    make(
      "button",
      { type: "button", role: "tab", "data-locale": locale, "aria-selected": String(locale === chosen), tabindex: locale === chosen ? "0" : "-1", onclick: () => choose(locale), onkeydown: (event) => step(event) },
      language(locale),
      make("span", { class: "missed" }),
    );
  const choose = (locale) => {
    chosen = locale;
    draw();
    tabs.querySelector('[aria-selected="true"]')?.focus();
  };
  const step = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const locales = Object.keys(draft.values.translations);
    choose(locales[(locales.indexOf(chosen) + by + locales.length) % locales.length]);
  };
  const add = () => {
    const locale = tagOf(tag.value.trim());
    wrong.textContent = TAG.test(locale) ? "" : "No language here is called that: choose one of the list, or write its tag, such as de, pt-BR or zh-Hant.";
    if (wrong.textContent) return;
    draft.values.translations = { ...draft.values.translations, [locale]: draft.values.translations?.[locale] ?? {} };
    draft.changed();
    tag.value = "";
    chosen = locale;
    draw();
    panel.querySelector("textarea")?.focus();
  };
  const leave = () => {
    delete draft.values.translations[chosen];
    draft.set("/translations", draft.values.translations);
    chosen = Object.keys(draft.values.translations ?? {})[0] ?? null;
    draw();
    tag.focus();
  };
  tag.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  draft.addEventListener("changed", mark);
  draw();
  return section(
    "Languages",
    about,
    first,
    make("datalist", { id: "languages" }, COMMON.map((code) => make("option", { value: language(code) }, code))),
    told("/translations"),
    tabs,
    panel,
    make("div", { class: "row" }, tag, button("Add a language", add)),
    wrong,
  );
}

/** The tag of a language that is written by its English name; whatever else is written, as it is. */
function tagOf(written) {
  return COMMON.find((code) => language(code).toLowerCase() === written.toLowerCase()) ?? written;
}
