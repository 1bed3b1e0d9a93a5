// Which products are meant: all of them, or some, whose names are fetched once they are asked for.

import { get } from "./api.js";
import { section } from "./brief-fields.js";
import { make, said } from "./elements.js";
import { counted } from "./words.js";

const PAGE = 10;

export class ProductChoice {
  #path;
  #chosen = new Map(); // id -> product
  #told;
  #list = make("ul", { class: "choices" });

  /** `told(ids, product)`: those that are meant, [] for all, null while none is chosen yet; the only one, if it is one. */
  constructor(path, count, told) {
    this.#path = path;
    this.#told = told;
    const all = this.#radio(`All ${counted(count, "product")}`, true, () => this.#all());
    const some = this.#radio("Only some", false, () => this.#some());
    this.#list.hidden = true;
    this.element = section("Which products", "For only some of them, the texts that you change are theirs alone.", make("div", { class: "row", role: "radiogroup", "aria-label": "Products" }, all, some), this.#list);
  }

  #radio(words, checked, chosen) {
    return make("label", { class: "row" }, make("input", { type: "radio", name: "products", checked, onchange: chosen }), words);
  }

  #all() {
    this.#list.hidden = true;
    this.#told([], null);
  }

  async #some() {
    this.#list.hidden = false;
    this.#tellChosen();
    if (this.#list.children.length) return;
    for (let after = -1; after !== null; ) {
      const page = await get(`${this.#path}/products?after=${after}&limit=${PAGE}`);
      this.#list.append(...page.products.map((product) => this.#box(product)));
      after = page.next;
    }
  }

  #tellChosen() {
    this.#told(this.#chosen.size ? [...this.#chosen.keys()] : null, this.#chosen.size === 1 ? [...this.#chosen.values()][0] : null);
  }

  #box(product) {
    const box = make("input", { type: "checkbox", value: product.product_id });
    box.addEventListener("change", () => {
      if (box.checked) this.#chosen.set(product.product_id, product);
      else this.#chosen.delete(product.product_id);
      this.#tellChosen();
    });
    return make("li", {}, make("label", { class: "row" }, box, said(product.name)));
  }
}
