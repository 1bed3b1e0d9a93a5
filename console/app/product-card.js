// One product: its pictures by language, or why there are none.

import { badge, make, said } from "./elements.js";
import { picture } from "./pictures.js";
import { withoutTexts } from "./repaint.js";
import { OPERATOR, person } from "./session.js";
import { money, outcome, plainly, productStatus, when } from "./words.js";

const AFTER_ALL = "If it is wanted after all, have a picture made here, or make a new campaign of the brief.";

/** Each variant has its `language` in words. `view(variant)` opens a picture; `todo` are buttons. */
export function productCard(product, shows, view, todo) {
  const variants = product.variants.filter(shows);
  const byLanguage = Map.groupBy ? Map.groupBy(variants, (variant) => variant.locale) : grouped(variants);
  const card = make(
    "section",
    { class: "card product", "data-product": product.product_id },
    make(
      "div",
      { class: "head" },
      make("h2", {}, said(product.name)),
      make("div", { class: "row small quiet" }, badge(outcome(product), plainly(productStatus(product))), make("span", {}, [source(product), money(product.cost)].filter(Boolean).join(" · "))),
    ),
  );
  if (product.failure) card.append(failure(product));
  for (const pictures of byLanguage.values()) {
    if (byLanguage.size > 1) card.append(make("h3", { class: "language" }, pictures[0].language));
    card.append(make("div", { class: "pictures" }, pictures.map((variant) => figure(product, variant, view))));
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
  if (product.status === "failed" && !product.picture) return null;
  return product.image_source === "generate" ? "generated picture" : "your picture";
}

/** Width and height are the picture's own, so that nothing moves when it arrives. */
function figure(product, variant, view) {
  const misses = variant.findings.filter((finding) => !finding.passed);
  const name = plainly(variant.format);
  const image = picture(variant.key, {
    alt: `${product.name}, ${name}, ${variant.language}`,
    width: variant.width,
    height: variant.height,
    loading: "lazy",
    decoding: "async",
  });
  const shown = make(
    "figure",
    {},
    make("button", { type: "button", onclick: () => view(variant) }, image),
    make("figcaption", {}, make("span", { class: "name" }, name), make("span", { class: "quiet" }, `${variant.width}×${variant.height}`), misses.map((miss) => make("p", { class: "missed" }, miss.words))),
  );
  shown.style.setProperty("--across", variant.width);
  shown.style.setProperty("--down", variant.height);
  return shown;
}

function failure(product) {
  const operates = person.groups.includes(OPERATOR);
  const again = operates ? "Then press “Try again what failed”: it goes on from where it stands, and nothing is paid twice." : null;
  const next = product.failure.retryable ? again : product.cancelled ? stopped(product) : "Change what is told here in the brief, then make a new campaign of it.";
  return make("div", { class: product.cancelled ? "told failure" : "told bad failure" }, make("p", {}, said(product.failure.reason)), next && make("p", {}, next));
}

function stopped(product) {
  if (!withoutTexts(product)) return AFTER_ALL;
  return `Its picture is ${product.image_source === "generate" ? "made and paid for" : "there"}; the texts were not set on it.`;
}

function waiting(product) {
  const budget = product.waits_until ? `The day's budget is used up: it goes on after ${when(product.waits_until)}.` : `${plainly(productStatus(product))}.`;
  return make("div", { class: "pictures" }, make("div", { class: "waits small" }, "…"), make("p", { class: "quiet" }, budget));
}
