// Pictures, taken away: one, or many as one ZIP that is made here.

import { fetched } from "./pictures.js";
import { zipOf } from "./zip.js";

const AT_ONCE = 4;
const MISSING = "A picture could not be fetched. Load the page again, then try once more.";
const LONGEST_NAME = 50; // letters of up to four bytes; file systems take 255 bytes

/** A name that tells what it is, and that no file system refuses. */
export function fileName(variant) {
  return variant.key.slice(variant.key.lastIndexOf("/variants/") + "/variants/".length).replace(/^r\d+\//, ""); // of whichever rendition
}

/** The campaign's name, as a file may be called; empty where it has no letter. */
export function zipName(name) {
  const letters = name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return [...letters].slice(0, LONGEST_NAME).join("");
}

export async function saveOne(variant) {
  save(await fetched(variant.key, MISSING), fileName(variant).replaceAll("/", "-"));
}

/** What is drawn some seconds after a campaign has ended. Throws while it is not. */
export async function saveDrawn(key) {
  save(await fetched(key, "It is drawn some seconds after the campaign has ended: try once more in a moment."), key.slice(key.lastIndexOf("/") + 1));
}

/** `pictures` yields {name, key}; `progress(done)` is told of each. Throws for one that can't be had. */
export async function saveZip(name, pictures, progress, signal) {
  const files = [];
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let next = await pictures.next(); !next.done; next = await pictures.next()) {
      files.push({ name: next.value.name, content: await fetched(next.value.key, MISSING, signal) });
      progress(files.length);
    }
  });
  await Promise.all(workers);
  files.sort((one, other) => (one.name < other.name ? -1 : 1));
  save(await zipOf(files), `${name}.zip`);
  return files.length;
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
