// How the pictures look: their formats, the brand's colours, typeface and logo, scene and style.

import { field, more, section, told } from "./brief-fields.js";
import { button, make } from "./elements.js";
import { LABELS } from "./labels.js";
import { pictureDrop } from "./picture-drop.js";
import { plainly } from "./words.js";

const FRAME = 46; // pixels of the longer side of a format's little frame

const USE = "Texts, button and panels take the first of them that reads well on the picture; where none does, black or white.";

// What a colour begins with: the next that the brief has not. As many as a brief may have.
const PALETTE = "#3B4FC4 #F2A33A #1E8A6E #C23B6B #2B2D42 #8FC1E3 #E4572E #6B4EA0 #F4E3B2 #3A7D44 #7A1E2C #A7ADBA".split(" ");

/** A format that is `kept` can't be left out. */
export function formatsSection(draft, formats, about = null) {
  const chosen = () => draft.values.formats ?? formats.filter((format) => format.default).map((format) => format.name);
  const box = (format) => {
    const frame = make("span", { class: "frame", "aria-hidden": "true" });
    const scale = FRAME / Math.max(format.width, format.height);
    frame.style.width = `${format.width * scale}px`;
    frame.style.height = `${format.height * scale}px`;
    const ticked = make("input", { type: "checkbox", name: "formats", value: format.name, checked: chosen().includes(format.name), disabled: format.kept });
    ticked.addEventListener("change", () => {
      const wanted = new Set(chosen());
      if (ticked.checked) wanted.add(format.name);
      else wanted.delete(format.name);
      draft.values.formats = formats.map((each) => each.name).filter((name) => wanted.has(name));
      draft.changed();
    });
    return make(
      "label",
      { class: "format" },
      ticked,
      make("span", { class: "frame-place" }, frame),
      make("span", {}, plainly(format.name), make("span", { class: "quiet small" }, `${format.width}×${format.height} · ${format.used_for}`)),
    );
  };
  return section("Formats", about, told("/formats"), make("div", { class: "formats" }, formats.map(box)));
}

export function looksSection(draft, typefaces) {
  const typeface = make("select", { id: "typeface", "data-pointer": "/typeface" }, make("option", { value: "" }, "Noto Sans"));
  for (const [name, kinds] of Object.entries(typefaces)) typeface.append(make("option", { value: name }, `${plainly(name)} (${kinds[0]})`));
  typeface.value = draft.at("/typeface") ?? "";
  typeface.addEventListener("change", () => draft.set("/typeface", typeface.value));
  const logo = pictureDrop(draft, draft.values, "logo");
  logo.show("Logo");
  return section(
    "Brand and style",
    null,
    colours(draft),
    make("div", { class: "field" }, make("label", { for: "typeface" }, "Typeface"), typeface, told("/typeface")),
    make("div", { class: "field" }, make("span", { class: "label" }, "Logo"), logo.element, told("/logo")),
    field(draft, "/scene", "Scene", { hint: "On a sunny terrace; without it, a white studio" }),
    field(draft, "/style", "Style", { hint: "Warm light from the left" }),
    more(
      "Brand name, audience, most it may cost",
      ["prohibited_words", "target_audience", "max_cost", "brand"].some((name) => draft.at(`/${name}`)),
      field(draft, "/brand", LABELS.brand),
      field(draft, "/target_audience", LABELS.target_audience),
      field(draft, "/max_cost", LABELS.max_cost, { type: "number", min: "0", step: "0.01" }),
    ),
  );
}

/** Each colour with its contrast to white or black, whichever is more. What is written in it, each picture decides. */
function colours(draft) {
  const list = make("div", { class: "row colours" });
  const all = () => draft.values.brand_colors ?? [];
  const put = (colors) => {
    draft.set("/brand_colors", colors);
    draw();
  };
  const swatch = (color, index) => {
    const picker = make("input", { type: "color", value: color, "aria-label": `Brand colour ${index + 1}`, "data-pointer": `/brand_colors/${index}` });
    const words = make("span", { class: "small quiet" }, contrast(color));
    picker.addEventListener("input", () => {
      draft.set("/brand_colors", all().map((each, at) => (at === index ? picker.value.toUpperCase() : each)));
      words.textContent = contrast(picker.value);
    });
    const remove = button("×", () => put(all().filter((_, at) => at !== index)), { class: "plain", "aria-label": `Remove colour ${index + 1}` });
    return make("span", { class: "colour" }, picker, words, remove);
  };
  const draw = () => {
    const another = PALETTE.find((color) => !all().includes(color));
    list.replaceChildren(...all().map(swatch), ...(all().length < PALETTE.length ? [button("Add a colour", () => put([...all(), another]))] : []));
  };
  draw();
  return make("div", { class: "field" }, make("span", { class: "label" }, LABELS.brand_colors), list, make("p", { class: "small quiet" }, USE), told("/brand_colors"));
}

/** WCAG 2's ratio, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [white, black] = [1.05 / (light + 0.05), (light + 0.05) / 0.05];
  const [better, ratio] = white >= black ? ["white", white] : ["black", black];
  return `${color.toUpperCase()}, ${ratio.toFixed(1)}:1 beside ${better}`;
}
