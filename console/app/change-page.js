// A settled campaign, otherwise: other texts, more formats or languages. What is made and costs is said before it is.

import { get, post } from "./api.js";
import { OPTIONAL_TEXTS, keepHints, section, texts } from "./brief-fields.js";
import { languagesSection, toldUnwritten } from "./brief-languages.js";
import { formatsSection } from "./brief-looks.js";
import { ChangeOrder, picturesOf } from "./change-order.js";
import { announce, button, make, mayCost, said } from "./elements.js";
import { LABELS } from "./labels.js";
import { tell } from "./problems.js";
import { ProductChoice } from "./product-choice.js";
import { Sheet } from "./sheet.js";
import { costing, counted, language, plainly } from "./words.js";

const PAUSE = 450; // milliseconds without a letter
const NAMED = 5; // of which more are only counted

const LANGUAGES = "What is empty from the beginning is as above. A text that you empty is taken off the pictures in that language.";

class CampaignChange extends HTMLElement {
  #gone = new AbortController();
  #asked = new AbortController();
  #timer = 0;
  #key = crypto.randomUUID(); // sent again after a lost answer, it makes the same rendition
  #order = null;
  #wrongAt = "";
  #said = null;
  #make = button("Nothing is changed yet", () => this.#submit(), { class: "first wide not-yet" });
  #told = make("p", { class: "told bad small", role: "alert", hidden: true });
  #beside = make("div", { class: "small", "aria-live": "polite" });

  connectedCallback() {
    this.#start().catch((error) => error.name !== "AbortError" && this.replaceChildren(make("p", { class: "told bad", role: "alert" }, error.message)));
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#gone.abort();
    this.#asked.abort();
  }

