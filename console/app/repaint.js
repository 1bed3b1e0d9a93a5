// A new picture of one product, or one that it had before. What it costs is said first; nothing is written over.

import { post } from "./api.js";
import { announce, button, make, said } from "./elements.js";
import { picture } from "./pictures.js";
import { costing, money } from "./words.js";

/** Asks how the picture is to differ; `taken()` once it is ordered. `path` and `rates` are the campaign's in the API. */
export function repaint(path, product, rates, taken) {
  const description = make("textarea", { rows: 3, dir: "auto", id: "new-picture", placeholder: "Left empty, the same words are tried once more" });
  const body = () => (description.value.trim() ? { description: description.value.trim() } : {});
  open(
    `A new picture of ${product.name}`,
    [
      make("h2", {}, "A new picture of ", said(product.name)),
      make("p", { class: "quiet" }, "Its pictures with texts are made of the new one.", product.picture && ` The one before stays, and can be taken again for ${money(rates.variants)}.`),
      make("div", { class: "field" }, make("label", { for: "new-picture" }, "What it should show instead"), description),
    ],
    { words: "Make it", no: product.picture ? "Keep the present one" : "Leave it", order: `${path}/products/${encodeURIComponent(product.product_id)}/image`, body, taken },
  );
}

/** The last picture before that of now, if there is one that can be seen. */
export function pictureBefore(product) {
  return product.earlier.filter((rendition) => rendition.picture && samePath(rendition.picture) !== samePath(product.picture)).at(-1);
}

/** The picture of now beside that of before, of which the next rendition can be made. */
export function compare(path, product, taken) {
  const before = pictureBefore(product);
  const shown = (words, seen) => make("figure", {}, sourceImage(seen, { alt: `${product.name}: ${words}` }), make("figcaption", { class: "quiet" }, words));
  open(`Two pictures of ${product.name}`, [make("h2", {}, said(product.name)), make("div", { class: "two-pictures" }, shown("Before", before), shown("Now", product))], {
    words: "Take the one before",
    no: "Keep the present one",
    order: `${path}/render`,
    body: () => ({ products: [product.product_id], picture: before.rendition }),
    taken,
    beneath: true,
  });
}

/** Whether somebody stopped the campaign when a product had its picture, and no texts on it yet. */
export function withoutTexts(product) {
  const seen = product.earlier.map((rendition) => samePath(rendition.picture));
  return product.cancelled && product.picture && (!product.variants.length || !seen.includes(samePath(product.picture)));
}

/** The rendition that was stopped, made of the picture that is there: a new one would be paid for a second time. */
export function setTexts(path, product, taken) {
  open(
    `The texts of ${product.name}`,
    [make("h2", {}, said(product.name)), make("div", { class: "two-pictures" }, sourceImage(product, { alt: `${product.name}, without texts` })), make("p", { class: "quiet" }, "Its pictures are made of this one. No new one is paid for.")],
    { words: "Set the texts on it", no: "Leave it", order: `${path}/render`, body: () => ({ products: [product.product_id] }), taken },
  );
}

/** A dialog whose one button costs what it says. `beneath`: each button is beneath its own of two pictures. */
async function open(label, content, { words, no, order, body, taken, beneath = false }) {
  const key = crypto.randomUUID(); // sent again after a lost answer, it makes the same rendition
  const told = make("p", { class: "told bad small", role: "alert", hidden: true });
  const refused = (error) => {
    told.hidden = false;
    told.textContent = error.message;
  };
  const dialog = make("dialog", { class: "wide-dialog", "aria-label": label }, content, told);
  let cost = null;
  const pay = button(`${words} …`, async () => {
    if (cost === null) return;
    try {
      await post(order, { ...body(), at_most: cost }, { "Idempotency-Key": key });
      dialog.close();
      announce("It is on its way, and shows up here by itself");
      taken();
    } catch (error) {
      refused(error);
    }
  }, { class: "first" });
  const leave = make("button", { type: "button", onclick: () => dialog.close() }, no);
  dialog.append(beneath ? make("div", { class: "two-pictures" }, pay, leave) : make("div", { class: "row" }, leave, pay));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  try {
    ({ cost } = await post(order, { ...body(), dry_run: true }, { "Idempotency-Key": crypto.randomUUID() }));
    pay.textContent = costing(words, cost);
  } catch (error) {
    refused(error);
  }
}

/** What a product's pictures are made of: one that somebody brought has no address here but its signed one. */
function sourceImage(seen, given) {
  return seen.picture_key ? picture(seen.picture_key, given) : make("img", { src: seen.picture, ...given });
}

function samePath(url) {
  return url && new URL(url).pathname;
}
