// Pictures of campaigns, shown by this page's own host to a browser with cookies that the API sets for an hour. They
// are asked for again when they end; whoever has a session gets them.

import { post, remove } from "./api.js";
import { make } from "./elements.js";

const EARLY = 60_000; // milliseconds before their end cookies are renewed

let until = 0; // when the cookies end
let opened = 0; // how often they were set
let opening = null;

/** Resolves once the cookies are good for another minute; `after`: none that were set as often as that, or less. */
export async function openPictures({ after = -1 } = {}) {
  if (Date.now() < until - EARLY && opened > after) return;
  opening ??= set().finally(() => (opening = null));
  await opening;
}

async function set() {
  const { seconds } = await post("/session");
  until = Date.now() + seconds * 1000;
  opened += 1;
}

/** Takes the cookies back; without a network they end by themselves. */
export async function closePictures() {
  await remove("/session").catch(() => {});
}

/** The address of what lies at a key. */
export function address(key) {
  return `/${key.split("/").map(encodeURIComponent).join("/")}`;
}

/** An image of what lies at a key; if its cookies have ended, they are renewed, and it comes. */
export function picture(key, given = {}) {
  const image = make("img", given);
  let seen;
  const show = () => {
    seen = opened;
    image.src = address(key);
  };
  image.addEventListener("error", () => openPictures({ after: seen }).then(show, () => {}), { once: true });
  openPictures().then(show, () => {});
  return image;
}

/** A link to what lies at a key, in a window of its own. */
export function linkTo(key, words) {
  const link = make("a", { href: address(key), target: "_blank", rel: "noopener" }, words);
  link.addEventListener("click", async (event) => {
    if (Date.now() < until - EARLY) return;
    event.preventDefault();
    const open = await openPictures().then(() => true, () => false); // a session that has ended tells of itself
    if (open) link.click();
  });
  return link;
}

/** What lies at a key. Throws an Error with the words `missing` where nothing can be had. */
export async function fetched(key, missing, signal) {
  await openPictures();
  const seen = opened;
  let answer = await fetch(address(key), { signal, cache: "no-store" });
  if (answer.status === 403) {
    await openPictures({ after: seen });
    answer = await fetch(address(key), { signal, cache: "no-store" });
  }
  if (!answer.ok) throw new Error(missing);
  return answer.blob();
}
