// Pictures of one's own: dropped or chosen, uploaded, named in the brief by their path.

import { PICTURES, droppable, isPicture } from "./drops.js";
import { button, make } from "./elements.js";
import { addressOf, upload } from "./uploads.js";

/**
 * A place for one picture, the value `name` of `holder`, which may be moved within the draft meanwhile; `list`: the brief
 * has a list there. `show(label)` draws it, and leaves an upload alone: `isUnderWay` until that has arrived.
 */
export function pictureDrop(draft, holder, name, { list = false } = {}) {
  const place = make("div", { class: "drop" });
  let label = "";
  let isUnderWay = false;
  const draw = () => {
    const path = list ? holder[name]?.[0] : holder[name];
    place.replaceChildren(...(path ? kept(path) : empty()));
  };
  const kept = (path) => [
    addressOf(path) ? make("img", { src: addressOf(path), alt: "", class: "preview" }) : make("span", { class: "small name" }, path.split("/").at(-1)),
    button("Take away", () => put(null), { class: "plain", "aria-label": `Take away: ${label}` }),
  ];
  const empty = () => [
    make("label", { class: "choose small" }, make("span", {}, "Drop a picture"), make("span", { class: "quiet" }, "or choose one"), chooser()),
  ];
  const chooser = () =>
    make("input", { type: "file", accept: PICTURES, class: "unseen", "aria-label": label, onchange: (event) => event.target.files[0] && bring(event.target.files[0]) });
  const put = (path) => {
    isUnderWay = false;
    if (path) holder[name] = list ? [path] : path;
    else delete holder[name];
    draft.changed();
    draw();
  };
  const bring = (file) => {
    isUnderWay = true;
    return upload(file, place, put, empty);
  };
  droppable(place, ([file]) => bring(file), isPicture, 1);
  const show = (words) => {
    label = words;
    if (!isUnderWay) draw();
  };
  return { element: place, show, isUnderWay: () => isUnderWay };
}

/** Pictures that are dropped anywhere else on `part`: `brought` gets {name, path} of each that has arrived. */
export function picturesIn(part, brought) {
  const list = make("ul", { class: "uploads" });
  part.append(list);
  const bring = (file) => {
    const line = make("li", {});
    list.append(line);
    return upload(file, line, (path) => {
      line.remove();
      brought({ name: file.name.replace(/\.\w+$/, "").replace(/[-_]+/g, " "), path });
    });
  };
  droppable(
    part,
    async (files) => {
      for (const file of files) await bring(file); // one after the other: the products keep the order of the files
    },
    isPicture,
  );
}
