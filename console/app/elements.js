// Elements made of text. Nothing here, or anywhere in this page, takes markup: whatever a brief says stays text.

import { money } from "./words.js";

const ASK_ABOVE = 1; // USD, as the command line does
const SHOWN = 6_000; // milliseconds of a message, and of each letter in it
const PER_LETTER = 60;

/** An element; `given` are attributes (true: present, false, null: absent), `onclick` and the like, `class`. */
export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Text of a person, in a direction of its own: a right-to-left name must not turn what stands around it. */
export function said(text, tag = "bdi") {
  return make(tag, { dir: "auto" }, text);
}

export function badge(status, words) {
  return make("span", { class: "badge", "data-status": status }, words);
}

/** A button; `pressed` is awaited, and until then it cannot be pressed again. */
export function button(words, pressed, given = {}) {
  const made = make("button", { type: "button", ...given }, words);
  made.addEventListener("click", async () => {
    if (made.getAttribute("aria-disabled") === "true") return;
    made.setAttribute("aria-disabled", "true");
    try {
      await pressed(made);
    } finally {
      made.removeAttribute("aria-disabled");
    }
  });
  return made;
}

/** Said once something was done: seen for a while on this screen, longer under the pointer, and read out once. */
export function announce(text) {
  const message = make("p", { "data-screen": location.hash }, text);
  let timer = 0;
  const goes = () => (timer = setTimeout(() => message.remove(), SHOWN + text.length * PER_LETTER));
  message.addEventListener("pointerenter", () => clearTimeout(timer));
  message.addEventListener("pointerleave", goes);
  document.getElementById("told").replaceChildren(message);
  goes();
}

/** What was said on another screen than this one goes. */
export function forgetOtherScreens() {
  for (const message of document.querySelectorAll("#told > p")) if (message.dataset.screen !== location.hash) message.remove();
}

/** Said to who cannot see what changes. */
export function readOut(text) {
  document.getElementById("read-out").textContent = text;
}

/**
 * A question in a dialog; whether it was answered with yes, and `act` done. `body` are elements or texts. An error of
 * `act` is told in the dialog, which stays; if somebody has closed it meanwhile, it is thrown.
 */
export function asked(title, body, yes, { no = "Keep as it is", harm = false, act = async () => {} } = {}) {
  return new Promise((resolve) => {
    const told = make("p", { class: "told bad small", role: "alert", hidden: true });
    const dialog = make("dialog", { "aria-label": title }, make("h2", {}, title), make("div", { class: "body" }, body), told);
    let done = false;
    const agreed = async () => {
      done = act().then(() => true);
      try {
        await done;
        dialog.close();
      } catch (error) {
        done = false;
        told.hidden = false;
        told.textContent = error.message;
      }
    };
    dialog.append(
      make(
        "div",
        { class: "row" },
        make("button", { type: "button", onclick: () => dialog.close() }, no),
        button(yes, agreed, { class: harm ? "harm" : "first" }),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(done);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Whether that much may be spent on `what`: asked where it is more than little. */
export async function mayCost(usd, what) {
  return usd <= ASK_ABOVE || asked(`Spend ${money(usd)} on ${what}?`, "It is the most that is charged.", `Spend ${money(usd)}`, { no: "Not now" });
}
