// All campaigns, the newest first.

import { get, wait } from "./api.js";
import { badge, make, readOut } from "./elements.js";
import { picture } from "./pictures.js";
import { STATUS, counted, money, outcome, status, when } from "./words.js";

const PAGE = 20;
const SEARCHED = 500; // campaigns that a search looks through, and says so if there are more
const OFTEN = 4_000; // milliseconds between looks, while something is in progress
const SELDOM = 10_000;
const CANCELLED = "cancelled"; // an outcome, and no status

class CampaignList extends HTMLElement {
  #campaigns = new Map(); // by id, in the order of the list
  #next = null;
  #gone = new AbortController();
  #asked = 0;
  #coming = null; // the page that is on its way, and of which filter and place it is
  #rows = make("ul", { class: "campaigns" });
  #end = make("div", { class: "more quiet" });
  #search = make("input", { type: "search", id: "search", placeholder: "Find by name", "aria-label": "Find campaigns by name" });
  #status = make("select", { "aria-label": "Show campaigns with status" }, make("option", { value: "" }, "All campaigns"));

  connectedCallback() {
    for (const name of ["submitted", "processing", "completed", "completed_with_errors", "failed", "rejected"]) {
      this.#status.append(make("option", { value: name }, STATUS[name]));
    }
    this.#status.append(make("option", { value: CANCELLED }, STATUS[CANCELLED]));
    this.#search.addEventListener("input", () => this.#find());
    this.#status.addEventListener("change", () => this.#start());
    this.append(
      make("div", { class: "head" }, make("h1", {}, "Campaigns"), make("a", { class: "button first", href: "#/new" }, "New campaign")),
      make("div", { class: "finder" }, this.#search, this.#status),
      this.#rows,
      this.#end,
    );
    const seen = new IntersectionObserver(([entry]) => entry.isIntersecting && this.#more(), { rootMargin: "600px" });
    seen.observe(this.#end);
    this.#gone.signal.addEventListener("abort", () => seen.disconnect());
    this.#end.append(make("p", { role: "status" }, "One moment …"));
    this.#start();
    this.#watch().catch(() => {});
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  async #start() {
    this.#campaigns.clear();
    this.#next = "";
    await this.#more();
    await this.#find();
  }

  /** The next page, whoever asks for it while it is on its way; false if none came. */
  #more() {
    if (this.#next === null) return false;
    const wanted = this.#status.value + this.#next;
    if (this.#coming?.wanted !== wanted) this.#coming = { wanted, page: this.#taken(this.#next) };
    return this.#coming.page;
  }

  /** Of two pages that are asked for at once, the one for an earlier filter is dropped. */
  async #taken(cursor) {
    const asked = (this.#asked += 1);
    try {
      const page = await this.#page(cursor);
      if (asked !== this.#asked) return true;
      for (const each of page.campaigns) this.#campaigns.set(each.campaign_id, each);
      this.#next = page.next;
      this.#draw();
      return true;
    } catch (error) {
      if (error.name !== "AbortError") this.#end.replaceChildren(make("p", { class: "told bad" }, error.message));
      return false;
    } finally {
      if (asked === this.#asked) this.#coming = null;
    }
  }

  #page(cursor, limit = PAGE) {
    const query = new URLSearchParams({ limit });
    if (this.#status.value && this.#status.value !== CANCELLED) query.set("status", this.#status.value);
    if (cursor) query.set("before", cursor);
    return get(`/campaigns?${query}`, this.#gone.signal);
  }

  async #find() {
    this.#draw();
    while (this.#narrowed && this.#campaigns.size < SEARCHED && (await this.#more()));
  }

  /** Whether this page looks for some of those that the API lists: it knows no names, nor what was cancelled. */
  get #narrowed() {
    return Boolean(this.#search.value.trim()) || this.#status.value === CANCELLED;
  }

  /** What is new or has gone on shows up by itself. */
  async #watch() {
    for (;;) {
      const busy = [...this.#campaigns.values()].some((each) => each.status === "processing" || each.status === "submitted");
      await wait(busy ? OFTEN : SELDOM, this.#gone.signal);
      if (document.hidden || this.#next === "") continue;
      const page = await this.#page("").catch(() => null);
      if (!page) continue;
      const older = [...this.#campaigns].filter(([id]) => !page.campaigns.some((each) => each.campaign_id === id));
      this.#campaigns = new Map([...page.campaigns.map((each) => [each.campaign_id, each]), ...older]);
      this.#draw();
    }
  }

  #draw() {
    const wanted = this.#search.value.trim().toLowerCase();
    const found = [...this.#campaigns.values()].filter((each) => (this.#status.value !== CANCELLED || each.cancelled) && `${each.name} ${each.campaign_id}`.toLowerCase().includes(wanted));
    const known = new Map([...this.#rows.children].map((row) => [row.dataset.state, row]));
    this.#rows.replaceChildren(...found.map((each) => known.get(stateOf(each)) ?? drawn(each)));
    if (wanted) readOut(counted(found.length, "campaign"));
    this.#end.replaceChildren(...this.#ending(found, wanted));
  }

  #ending(found, wanted) {
    if (!found.length && this.#next === null) return [wanted || this.#status.value ? make("p", {}, "No campaign is like that.") : first()];
    if (this.#narrowed && this.#next !== null) return [make("p", {}, `The newest ${this.#campaigns.size} were searched.`)];
    return [];
  }
}

/** What a row shows; the signed address changes with each answer, and is no reason to draw it again. */
function stateOf(each) {
  return JSON.stringify({ ...each, thumbnail: null });
}

function drawn(each) {
  const products = each.pending_count + each.ready_count + each.failed_count;
  const failed = each.failed_count ? ` · ${each.failed_count} ${each.cancelled ? "not made" : "failed"}` : "";
  const waiting = each.pending_count ? ` · ${each.pending_count} to go` : "";
  const seen = each.thumbnail_key && picture(each.thumbnail_key, { alt: "", loading: "lazy", decoding: "async" });
  return make(
    "li",
    { "data-state": stateOf(each) },
    make(
      "a",
      { class: "card", href: `#/campaigns/${encodeURIComponent(each.campaign_id)}` },
      make("span", { class: "thumb" }, seen),
      make("span", { class: "title" }, make("bdi", { class: "name", dir: "auto" }, each.name || each.campaign_id), make("span", { class: "quiet small" }, when(each.created_at))),
      make("span", { class: "state" }, badge(outcome(each), status(outcome(each)))),
      make("span", { class: "products quiet small" }, products > 0 && counted(products, "product"), waiting, failed),
      make("span", { class: "cost" }, each.estimated_cost !== null && [money(each.estimated_cost), make("span", { class: "quiet small" }, costs(each))]),
    ),
  );
}

/** What the amount of a row is. */
function costs({ status: name, charged }) {
  if (charged !== null) return "charged";
  return name === "processing" ? "estimated" : "charged at most";
}

function first() {
  return make(
    "div",
    { class: "centre" },
    make("div", { class: "frames", "aria-hidden": "true" }, make("span"), make("span"), make("span")),
    make("h2", {}, "Make your first campaign"),
    make("p", { class: "quiet" }, "Say what you sell and the one sentence it deserves. You get finished pictures for every network, and you see what they cost before anything is spent."),
    make("a", { class: "button first", href: "#/new" }, "Begin with a product"),
  );
}

customElements.define("campaign-list", CampaignList);
