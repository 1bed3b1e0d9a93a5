// What is wrong with a form, at the fields that it is about.

import { make, said } from "./elements.js";
import { label } from "./labels.js";

const EMPTY_CODES = ["missing", "empty"];

/** Whether a problem is only that nothing is there yet. */
export const isWanting = (problem) => EMPTY_CODES.includes(problem.code);

/**
 * Tells each problem at the place that comes nearest to its pointer; returns those that have none. Nobody is blamed for
 * an empty field that they have not come to, unless one `insisted`.
 */
export function tell(screen, problems, insisted) {
  for (const place of screen.querySelectorAll("[data-told]")) place.replaceChildren();
  for (const control of screen.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
  const elsewhere = [];
  for (const problem of problems) {
    const control = screen.querySelector(`[data-pointer="${CSS.escape(problem.pointer)}"]`);
    if (isWanting(problem) && !insisted && !control?.dataset.touched) continue;
    const here = nearest(screen, problem.pointer);
    if (!here) elsewhere.push(problem);
    else at(here, control, problem);
  }
  return elsewhere;
}

function at(here, control, problem) {
  here.id ||= `told${problem.pointer}`;
  const isElsewhere = here.dataset.told !== problem.pointer;
  here.append(make("p", { class: "small problem" }, isElsewhere && `${label(problem.pointer)}: `, words(problem)));
  for (let fold = here.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (!control) return;
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", here.id);
}

function nearest(screen, pointer) {
  for (let place = pointer; place; place = place.slice(0, place.lastIndexOf("/"))) {
    const found = screen.querySelector(`[data-told="${CSS.escape(place)}"]`);
    if (found) return found;
  }
  return null;
}

export function words(problem) {
  if (isWanting(problem)) return ["Wanted: ", said(problem.expected)];
  if (!problem.found) return [said(problem.expected.charAt(0).toUpperCase() + problem.expected.slice(1))];
  return ["Wanted: ", said(problem.expected), "; found: ", said(problem.found)];
}
