// The products of the brief: rows, typed, pasted from a spreadsheet, or made of pictures that are dropped.

import { field, more, section, texts, told } from "./brief-fields.js";
import { announce, button, make } from "./elements.js";
import { pictureDrop, picturesIn } from "./picture-drop.js";
import { rowsOf } from "./spreadsheet.js";
import { counted } from "./words.js";

const OWN_TEXTS = ["message", "subline", "offer", "call_to_action", "disclaimer", "translations"];

export function productsSection(draft, longest) {
  const rows = make("ol", { class: "products-list" });
  const draw = () => rows.replaceChildren(...draft.values.products.map((_, index) => row(index)));

  const row = (index) => {
    const pointer = `/products/${index}`;
    const product = draft.values.products[index];
    const name = field(draft, `${pointer}/name`, `Product ${index + 1}`, { hint: "Its name, as customers know it" });
    const remove = button("Remove", () => removed(index), { class: "plain", "aria-label": `Remove product ${index + 1}` });
    return make(
      "li",
      { class: "product-row" },
      pictureDrop(draft, `${pointer}/existing_assets`, `Picture of product ${index + 1}`, { list: true }),
      make(
        "div",
        { class: "fields" },
        name,
        field(draft, `${pointer}/description`, "What a new picture should show", { hint: "Matt green steel bottle with a wooden lid", lines: 2 }),
        more("Texts for this product alone", OWN_TEXTS.some((text) => product[text]), ...texts(draft, pointer, longest)),
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
    const blank = !Object.values(draft.values.products[index]).some(Boolean);
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

  draw();
  const part = section(
    "Products",
    "Each product has one picture, from which those for all formats and languages are made. Drop your own, or leave its place empty and a new one is made, which costs more. Rows of a spreadsheet can be pasted into a name.",
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
  picturesIn(part, (files) => added(files.map(({ name, path }) => ({ name, existing_assets: [path] }))));
  return part;
}
