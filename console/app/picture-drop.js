// Pictures of one's own: dropped or chosen, uploaded straight into the bucket, named in the brief by their path.

import { post } from "./api.js";
import { told } from "./brief-fields.js";
import { announce, button, make } from "./elements.js";

const KINDS = ".png,.jpg,.jpeg,.webp,.gif,.tif,.tiff,.bmp,.avif,.heic";
const MOST_BYTES = 60_000_000; // as the API's form allows

const shown = new Map(); // path -> an address of the file, for as long as this page lives

/** A place for one picture at `pointer`; `list`: the brief has a list there. */
export function pictureDrop(draft, pointer, label, { list = false } = {}) {
  const place = make("div", { class: "drop" });
  const draw = () => {
    const value = draft.at(pointer);
    const path = list ? value?.[0] : value;
    place.replaceChildren(...(path ? kept(path) : empty()));
  };
  const kept = (path) => [
    shown.has(path) ? make("img", { src: shown.get(path), alt: "", class: "preview" }) : make("span", { class: "small name" }, path.split("/").at(-1)),
    button("Take away", () => put(null), { class: "plain", "aria-label": `Take away: ${label}` }),
  ];
  const empty = () => [
    make("label", { class: "choose small" }, make("span", {}, "Drop a picture"), make("span", { class: "quiet" }, "or choose one"), chooser()),
  ];
  const chooser = () =>
    make("input", { type: "file", accept: KINDS, class: "unseen", "aria-label": label, onchange: (event) => event.target.files[0] && bring(event.target.files[0]) });
  const put = (path) => {
    draft.set(pointer, path && list ? [path] : path);
    draw();
  };
  const bring = async (file) => {
    const progress = make("progress", { max: 1, value: 0, "aria-label": `${file.name} is uploaded` });
    place.replaceChildren(make("span", { class: "small name" }, file.name), progress);
    try {
      put(await uploaded(file, (share) => (progress.value = share)));
      announce(`${file.name} is uploaded`);
    } catch (error) {
      place.replaceChildren(make("p", { class: "small missed", role: "alert" }, error.message), ...empty());
    }
  };
  droppable(place, ([file]) => bring(file));
  draw();
  return make("div", { class: "picture" }, place, told(pointer));
}

/** Pictures that are dropped anywhere else on `part`: `brought` gets {name, path} of all of them. */
export function picturesIn(part, brought) {
  const progress = make("p", { class: "small", role: "status" });
  part.append(progress);
  droppable(part, async (files) => {
    const done = [];
    for (const file of files) {
      progress.textContent = `Uploading ${file.name} …`;
      try {
        done.push({ name: file.name.replace(/\.\w+$/, "").replace(/[-_]+/g, " "), path: await uploaded(file, () => {}) });
        progress.textContent = "";
      } catch (error) {
        progress.textContent = `${file.name}: ${error.message}`;
      }
    }
    if (done.length) brought(done);
  });
}

export function droppable(place, dropped, accepts = (file) => file.type.startsWith("image/") || /\.heic$/i.test(file.name)) {
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    event.stopPropagation(); // one place at a time shows that it would take it
    place.classList.add("over-it");
  };
  place.addEventListener("dragover", over);
  place.addEventListener("dragleave", () => place.classList.remove("over-it"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("over-it");
    const files = [...event.dataTransfer.files].filter(accepts);
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation();
    dropped(files);
  });
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