  get #path() {
    return `/campaigns/${encodeURIComponent(this.getAttribute("campaign-id"))}`;
  }

  async #start() {
    const [choices, { campaign }] = await Promise.all([get("/briefs/choices", this.#gone.signal), get(this.#path, this.#gone.signal)]);
    const context = campaign.campaign;
    this.#order = new ChangeOrder(context);
    const sheet = new Sheet(this.#order.values);
    const written = make("div", { class: "form" });
    const products = new ProductChoice(this.#path, campaign.product_count, (ids, product) => {
      const isOther = product !== this.#order.product;
      this.#order.mean(ids, product);
      if (isOther) draw();
      this.#soon();
    });
    sheet.addEventListener("changed", () => this.#soon());
    const there = choices.formats.map((format) => ({ ...format, kept: context.formats.includes(format.name) }));
    const draw = () =>
      written.replaceChildren(
        section(
          "What it says",
          "Only pictures whose texts change are made anew. A text that you empty is taken off.",
          ...texts(sheet, "", choices.texts, { names: ["message"] }),
          ...texts(sheet, "", choices.texts, { names: OPTIONAL_TEXTS, standsIn: (name) => this.#order.standsIn(null, name) }),
        ),
        languagesSection(sheet, choices.texts, { kept: context.locales, about: LANGUAGES, standsIn: (locale, name) => this.#order.standsIn(locale, name) }),
      );
    draw();
    const form = make(
      "div",
      { class: "form" },
      products.element,
      written,
      formatsSection(sheet, there, "Those that the campaign has stay; choose more of them, and they are made for it, too."),
    );
    keepHints(sheet, form);
    this.replaceChildren(
      make("div", { class: "head" }, make("div", {}, make("h1", {}, "Change ", said(context.campaign_name)), make("p", { class: "quiet" }, "New pictures take the place of those before, here and in the ZIP. The files of before are kept."))),
      make("div", { class: "columns" }, form, make("aside", { class: "card submit", "aria-label": "What it makes and costs" }, this.#make, this.#told, this.#beside, make("a", { href: `#${this.#path}` }, "Back to the campaign"))),
    );
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask().catch(() => {}), PAUSE);
  }

  /** What would be made, and what it costs; nothing is. */
  async #ask() {
    this.#asked.abort();
    this.#asked = new AbortController();
    this.#said = null;
    this.#told.hidden = true;
    if (this.#order.isEmpty || !this.#order.products) return this.#draw();
    try {
      this.#said = await this.#posted({ dry_run: true }, crypto.randomUUID(), this.#asked.signal);
      tell(this, [], true);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.#wrong(error);
    }
    this.#draw();
  }

  #posted(more, key, signal) {
    return post(`${this.#path}/render`, { ...this.#order.body, ...more }, { "Idempotency-Key": key }, signal);
  }

  #wrong(error) {
    const problems = [...(error.problems ?? []), ...(error.errors ?? []).map(atItsField)];
    const elsewhere = tell(this, problems, true);
    this.#told.hidden = problems.length > elsewhere.length;
    this.#told.textContent = error.message;
    this.#wrongAt = this.#told.hidden ? "Correct the marked text first" : "Not possible: see why below";
  }

  #draw() {
    const { cost, products } = this.#said ?? {};
    this.#make.classList.toggle("not-yet", !this.#said);
    this.#make.textContent = this.#said ? costing(`Make ${counted(picturesOf(this.#said, this.#order), "picture")} anew`, cost) : "Nothing is changed yet";
    if (!this.#said && !this.#order.products) this.#make.textContent = "Choose a product first";
    else if (!this.#said && !this.#order.isEmpty) this.#make.textContent = this.#wrongAt;
    this.#beside.replaceChildren(
      ...toldUnwritten(this.#order, this.#order.context.locales),
      ...(this.#said ? [make("p", { class: "quiet" }, [counted(products.length, "product"), ...this.#differences()].join("; ")), ...this.#untouched()] : []),
    );
  }

  /** What is changed, and what is taken off: each text by its name and, where that is not the brief's own, its language. */
  #differences() {
    const { changes, taken_off } = this.#said;
    const named = (name, locale) => `${(LABELS[name] ?? plainly(name)).toLowerCase()}${locale ? ` in ${language(locale)}` : ""}`;
    const off = new Set(taken_off.map(({ text, locale }) => named(text, locale)));
    const texts = Object.entries(this.#order.body.translations).flatMap(([locale, own]) => Object.keys(own).map((name) => named(name, locale)));
    const changed = [...changes.filter((name) => name !== "translations").map((name) => named(name)), ...texts].filter((name) => !off.has(name));
    return [changed.length && `changed: ${changed.join(", ")}`, off.size && `taken off: ${[...off].join(", ")}`].filter(Boolean);
  }

  /** What one might expect to be changed, too: products without a picture, and texts that a language or product has itself. */
  #untouched() {
    const { left_out, kept } = this.#said;
    const names = left_out.slice(0, NAMED).flatMap((name, at) => [at ? ", " : "", said(name)]);
    const rest = left_out.length > NAMED ? ` and ${left_out.length - NAMED} more` : "";
    const out = left_out.length ? [["Left out, for there is no picture yet: ", ...names, rest]] : [];
    const more = kept.length > NAMED ? [[`${kept.length - NAMED} more have their own, which stays`]] : [];
    return [...out, ...kept.slice(0, NAMED).map(stays), ...more].map((words) => make("p", {}, words));
  }

  async #submit() {
    if (!this.#said) return;
    const { cost, products } = this.#said;
    try {
      if (!(await mayCost(cost, `${counted(products.length, "product")}, ${counted(picturesOf(this.#said, this.#order), "picture")}`))) return;
      await this.#posted({ at_most: cost }, this.#key);
      location.hash = `#${this.#path}`;
      announce("They are on their way, and show up here by themselves");
    } catch (error) {
      if (error.name !== "AbortError") this.#wrong(error);
    }
  }
}

function stays({ locale, product, texts, without }) {
  const names = texts.map((name) => LABELS[name].toLowerCase()).join(", ");
  if (without) return [said(product), ` goes on without ${names}: to change that, choose only it`];
  if (product) return [said(product), ` has its own ${names}, which stays: to change it, choose only that product`];
  return [`${language(locale)} has its own ${names}, which stays: to take it off, empty it below Languages`];
}

/** What is wrong with the order, as a problem of the brief that it comes from. */
function atItsField({ pointer, expected }) {
  const field = pointer.replace(/^\/body/, "").replace(/^\/texts\/message$/, "/campaign_message").replace(/^\/texts/, "");
  return { pointer: field, code: "refused", found: "", expected: expected.replace(/^String should have /, "") };
}

customElements.define("campaign-change", CampaignChange);
