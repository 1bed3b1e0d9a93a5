// A new campaign: the form that is the brief.

import { Refused, get, post } from "./api.js";
import { BriefCheck, summary, toMend } from "./brief-check.js";
import { Draft } from "./brief-draft.js";
import { OPTIONAL_TEXTS, field, keepHints, more, section, texts } from "./brief-fields.js";
import { briefFile } from "./brief-file.js";
import { languagesSection, spokenField, toldUnwritten } from "./brief-languages.js";
import { formatsSection, looksSection } from "./brief-looks.js";
import { productsSection } from "./brief-products.js";
import { untaken } from "./drops.js";
import { announce, asked, button, make, mayCost } from "./elements.js";
import { LABELS } from "./labels.js";
import { costing, counted } from "./words.js";

class BriefForm extends HTMLElement {
  #draft = new Draft();
  #check = null;
  #choices = null;
  #gone = new AbortController();
  #form = make("div", { class: "form" });
  #beside = make("div", { class: "summary", "aria-live": "polite" });
  #make = button("Make pictures", () => this.#submit(), { class: "first wide" });
  #empty = button("Empty the form", () => this.#anew(), { class: "plain" });
  #mending = make("p", { class: "small quiet", hidden: true }, "A file is being mended: use it, or close it. Then pictures can be made.");
  #refused = make("p", { class: "told bad small", role: "alert", hidden: true });

  connectedCallback() {
    this.#start().catch((error) => error.name !== "AbortError" && this.replaceChildren(make("p", { class: "told bad", role: "alert" }, error.message)));
  }

  disconnectedCallback() {
    this.#gone.abort();
    this.#check?.leave();
  }

  async #start() {
    this.#choices = await get("/briefs/choices", this.#gone.signal);
    this.append(
      make(
        "div",
        { class: "head" },
        make("h1", {}, "New campaign"),
        make("div", { class: "row" }, briefFile(this.#draft, this, (brief) => this.#took(brief)), this.#empty),
      ),
      make("div", { class: "columns" }, this.#form, make("aside", { class: "card submit", "aria-label": "What it makes and costs" }, this.#make, this.#mending, this.#refused, this.#beside)),
    );
    this.addEventListener("checked", ({ detail }) => this.#checked(detail));
    this.addEventListener("mending", ({ detail }) => {
      this.#make.hidden = detail;
      this.#mending.hidden = !detail;
    });
    this.addEventListener("unchecked", ({ detail }) => this.#tell(detail));
    this.#draft.addEventListener("changed", () => this.#offerToEmpty());
    window.addEventListener("drop", (event) => untaken(event) && this.#tell(untaken(event)), { signal: this.#gone.signal });
    this.#draw();
    keepHints(this.#draft, this.#form);
    this.#checked({ answer: null, elsewhere: [] });
    this.#check = new BriefCheck(this.#draft, this);
  }

  #draw() {
    const { formats, typefaces, texts: longest } = this.#choices;
    this.#offerToEmpty();
    this.#form.replaceChildren(
      section(
        "What it says",
        null,
        field(this.#draft, "/campaign_name", LABELS.campaign_name, { hint: "Summer at the lake", longest: 120 }),
        texts(this.#draft, "", longest, { names: ["message"] }),
        more("More texts on the picture", OPTIONAL_TEXTS.some((name) => this.#draft.at(`/${name}`)), ...texts(this.#draft, "", longest, { names: OPTIONAL_TEXTS })),
      ),
      productsSection(this.#draft, longest, this),
      languagesSection(this.#draft, longest, { first: spokenField(this.#draft) }),
      formatsSection(this.#draft, formats),
      looksSection(this.#draft, typefaces),
    );
  }

  #took(brief) {
    this.#draft.replace(brief);
    this.#draw();
    announce("The brief is in the form");
  }

  async #anew() {
    if (!this.#draft.isNew && !(await asked("Empty the form?", "What is in it is lost.", "Empty it", { harm: true }))) return;
    this.#draft.clear();
    this.#draft.replace();
    this.#draw();
  }

  #offerToEmpty() {
    this.#empty.hidden = this.#draft.isNew;
  }

  #checked({ answer, elsewhere }) {
    this.#refused.hidden = true;
    this.#make.classList.toggle("not-yet", !answer?.accepted);
    this.#make.textContent = called(answer);
    this.#beside.replaceChildren(...toldUnwritten(this.#draft), ...summary(answer, elsewhere));
  }

  #tell(words) {
    this.#refused.hidden = false;
    this.#refused.textContent = words;
  }

  /** What was said at the button is what may be spent: dearer than that, it is refused, and asked again. */
  async #submit() {
    try {
      await this.#check.now();
      const { answer } = this.#check;
      if (!answer?.accepted) return this.#check.insist();
      const { cost, new_pictures, reused_pictures, variants } = answer.estimate;
      if (!(await mayCost(cost, `${counted(new_pictures + reused_pictures, "product")}, ${counted(variants, "picture")}`))) return;
      this.#make.textContent = "Submitting …";
      const body = { name: "campaign.json", text: this.#draft.text, at_most: cost };
      const { campaign_id } = await post("/campaigns", body, { "Idempotency-Key": this.#draft.key });
      this.#draft.clear();
      location.hash = `#/campaigns/${encodeURIComponent(campaign_id)}`;
      announce("The brief is submitted");
    } catch (error) {
      this.#make.textContent = called(this.#check.answer);
      if (error instanceof Refused && error.status === 409) this.#draft.replace(this.#draft.values);
      if (error.name !== "AbortError") this.#tell(error.message);
    }
  }
}

function called(answer) {
  if (answer?.accepted) return costing(`Make ${counted(answer.estimate.variants, "picture")}`, answer.estimate.cost);
  if (toMend(answer)) return `Make pictures · ${counted(toMend(answer), "thing")} to mend first`;
  return "Make pictures";
}

customElements.define("brief-form", BriefForm);
