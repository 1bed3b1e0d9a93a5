// One picture large, with what was measured on it; a story in the phone that shows it, two pictures side by side.

import { button, make, said } from "./elements.js";
import { picture } from "./pictures.js";
import { saveOne } from "./saving.js";
import { plainly } from "./words.js";

const TALL = 1.7; // higher than wide by this much, a picture fills a phone

/** `variants` are those of `product`, `formats` what the API says of each format by its name. */
export function openViewer(product, variants, chosen, formats) {
  let shown = chosen;
  let compared = null;
  let covers = true;
  const saved = make("p", { class: "small", role: "status" });
  const dialog = make("dialog", { class: "viewer" });
  const step = (by) => {
    saved.textContent = "";
    shown = variants[(variants.indexOf(shown) + by + variants.length) % variants.length];
    draw();
  };
  const draw = () => {
    const focused = [...dialog.querySelectorAll("button")].indexOf(document.activeElement);
    const [one, other] = compared ? [compared, shown] : [shown, null];
    dialog.setAttribute("aria-label", `${product.name}, ${title(shown)}`);
    dialog.replaceChildren(
      make(
        "div",
        { class: "inside" },
        make("div", { class: other ? "shown two" : "shown" }, other ? [one, other].map(named) : framed(product, one, formats, covers)),
        make("div", { class: "beside" }, ...beside()),
      ),
    );
    dialog.querySelectorAll("button")[focused]?.focus();
  };
  const named = (variant) => make("figure", {}, framed(product, variant, formats, covers), make("figcaption", { class: "small quiet" }, title(variant)));
  const beside = () => [
    make("div", {}, make("h2", {}, said(product.name)), make("p", { class: "quiet" }, title(shown))),
    make(
      "div",
      { class: "row" },
      button("Save", () => saveOne(shown).then(() => (saved.textContent = "Saved"), (error) => (saved.textContent = error.message)), { class: "first" }),
      variants.length > 1 && make("button", { type: "button", onclick: () => step(-1), "aria-label": "Picture before" }, "←"),
      variants.length > 1 && make("button", { type: "button", onclick: () => step(1), "aria-label": "Next picture" }, "→"),
      make("button", { type: "button", onclick: () => dialog.close() }, "Close"),
      saved,
    ),
    make(
      "div",
      { class: "row" },
      variants.length > 1 && make("button", { type: "button", class: "plain", "aria-pressed": String(Boolean(compared)), onclick: compare }, compared ? "Show one picture" : "Compare with another"),
      [shown, compared].some((variant) => variant && fillsPhone(variant)) &&
        make("button", { type: "button", class: "plain", "aria-pressed": String(covers), onclick: cover }, covers ? "Hide what the network covers" : "Show what the network covers"),
    ),
    make("h3", {}, "What was checked"),
    make("ul", { class: "checks" }, shown.findings.map(finding)),
  ];
  const compare = () => {
    compared = compared ? null : shown;
    if (compared) step(1);
    else draw();
  };
  const cover = () => {
    covers = !covers;
    draw();
  };
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") step(1);
    if (event.key === "ArrowLeft") step(-1);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  draw();
  document.body.append(dialog);
  dialog.showModal();
}

function finding({ passed, words, figures }) {
  return make("li", passed ? {} : { class: "miss" }, make("span", {}, words, !passed && make("span", { class: "quiet" }, ` · ${figures}`)));
}

function title(variant) {
  return `${plainly(variant.format)} · ${variant.language} · ${variant.width}×${variant.height}`;
}

function fillsPhone(variant) {
  return variant.height / variant.width > TALL;
}

function framed(product, variant, formats, covers) {
  const image = picture(variant.key, { alt: `${product.name}, ${title(variant)}`, width: variant.width, height: variant.height });
  const format = formats.get(variant.format);
  if (!format || !fillsPhone(variant)) return image;
  const covered = (share, where, words) => {
    const part = make("span", { class: `covered ${where}` }, make("span", {}, words));
    part.style.setProperty(where === "end" ? "bottom" : "top", "0");
    part.style.setProperty("height", `${share * 100}%`);
    return part;
  };
  return make(
    "div",
    { class: "phone" },
    make("div", { class: "picture" }, image, covers && covered(format.covered_top, "start", "the network's name and buttons"), covers && covered(format.covered_bottom, "end", "the network's controls")),
  );
}
