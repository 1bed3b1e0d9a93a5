// A file's way into the bucket: straight there by a signed form, with how far it is, what failed, and another try.

import { post } from "./api.js";
import { announce, button, make } from "./elements.js";

const MOST_BYTES = 60_000_000; // as the API's form allows

const shown = new Map(); // path -> an address of the file, for as long as this page lives

/** An address at which the uploaded file can be seen; undefined after the page was loaded again. */
export const addressOf = (path) => shown.get(path);

/**
 * Tells in `place` how far the file is; `arrived(path)` gets what a brief calls it. Where it fails, that is told there with
 * a button to try again, and what `instead()` gives. Awaited, the first try is over.
 */
export async function upload(file, place, arrived, instead = () => []) {
  const progress = make("progress", { max: 1, value: 0, "aria-label": `${file.name} is uploaded` });
  place.replaceChildren(make("span", { class: "small name" }, file.name), progress);
  try {
    arrived(await uploaded(file, (share) => (progress.value = share)));
    announce(`${file.name} is uploaded`);
  } catch (error) {
    const again = button("Try again", () => upload(file, place, arrived, instead), { class: "plain", "aria-label": `Try again: ${file.name}` });
    place.replaceChildren(make("p", { class: "small missed", role: "alert" }, `${file.name}: ${error.message}`), again, ...instead());
  }
}

/** The path by which a brief names the file. Throws Error in words. */
async function uploaded(file, progress) {
  if (file.size > MOST_BYTES) throw new Error("Larger than 60 MB: save it smaller, then try again.");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const form = await post("/assets", { name: file.name, sha256 });
  await sent(form, file, progress);
  shown.set(form.path, URL.createObjectURL(file));
  return form.path;
}

/** XMLHttpRequest, for fetch does not tell how far an upload is. */
function sent(form, file, progress) {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const failed = () => reject(new Error("It did not arrive. Look at your network, then try again."));
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? resolve() : failed());
    request.onerror = failed;
    request.open("POST", form.url);
    request.send(body);
  });
}
