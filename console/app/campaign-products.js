// The products of a campaign, fetched page by page as one scrolls, and again when they have gone on.

import { get } from "./api.js";
import { button, make } from "./elements.js";
import { productCard } from "./product-card.js";
import { compare, pictureBefore, repaint, setTexts, withoutTexts } from "./repaint.js";
import { fileName } from "./saving.js";
import { openViewer } from "./viewer.js";
import { costing, language, plainly } from "./words.js";

const PAGE = 5; // products
const LARGEST_PAGE = 10;
const AHEAD = "1200px"; // that far below what is seen, the next page is fetched

export class Products {
  #path;
  #again;
  #formats;
  #rates;
  #products = new Map(); // by index
  #next = -1;
  #gone = new AbortController();
  #cards = make("div", { class: "products" });
  #end = make("div", { class: "more quiet" });
  #told = make("p", { class: "told bad", role: "alert", hidden: true });
  #language;
  #spoken;
  #format;
  #seen;

  /** `again()` is called once something more was asked for. */
  constructor(campaignId, formats, { campaign: context, rates }, again) {
    this.#rates = rates;
    this.#path = `/campaigns/${encodeURIComponent(campaignId)}`;
    this.#again = again;
    this.#formats = new Map(formats.map((format) => [format.name, format]));
    this.#spoken = (locale) => language(locale, context.language);
    this.#language = choice("Language", [["", "All languages"], ["default", this.#spoken(null)], ...context.locales.map((locale) => [locale, this.#spoken(locale)])]);
    this.#format = choice("Format", [["", "All formats"], ...context.formats.map((format) => [format, plainly(format)])]);
    for (const select of [this.#language, this.#format]) select.addEventListener("change", () => this.#drawAll());
    const filters = [context.locales.length && labelled("Language", this.#language), context.formats.length > 1 && labelled("Format", this.#format)].filter(Boolean);
    this.#cards.classList.toggle("few", context.formats.length === 1);
    this.element = make("div", {}, filters.length > 0 && make("div", { class: "filters" }, filters), this.#told, this.#cards, this.#end);
    this.#seen = new IntersectionObserver(([entry]) => entry.isIntersecting && this.#more(), { rootMargin: AHEAD });
    this.#seen.observe(this.#end);
  }

  leave() {
    this.#gone.abort();
    this.#seen.disconnect();
  }

  tell(words) {
    this.#told.hidden = false;
    this.#told.textContent = words;
  }

  /** Asks again for those that were not ready, or for `all` of them, and draws those that have changed. */
  async refresh(all) {
    const open = [...this.#products.values()].filter((product) => all || product.status !== "ready");
    let after = -2;
    for (const product of open) {
      if (product.index <= after) continue;
      const page = await this.#page(product.index - 1, LARGEST_PAGE);
      page.products.filter((each) => this.#products.has(each.index)).forEach((each) => this.#keep(each));
      after = page.products.at(-1)?.index ?? after;
    }
  }

  /** {name, key} of each picture that the filters let through. */
  async *pictures() {
    for (let after = -1; after !== null; ) {
      const page = await this.#page(after, LARGEST_PAGE);
      for (const product of page.products) {
        for (const variant of product.variants.filter(this.#shows)) yield { name: fileName(variant), key: variant.key };
      }
      after = page.next;
    }
  }

  #page(after, limit = PAGE) {
    return get(`${this.#path}/products?after=${after}&limit=${limit}`, this.#gone.signal);
  }

  async #more() {
    if (this.#next === null || this.#end.dataset.busy) return;
    this.#end.dataset.busy = "yes";
    try {
      const page = await this.#page(this.#next);
      page.products.forEach((product) => this.#keep(product));
      this.#next = page.next;
    } catch (error) {
      if (error.name !== "AbortError") this.tell(error.message);
      return;
    } finally {
      delete this.#end.dataset.busy;
    }
    // The observer speaks once: while the end stays in sight, it is asked anew.
    this.#seen.unobserve(this.#end);
    this.#seen.observe(this.#end);
  }

  #keep(product) {
    for (const variant of product.variants) variant.language = this.#spoken(variant.locale);
    const before = this.#products.get(product.index);
    this.#products.set(product.index, product);
    if (before && stateOf(before) === stateOf(product)) return;
    const card = this.#drawn(product);
    const old = before && this.#cards.querySelector(`[data-index="${product.index}"]`);
    if (old) old.replaceWith(card);
    else this.#cards.append(card);
  }

  #drawAll() {
    this.#cards.classList.toggle("few", Boolean(this.#format.value) || this.#format.length === 2); // "All", and one
    this.#cards.replaceChildren(...[...this.#products.values()].map((product) => this.#drawn(product)));
  }

  #drawn(product) {
    const view = (variant) => openViewer(product, product.variants.filter(this.#shows), variant, this.#formats);
    const card = productCard(product, this.#shows, view, isSettled(product) ? this.#todo(product) : []);
    card.dataset.index = product.index;
    return card;
  }

  #todo(product) {
    const again = () => this.#again();
    const wanted = product.picture ? "New picture" : "A picture after all";
    return [
      withoutTexts(product) && button(`${costing("Set the texts on it", this.#rates.variants)} …`, () => setTexts(this.#path, product, again), { class: "plain" }),
      (product.picture || product.cancelled) && button(`${wanted} …`, () => repaint(this.#path, product, this.#rates, again), { class: "plain", "aria-label": `${wanted} of ${product.name}` }),
      pictureBefore(product) && button("Compare with the picture before", () => compare(this.#path, product, again), { class: "plain" }),
    ].filter(Boolean);
  }

  #shows = (variant) => {
    const wanted = this.#language.value;
    const speaks = !wanted || (variant.locale ?? "default") === wanted;
    return speaks && (!this.#format.value || variant.format === this.#format.value);
  };
}

function isSettled(product) {
  return product.status === "ready" || product.status === "failed";
}

/** What a card shows; signed addresses change with each answer, and are no reason to draw it again. */
function stateOf(product) {
  return JSON.stringify({ ...product, picture: null, earlier: product.earlier.length, variants: product.variants.map((variant) => ({ ...variant, url: null })) });
}

function choice(name, options) {
  return make("select", { name: name.toLowerCase() }, options.map(([value, words]) => make("option", { value }, words)));
}

function labelled(words, control) {
  return make("label", {}, words, control);
}
