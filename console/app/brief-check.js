// The brief, checked by the API while it is written: what is wrong stands at its field, what it makes at the button.

import { post } from "./api.js";
import { make, said } from "./elements.js";
import { isWanting, tell, words } from "./problems.js";
import { counted, money, place } from "./words.js";

const PAUSE = 450; // milliseconds without a letter
const TOUCHED = 300; // milliseconds from leaving an empty field to its being told

/** Tells `screen` of each check by the event `checked`; `answer` is the last one, null while there is none. */
export class BriefCheck {
  answer = null;
  #draft;
  #screen;
  #timer = 0;
  #asked = new AbortController();
  #insisted = false;
  #text = null; // what the answer is about

  constructor(draft, screen) {
    this.#draft = draft;
    this.#screen = screen;
    draft.addEventListener("changed", () => this.soon());
    // Not at once: what is told moves what lies below it, perhaps the very button that is being pressed.
    screen.addEventListener("touched", () => setTimeout(() => this.#text === draft.text && this.#tell(), TOUCHED));
    this.soon(0);
  }

  leave() {
    clearTimeout(this.#timer);
    this.#asked.abort();
  }

  soon(pause = PAUSE) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now().catch(() => {}), pause);
  }

  /** From now on empty fields are told, too, whether one has come to them or not. */
  insist() {
    this.#insisted = true;
    this.#tell();
    this.#screen.querySelector("[aria-invalid]")?.focus();
  }

  async now() {
    this.#asked.abort();
    this.#asked = new AbortController();
    const text = this.#draft.text;
    try {
      const answer = await post("/briefs/check", { name: "campaign.json", text }, {}, this.#asked.signal);
      if (text !== this.#draft.text) return;
      this.#text = text;
      this.take(answer);
    } catch (error) {
      if (error.name !== "AbortError") this.#screen.dispatchEvent(new CustomEvent("unchecked", { detail: error.message }));
      throw error;
    }
  }

  take(answer) {
    this.answer = this.#draft.at("/campaign_name") ? answer : nameless(answer);
    this.#tell();
  }

  #tell() {
    const elsewhere = tell(this.#screen, this.answer?.problems ?? [], this.#insisted);
    this.#screen.dispatchEvent(new CustomEvent("checked", { detail: { answer: this.answer, elsewhere } }));
  }
}

/** A file gives a brief its name; here there is none, and a campaign called like every other helps nobody. */
function nameless(answer) {
  const problem = { pointer: "/campaign_name", code: "missing", found: "nothing", expected: "the campaign's name, 1 to 120 characters" };
  return {
    ...answer,
    accepted: false,
    estimate: null,
    notes: answer.notes.filter((note) => note.pointer !== problem.pointer),
    problems: [problem, ...answer.problems.filter((each) => each.pointer !== problem.pointer)],
  };
}

/** What stands beside the button: a summary, notes, and problems that have no field. */
export function toMend(answer) {
  return answer?.problems.filter((problem) => !isWanting(problem)).length ?? 0;
}

export function summary(answer, elsewhere) {
  if (!answer) return [make("p", { class: "quiet small" }, "One moment …")];
  const parts = [];
  const wanted = answer.problems.filter(isWanting);
  if (wanted.length) parts.push(make("p", { class: "small quiet" }, `Still to fill in: ${wanted.map((each) => place(each.pointer)).join("; ")}`));
  if (elsewhere.length) parts.push(make("ul", { class: "problem-list small" }, elsewhere.map((each) => make("li", {}, make("strong", {}, place(each.pointer)), ": ", words(each)))));
  if (answer.estimate) parts.push(make("dl", { class: "estimate small" }, ...estimated(answer.estimate)));
  if (answer.notes.length) {
    parts.push(
      make(
        "details",
        { class: "small", open: answer.notes.length < 4 && matchMedia("(min-width: 64rem)").matches },
        make("summary", {}, counted(answer.notes.length, "note")),
        make("ul", { class: "problem-list" }, answer.notes.map((note) => make("li", {}, make("strong", {}, place(note.pointer)), ": ", said(note.text)))),
      ),
    );
  }
  return parts;
}

function estimated(estimate) {
  const rows = { "New pictures": estimate.new_pictures, "Your pictures": estimate.reused_pictures, "Pictures with texts": estimate.variants, "Charged at most": money(estimate.cost) };
  return Object.entries(rows).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
}
