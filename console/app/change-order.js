// What differs between a campaign and how somebody wants it: the order that the API is given.

import { asAbove } from "./brief-fields.js";
import { Sheet, withoutEmpty } from "./sheet.js";

const TEXTS = ["message", "subline", "offer", "call_to_action", "disclaimer"];
const OF_CAMPAIGN = ["campaign_message", ...TEXTS.slice(1)];

export class ChangeOrder {
  products = []; // ids; [] for all of them, null while some are to be chosen
  product = null; // the only one that is meant: its own texts are those that are changed

  /** `context` is the campaign as the API tells it. */
  constructor(context) {
    this.context = context;
    this.#before = shown(context, null);
    this.values = { ...structuredClone(this.#before), formats: [...context.formats] };
  }

  #before;

  /** Means these. What somebody has written already stays; all else is as the only product, or the campaign, has it. */
  mean(products, product) {
    this.products = products;
    this.product = product;
    const after = shown(this.context, product);
    follow(this.values, this.#before, after, OF_CAMPAIGN);
    for (const locale of this.context.locales) follow(this.values.translations[locale], this.#before.translations[locale], after.translations[locale], TEXTS);
    this.#before = after;
  }

  /** What holds where a text of a language (null: the default one) is empty: it was, or is, taken off, or as above. */
  standsIn(locale, name) {
    const before = locale ? (this.#before.translations[locale] ?? {}) : this.#before;
    const own = locale ? this.product?.translations[locale] : this.product?.texts;
    const isOff = before[name] || [own, this.context.translations[locale]].some((texts) => texts?.taken_off?.includes(name));
    return isOff ? "Taken off" : locale ? asAbove(new Sheet(this.values), name) : "";
  }

  get isEmpty() {
    const { texts, translations, formats } = this.body;
    return [texts, translations, formats].every((part) => Object.keys(part).length === 0);
  }

  /** What is left out stays as it is. */
  get body() {
    const languages = Object.entries(this.values.translations ?? {}).map(([locale, texts]) => [locale, differing(texts, this.#before.translations[locale] ?? {})]);
    return {
      products: this.products,
      texts: differing(own(this.values), own(this.#before)),
      translations: Object.fromEntries(languages.filter(([, texts]) => Object.keys(texts).length)),
      formats: this.values.formats.filter((format) => !this.context.formats.includes(format)),
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

/** The texts in each language: the product's own before the campaign's. */
function shown(context, product) {
  const over = (own, texts) => withoutEmpty(Object.fromEntries(TEXTS.map((name) => [name, own?.taken_off?.includes(name) ? null : (own?.[name] ?? texts[name])])));
  const { message, ...others } = over(product?.texts, { ...context, message: context.campaign_message });
  const ofCampaign = (locale) => context.translations[locale] ?? { message: context.messages[locale] };
  return {
    campaign_message: message,
    ...others,
    translations: Object.fromEntries(context.locales.map((locale) => [locale, over(product?.translations[locale], ofCampaign(locale))])),
  };
}

/** Where `now` is as it was `before`, it becomes as it is `after`. */
function follow(now, before, after, names) {
  for (const name of names.filter((each) => now[each] === before[each])) {
    if (after[name] === undefined) delete now[name];
    else now[name] = after[name];
  }
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
