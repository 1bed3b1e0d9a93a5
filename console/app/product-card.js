// One product: its pictures by language, or why there are none.

import { badge, make, said } from "./elements.js";
import { language, money, plainly, productStatus, when } from "./words.js";

/** `view(variant)` opens a picture; `stale()` is called when a picture's signature has ended; `todo` are buttons. */
export function productCard(product, shows, view, stale, todo) {
  const variants = product.variants.filter(shows);
  const byLanguage = Map.groupBy ? Map.groupBy(variants, (variant) => variant.locale) : grouped(variants);
  const card = make(
    "section",
    { class: "card product", "data-product": product.product_id },
    make(
      "div",
      { class: "head" },
      make("h2", {}, said(product.name)),
      make("div", { class: "row small quiet" }, badge(product.status, plainly(productStatus(product.status))), make("span", {}, `${source(product)} · ${money(product.cost)}`)),
    ),
  );
  if (product.failure) card.append(failure(product.failure));
  for (const [locale, pictures] of byLanguage) {
    if (byLanguage.size > 1) card.append(make("h3", { class: "language" }, language(locale)));
    card.append(make("div", { class: "pictures" }, pictures.map((variant) => figure(product, variant, view, stale))));
  }
  if (!product.variants.length && !product.failure) card.append(waiting(product));
  else if (!variants.length && product.variants.length) card.append(make("p", { class: "quiet" }, "None of its pictures is like that."));
  if (todo.length) card.append(make("div", { class: "more-to-do" }, todo));
  return card;
}

function grouped(variants) {
  const groups = new Map();
  for (const each of variants) groups.set(each.locale, [...(groups.get(each.locale) ?? []), each]);
  return groups;
}

function source(product) {
  return product.image_source === "generate" ? "new picture" : "your picture";
}

/** Width and height are the picture's own, so that nothing moves when it arrives. */
function figure(product, variant, view, stale) {
  const misses = variant.findings.filter((finding) => !finding.passed);
  const name = plainly(variant.format);
  const image = make("img", {
    src: variant.url,
    alt: `${product.name}, ${name}, ${language(variant.locale)}`,
    width: variant.width,
    height: variant.height,
    loading: "lazy",
    decoding: "async",
    onerror: stale,
  });
  return make(
    "figure",
    {},
    make("button", { type: "button", onclick: () => view(variant) }, image),
    make("figcaption", {}, make("span", { class: "name" }, name), make("span", { class: "quiet" }, ` ${variant.width}×${variant.height}`), misses.map((miss) => make("p", { class: "missed" }, miss.words))),
  );
}

function failure(failed) {
  const next = failed.retryable
    ? "Once its cause is mended, an operator can let it go on from where it stands: nothing is paid twice."
    : "Change what is told here in the brief, then make a new campaign of it.";
  return make("div", { class: "told bad failure" }, make("p", {}, said(failed.reason)), make("p", {}, next));
}

function waiting(product) {
  const budget = product.waits_until ? `The day's budget is used up: it goes on after ${when(product.waits_until)}.` : `This product is ${productStatus(product.status)}.`;
  return make("div", { class: "pictures" }, make("div", { class: "waits small" }, "…"), make("p", { class: "quiet" }, budget));
}
