// One campaign, live: how it stands, and its products as one scrolls.

import { get, wait } from "./api.js";
import { Products } from "./campaign-products.js";
import { endings } from "./endings.js";
import { announce, badge, button, make, said } from "./elements.js";
import { label } from "./labels.js";
import { linkTo } from "./pictures.js";
import { saveDrawn, saveZip, zipName } from "./saving.js";
import { counted, language, money, outcome, status, when } from "./words.js";

const SOON = 1_500; // milliseconds between looks; longer and longer while nothing changes
const SELDOM = 15_000;
const HEALING = 180_000; // milliseconds in which what is tried again is expected to end

class CampaignPage extends HTMLElement {
  #gone = new AbortController();
  #top = make("div");
  #products = null;
  #campaign = null;
  #following = false;
  #until = 0; // so long a campaign that has ended is watched all the same
  #drawn = null; // the answer that has the addresses of contact sheet and table

  connectedCallback() {
    this.append(this.#top);
    this.#top.append(make("p", { class: "quiet", role: "status" }, "One moment …"));
    this.#follow().catch((error) => this.#tell(error));
  }

  disconnectedCallback() {
    this.#gone.abort();
    this.#products?.leave();
  }

  get id_() {
    return this.getAttribute("campaign-id");
  }

  async #follow() {
    let pause = SOON;
    this.#following = true;
    for (;;) {
      const answer = await get(`/campaigns/${encodeURIComponent(this.id_)}`, this.#gone.signal);
      if (answer.rejection) return this.#refused(answer.rejection);
      const changed = answer.campaign && ["revision", "cost"].some((name) => answer.campaign[name] !== this.#campaign?.[name]);
      this.#drawn = answer.table ? answer : null;
      if (changed) await this.#stands(answer.campaign);
      else if (!answer.campaign) this.#submitted();
      if (answer.campaign && !this.#goesOn(answer.campaign)) return (this.#following = false);
      pause = changed ? SOON : Math.min(pause * 1.4, SELDOM);
      await wait(document.hidden ? SELDOM : pause, this.#gone.signal);
    }
  }

  async #stands(campaign) {
    const before = this.#campaign;
    this.#campaign = campaign;
    if (!this.#products) {
      const choices = await get("/briefs/choices", this.#gone.signal);
      this.#products = new Products(this.id_, choices.formats, campaign, () => this.#again());
      this.append(this.#products.element);
    } else await this.#products.refresh(campaign.rendition !== before.rendition);
    document.title = `${campaign.campaign.campaign_name} · Creative Automation`;
    this.#top.replaceChildren(...this.#heading(campaign));
    if (before && campaign.status !== "processing" && campaign.revision !== before.revision) announce(`${campaign.campaign.campaign_name}: ${status(outcome(campaign))}`);
  }

  #heading(campaign) {
    const context = campaign.campaign;
    const settled = campaign.ready_count + campaign.failed_count;
    return [
      make(
        "div",
        { class: "campaign-head" },
        make(
          "div",
          {},
          make("h1", {}, said(context.campaign_name)),
          make("p", { class: "message", dir: "auto" }, context.campaign_message),
        ),
        make("div", { class: "row" }, campaign.ready_count > 0 && button("Save pictures (ZIP)", (pressed) => this.#save(pressed), { class: "first" }), ...this.#todo(campaign)),
      ),
      make("p", { class: "facts quiet small" }, badge(outcome(campaign), status(outcome(campaign))), ...facts(campaign)),
      campaign.status === "processing" &&
        make(
          "div",
          { class: "under-way" },
          make("progress", { max: campaign.product_count, value: settled, "aria-label": "Products that are done" }),
          make("p", { class: "small quiet" }, `${settled} of ${counted(campaign.product_count, "product")} done. You may leave this page: it goes on by itself.`),
        ),
      this.#drawn && make("p", { class: "row" }, this.#overview("contact sheet", "contact_sheet_key"), this.#overview("table (CSV)", "table_key"), linkTo(this.#drawn.page_key, "All pictures on one page")),
      campaign.notes.length > 0 && notes(campaign.notes),
    ].filter(Boolean);
  }

  #todo(campaign) {
    const path = `/campaigns/${encodeURIComponent(this.id_)}`;
    const ends = endings(path, campaign, (deleted) => (deleted ? (location.hash = "#/") : this.#again()));
    return campaign.status === "processing" ? ends : [make("a", { class: "button", href: `#${path}/change` }, "Change"), ...ends];
  }

  /** Of what was cancelled, pictures that were being made come later. */
  #goesOn({ status: name, retryable_count: failed, cancelled }) {
    return name === "processing" || ((failed > 0 || cancelled) && Date.now() < this.#until);
  }

  /** Something more was asked for: it is watched as the first was. */
  #again() {
    this.#until = Date.now() + HEALING;
    if (this.#following) return;
    this.#follow().catch((error) => this.#tell(error));
  }

  async #save(pressed) {
    const words = pressed.textContent;
    try {
      const saved = await saveZip(zipName(this.#campaign.campaign.campaign_name) || this.id_, this.#products.pictures(), (done) => (pressed.textContent = `${done} fetched …`), this.#gone.signal);
      announce(`${counted(saved, "picture")} saved`);
    } catch (error) {
      this.#products.tell(error.message);
    } finally {
      pressed.textContent = words;
    }
  }

  #overview(what, name) {
    const save = () => saveDrawn(this.#drawn[name]).then(() => announce(`The ${what} is saved`));
    return button(`Save the ${what}`, () => save().catch((error) => this.#products.tell(error.message)), { class: "plain" });
  }

  #submitted() {
    this.#top.replaceChildren(make("h1", {}, "Your brief is on its way"), make("p", { class: "quiet", role: "status" }, "It is read in a moment; then its products appear here."));
  }

  #refused(rejection) {
    this.#top.replaceChildren(
      make("div", { class: "head" }, make("div", {}, make("h1", {}, "This brief can't run"), make("p", { class: "message" }, "Nothing was made, and nothing was spent. Mend what is told here, then make it again."))),
      make("p", { class: "facts quiet small" }, badge("rejected", status("rejected")), make("span", {}, when(rejection.rejected_at)), make("span", {}, this.id_)),
      make("ul", { class: "card notes problems" }, rejection.problems.map(problem)),
      make("p", { class: "row" }, make("a", { class: "button first", href: "#/new" }, "New campaign")),
    );
  }

  #tell(error) {
    if (error.name === "AbortError" || error.name === "SessionEnded") return;
    this.#top.replaceChildren(make("p", { class: "told bad", role: "alert" }, error.message), make("p", {}, make("a", { href: "#/" }, "All campaigns")));
  }
}

function facts(campaign) {
  const { campaign: context } = campaign;
  const counts = { failed: campaign.failed_count - campaign.cancelled_count, cancelled: campaign.cancelled_count };
  const unmade = Object.entries(counts).map(([what, count]) => (count ? `, ${count} ${what}` : ""));
  return [
    `${campaign.ready_count} of ${counted(campaign.product_count, "product")} ready${unmade.join("")}`,
    `${money(campaign.cost)} charged, ${money(campaign.estimated_cost)} estimated`,
    campaign.model_cost > 0 ? `for comparison, the image model's list price: ${money(campaign.model_cost)}` : null,
    counted(context.formats.length, "format"),
    context.locales.length ? [null, ...context.locales].map((locale) => language(locale, context.language)).join(", ") : null,
    when(campaign.created_at),
  ]
    .filter(Boolean)
    .map((fact) => make("span", {}, fact));
}

function notes(list) {
  return make(
    "details",
    { class: "card notes" },
    make("summary", {}, `${counted(list.length, "note")} on how the brief was read`),
    make("ul", {}, list.map((note) => make("li", {}, make("strong", {}, label(note.pointer)), ": ", said(note.text)))),
  );
}

function problem(each) {
  return make("li", {}, make("strong", {}, label(each.pointer)), make("p", {}, "Found ", said(each.found)), make("p", { class: "quiet" }, "Expected ", said(each.expected)));
}

customElements.define("campaign-page", CampaignPage);
