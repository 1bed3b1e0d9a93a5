// The brief, checked by the API while it is written: what is wrong stands at its field, what it makes at the button.

import { post } from "./api.js";
import { make, said } from "./elements.js";
import { label } from "./labels.js";
import { isWanting, tell, words } from "./problems.js";
import { Sheet } from "./sheet.js";
import { counted, money } from "./words.js";

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
      const answer = await this.#estimated(await this.#posted(text));
      if (text !== this.#draft.text) return;
      this.#text = text;
      this.take(answer);
    } catch (error) {
      if (error.name !== "AbortError") this.#screen.dispatchEvent(new CustomEvent("unchecked", { detail: error.message }));
      throw error;
    }
  }

  #posted(text) {
    return post("/briefs/check", { name: "campaign.json", text }, {}, this.#asked.signal);
  }

  /** What the campaign costs is known before all of it is written: as if what is still to fill in were there. */
  async #estimated(answer) {
    const { problems } = answer;
    if (answer.estimate || !problems.every((problem) => isWanting(problem) && problem.pointer)) return answer;
    const filled = new Sheet(JSON.parse(this.#draft.text));
    for (const { pointer } of problems) filled.set(pointer, "x");
    const likely = await this.#posted(JSON.stringify(filled.values));
    return { ...answer, estimate: likely.estimate, problems: [...problems, ...likely.problems.filter((problem) => !isWanting(problem))] };
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
  if (wanted.length) parts.push(make("p", { class: "small quiet" }, `Still to fill in: ${wanted.map((each) => label(each.pointer)).join("; ")}`));
  if (elsewhere.length) parts.push(make("ul", { class: "problem-list small" }, elsewhere.map((each) => make("li", {}, make("strong", {}, label(each.pointer)), ": ", words(each)))));
  if (answer.estimate) parts.push(make("dl", { class: "estimate small" }, ...estimated(answer.estimate)));
  for (const problem of answer.problems.filter((each) => each.code === "over_budget")) parts.push(make("p", { class: "small problem" }, `${label(problem.pointer)}: `, words(problem)));
  if (answer.notes.length) {
    parts.push(
      make(
        "details",
        { class: "small", open: answer.notes.length < 4 && matchMedia("(min-width: 64rem)").matches },
        make("summary", {}, counted(answer.notes.length, "note")),
        make("ul", { class: "problem-list" }, answer.notes.map((note) => make("li", {}, make("strong", {}, label(note.pointer)), ": ", said(note.text)))),
      ),
    );
  }
  return parts;
}

function estimated(estimate) {
  const rows = { "New pictures": estimate.new_pictures, "Your pictures": estimate.reused_pictures, "Pictures with texts": estimate.variants, "Charged at most": money(estimate.cost) };
  return Object.entries(rows).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
}
