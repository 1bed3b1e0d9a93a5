// How this page says amounts, times and states.

export const STATUS = {
  submitted: "Submitted",
  processing: "In progress",
  completed: "Completed",
  completed_with_errors: "Partly completed",
  failed: "Failed",
  rejected: "Brief refused",
  cancelled: "Cancelled",
};

const PRODUCT_STATUS = { pending: "waiting for its picture", image_ready: "picture ready, texts being set", ready: "ready", failed: "failed" };

/** What became of a campaign or a product, for whom nothing went wrong where somebody stopped it. */
export const outcome = (it) => (it.cancelled ? "cancelled" : it.status);
export const status = (name) => STATUS[name] ?? plainly(name);

/** A picture that somebody brought waits for nothing but its texts. */
export function productStatus(product) {
  const brought = product.image_source === "existing" && product.asked?.kind !== "image";
  const name = brought && product.status === "pending" ? "image_ready" : outcome(product);
  return PRODUCT_STATUS[name] ?? plainly(name);
}

/** instagram-story, text_on_product: as a person would write them. */
export function plainly(name) {
  const words = name.replace(/[-_]/g, " ").replace("linkedin", "LinkedIn").replace("youtube", "YouTube");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function money(usd) {
  return `${Number(usd).toFixed(2)} USD`;
}

/** On a button: what it does and costs. Where a line ends, the amount stays whole. */
export function costing(deed, usd) {
  return `${deed}\u00a0· ${money(usd).replace(" ", "\u00a0")}`;
}

export function counted(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

export function when(iso) {
  return DAY.format(new Date(iso));
}

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language" });

/** null is the brief's own language: `original`, where the brief tells it. */
export function language(locale, original = null) {
  const tag = locale ?? original;
  if (!tag) return "Original language";
  try {
    return LANGUAGES.of(tag);
  } catch {
    return tag;
  }
}

/** A JSON pointer into a brief, for people: /products/0/name is "Product 1, name". */
export function place(pointer) {
  const parts = pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const said = [];
  for (let at = 0; at < parts.length; at += 1) {
    const next = Number(parts[at + 1]);
    if (/^\d+$/.test(parts[at + 1] ?? "")) {
      said.push(`${plainly(parts[at]).replace(/s$/, "")} ${next + 1}`);
      at += 1;
    } else said.push(said.length ? plainly(parts[at]).toLowerCase() : plainly(parts[at]));
  }
  return said.join(", ") || "The whole brief";
}
