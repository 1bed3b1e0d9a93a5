// The products of the brief: rows, typed, pasted from a spreadsheet, or made of pictures that are dropped.

import { asAbove, field, more, section, texts, told } from "./brief-fields.js";
import { announce, button, make } from "./elements.js";
import { LABELS } from "./labels.js";
import { pictureDrop, picturesIn } from "./picture-drop.js";
import { rowsOf } from "./spreadsheet.js";
import { counted } from "./words.js";

const OWN_TEXTS = ["message", "subline", "offer", "call_to_action", "disclaimer", "translations"];

/** `screen` tells of each check by the event `checked`. */
export function productsSection(draft, longest, screen) {
  const rows = make("ol", { class: "products-list" });
  const draw = () => rows.replaceChildren(...draft.values.products.map((_, index) => row(index)));

  const places = new WeakMap(); // product -> the place of its picture, which goes with it: an upload may be under way
  const descriptions = new WeakMap(); // product -> the field of its description
  const placeOf = (product) => {
    if (!places.has(product)) places.set(product, pictureDrop(draft, product, "existing_assets", { list: true }));
    return places.get(product);
  };

  const row = (index) => {
    const pointer = `/products/${index}`;
    const product = draft.values.products[index];
    const name = field(draft, `${pointer}/name`, `Product ${index + 1}`, { hint: "Its name, as customers know it" });
    const place = placeOf(product);
    place.show(`Picture of product ${index + 1}`);
    const described = field(draft, `${pointer}/description`, LABELS.description, { hint: "Matt green steel bottle with a wooden lid", lines: 2 });
    descriptions.set(product, described);
    described.hidden = hasPicture(product);
    const remove = button("Remove", () => removed(index), { class: "plain", "aria-label": `Remove product ${index + 1}` });
    return make(
      "li",
      { class: "product-row" },
      make("div", { class: "picture" }, place.element, told(`${pointer}/existing_assets`)),
      make(
        "div",
        { class: "fields" },
        name,
        described,
        more("Texts for this product alone", OWN_TEXTS.some((text) => product[text]), ...texts(draft, pointer, longest, { standsIn: (name) => asAbove(draft, name) })),
      ),
      draft.values.products.length > 1 && remove,
    );
  };

  const removed = (index) => {
    draft.values.products.splice(index, 1);
    draft.changed();
    draw();
    rows.querySelector("input")?.focus();
  };

  /** Behind the row at `index`, or in its place where nothing is in it. */
  const added = (products, index = draft.values.products.length - 1) => {
    const there = draft.values.products[index];
    const blank = !Object.values(there).some(Boolean) && !placeOf(there).isUnderWay();
    draft.values.products.splice(blank ? index : index + 1, blank ? 1 : 0, ...products);
    draft.changed();
    draw();
    announce(`${counted(products.length, "product")} added`);
  };

  rows.addEventListener("paste", (event) => {
    const pasted = rowsOf(event.clipboardData.getData("text/plain"));
    if (!pasted || !event.target.matches('[data-pointer$="/name"]')) return;
    event.preventDefault();
    added(pasted, Number(event.target.dataset.pointer.split("/")[2]));
  });

  /** A new picture is made only where there is none: also where nothing lies at the path that the brief names. */
  const missing = new Set();
  const hasPicture = (product) => Boolean(product.existing_assets?.length) && !missing.has(product);
  const describe = () => {
    for (const product of draft.values.products) if (descriptions.has(product)) descriptions.get(product).hidden = hasPicture(product);
  };
  draft.addEventListener("changed", describe);
  screen.addEventListener("checked", ({ detail }) => {
    missing.clear();
    const noted = new Set(detail.answer?.notes.map((note) => note.pointer));
    for (const [index, product] of draft.values.products.entries()) if (noted.has(`/products/${index}/existing_assets`)) missing.add(product);
    describe();
  });

  draw();
  const part = section(
    "Products",
    "Each product has one picture, from which those for all formats and languages are made. Drop your own, several at once if you like, or leave its place empty and a new one is made, which costs more. Rows of a spreadsheet can be pasted into a name.",
    told("/products"),
    rows,
    make(
      "div",
      { class: "row" },
      button("Add a product", () => {
        added([{ name: "" }]);
        [...rows.querySelectorAll('[data-pointer$="/name"]')].at(-1).focus();
      }),
    ),
  );
  picturesIn(part, ({ name, path }) => added([{ name, existing_assets: [path] }]));
  return part;
}
