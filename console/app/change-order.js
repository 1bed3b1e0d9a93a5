// What differs between a campaign and how somebody wants it: the order that the API is given.

import { asAbove } from "./brief-fields.js";
import { Sheet, withoutEmpty } from "./sheet.js";

const TEXTS = ["message", "subline", "offer", "call_to_action", "disclaimer"];

export class ChangeOrder {
  products = []; // ids; [] for all of them, null while some are to be chosen

  /** `context` is the campaign as the API tells it. */
  constructor(context) {
    this.context = context;
    this.values = withoutEmpty({
      campaign_message: context.campaign_message,
      ...picked(context, TEXTS.slice(1)),
      translations: Object.fromEntries(context.locales.map((locale) => [locale, picked(context.translations[locale] ?? { message: context.messages[locale] }, TEXTS)])),
      formats: [...context.formats],
    });
    this.values.translations ??= {};
    this.#before = structuredClone(this.values);
  }

  #before;

  /** What holds where a text of a language (null: the default one) is empty: it was, or is, taken off, or as above. */
  standsIn(locale, name) {
    const before = locale ? (this.#before.translations?.[locale] ?? {}) : this.#before;
    const isOff = before[name] || this.context.translations[locale]?.taken_off?.includes(name);
    return isOff ? "Taken off" : locale ? asAbove(new Sheet(this.values), name) : "";
  }

  get isEmpty() {
    const { texts, translations, formats } = this.body;
    return [texts, translations, formats].every((part) => Object.keys(part).length === 0);
  }

  /** What is left out stays as it is. */
  get body() {
    const languages = Object.entries(this.values.translations ?? {}).map(([locale, texts]) => [locale, differing(texts, this.#before.translations?.[locale] ?? {})]);
    return {
      products: this.products,
      texts: differing(own(this.values), own(this.#before)),
      translations: Object.fromEntries(languages.filter(([, texts]) => Object.keys(texts).length)),
      formats: this.values.formats.filter((format) => !this.#before.formats.includes(format)),
    };
  }
}

/** How many pictures `said`, the API's answer, makes anew of `order`. */
export function picturesOf(said, order) {
  const formats = new Set([...order.context.formats, ...said.formats]);
  const locales = new Set([null, ...order.context.locales, ...Object.keys(order.body.translations)]);
  const anew = (format, locale) =>
    said.texts_in.includes(locale) || ((!said.formats.length || said.formats.includes(format)) && (!said.locales.length || said.locales.includes(locale)));
  let count = 0;
  for (const format of formats) for (const locale of locales) count += anew(format, locale) ? 1 : 0;
  return count * said.products.length;
}

function own(values) {
  return withoutEmpty({ message: values.campaign_message, ...picked(values, TEXTS.slice(1)) });
}

function picked(from, names) {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

/** A text that is emptied is taken off. */
function differing(now, before) {
  const names = TEXTS.filter((name) => (now[name] ?? "") !== (before[name] ?? ""));
  return Object.fromEntries(names.map((name) => [name, now[name] ?? ""]));
}
