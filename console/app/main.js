// Which screen is shown, and who is signed in.

import "./brief-form.js";
import "./campaign-list.js";
import "./campaign-page.js";
import "./change-page.js";
import { button, forgetOtherScreens, make } from "./elements.js";
import { closePictures, openPictures } from "./pictures.js";
import { begin, person, signIn, signOut } from "./session.js";

const SCREENS = [
  [/^#\/campaigns\/([^/]+)$/, "Campaign", (id) => make("campaign-page", { "campaign-id": decodeURIComponent(id) })],
  [/^#\/campaigns\/([^/]+)\/change$/, "Change", (id) => make("campaign-change", { "campaign-id": decodeURIComponent(id) })],
  [/^#\/new$/, "New campaign", () => make("brief-form")],
  [/^(#\/?)?$/, "Campaigns", () => make("campaign-list")],
];

const main = document.getElementById("main");

function show(first = false) {
  const [found, title, screen] = match(location.hash) ?? [[], "Not found", () => nothing()];
  document.title = `${title} · Creative Automation`;
  for (const dialog of document.querySelectorAll("dialog:not(.ended)")) dialog.close(); // it belongs to the screen before
  forgetOtherScreens();
  main.replaceChildren(screen(...found.slice(1)));
  for (const link of document.querySelectorAll(".top nav a")) {
    const current = match(link.getAttribute("href"))?.[1] === title;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (!first) main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function match(hash) {
  for (const [pattern, title, screen] of SCREENS) {
    const found = pattern.exec(hash);
    if (found) return [found, title, screen];
  }
  return null;
}

function nothing() {
  return make("div", { class: "centre" }, make("h1", {}, "There is no such page"), make("a", { href: "#/" }, "All campaigns"));
}

function door(words) {
  const enter = button("Sign in", signIn, { class: "first" });
  main.replaceChildren(make("div", { class: "centre" }, make("h1", {}, "Creative Automation"), make("p", { role: "status" }, words), enter));
}

/** What was typed is kept by the form itself; so coming back loses nothing. */
function askToReturn() {
  if (document.querySelector("dialog.ended")) return;
  const dialog = make(
    "dialog",
    { class: "ended", "aria-label": "Your sign-in has ended" },
    make("h2", {}, "Your sign-in has ended"),
    make("p", {}, "Nothing is lost: you come back to this place, and what you typed is kept in this browser."),
    make("div", { class: "row" }, button("Sign in again", signIn, { class: "first" })),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** Signs out; nobody after them sees pictures either. */
async function leave() {
  await closePictures();
  signOut();
}

async function start() {
  const refused = await begin();
  if (refused) return door(refused);
  openPictures().catch(() => {}); // each picture asks once more
  document
    .getElementById("account")
    .append(make("span", { class: "who" }, person.email ?? ""), button("Sign out", leave, { class: "plain" }));
  window.addEventListener("hashchange", () => show());
  show(true);
}

window.addEventListener("session-ended", askToReturn);
start().catch(() => door("The page can't reach its server. Look at your network, then try again."));
