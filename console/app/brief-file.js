// A brief that exists already: a file that is dropped or chosen. What is wrong in it is mended here, as text.

import { post } from "./api.js";
import { BRIEFS, droppable, isBrief } from "./drops.js";
import { asked, button, make, said } from "./elements.js";
import { label } from "./labels.js";
import { words } from "./problems.js";
import { withoutEmpty } from "./sheet.js";
import { counted } from "./words.js";

const PAUSE = 600; // milliseconds without a letter, then it is read again

/** `taken(brief)` gets the brief once it can be read as one; how it was read is told here. */
export function briefFile(draft, screen, taken) {
  const result = make("div", { class: "file-result" });
  const state = make("div", { class: "file-result" }); // of a reading; what stands in `result` stays until it has succeeded
  const failed = (error) => state.replaceChildren(make("p", { class: "told bad", role: "alert" }, error.message));
  // Meanwhile nothing is made of the form as it was before: its button would be pressed for the file's.
  const mending = (detail) => screen.dispatchEvent(new CustomEvent("mending", { detail }));
  const open = async (file) => {
    if (!draft.isNew && !(await asked("Replace what is in the form?", "The file takes its place, once there is nothing wrong in it.", "Replace it"))) return;
    await read(file.name.toLowerCase(), await file.text());
  };
  const read = async (name, text) => {
    state.replaceChildren(make("p", { class: "small", role: "status" }, `Reading ${name} …`));
    try {
      const answer = await post("/briefs/check", { name, text });
      state.replaceChildren();
      if (!answer.accepted) return mend(name, text, answer.problems);
      mending(false);
      result.replaceChildren(...(answer.notes.length ? [noted(name, answer.notes)] : []));
      taken(withoutEmpty(answer.brief));
    } catch (error) {
      failed(error);
    }
  };
  const mend = (name, text, problems) => {
    const editor = make("textarea", { rows: 12, class: "source", spellcheck: "false", dir: "auto", "aria-label": `Text of ${name}` });
    editor.value = text;
    const heading = make("h2", {}, `${name} can't run yet`);
    const list = make("ul", { class: "problem-list" }, problems.map(told));
    let timer = 0;
    editor.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => again().catch(failed), PAUSE);
    });
    const again = async () => {
      const text = editor.value;
      const answer = await post("/briefs/check", { name, text });
      if (text !== editor.value) return;
      state.replaceChildren();
      list.replaceChildren(...answer.problems.map(told));
      use.hidden = !answer.accepted;
      heading.textContent = answer.accepted ? `${name} can run now` : `${name} can't run yet`;
    };
    const use = button("Use it", () => read(name, editor.value), { class: "first", hidden: true });
    const close = button("Close this file", () => {
      mending(false);
      state.replaceChildren();
      result.replaceChildren();
    });
    const about = make("p", { class: "quiet small" }, "Correct it here, then use it. Until then the form below is as it was before.");
    mending(true);
    result.replaceChildren(make("div", { class: "card part" }, heading, about, list, editor, make("div", { class: "row" }, use, close)));
  };
  droppable(screen, ([file]) => open(file), isBrief, 1);
  const chooser = make("input", { type: "file", accept: BRIEFS, class: "unseen", onchange: (event) => event.target.files[0] && open(event.target.files[0]) });
  return make("div", {}, make("label", { class: "button choose-file" }, "Open a brief, or drop it here (JSON, YAML, CSV)", chooser), state, result);
}

function noted(name, notes) {
  const list = make("ul", { class: "problem-list" }, notes.map((note) => make("li", {}, make("strong", {}, label(note.pointer)), ": ", said(note.text))));
  return make("details", { class: "card part small", open: notes.length < 6 }, make("summary", {}, `${counted(notes.length, "note")} on how ${name} was read`), list);
}

function told(problem) {
  return make("li", {}, make("strong", {}, label(problem.pointer)), ": ", words(problem));
}
