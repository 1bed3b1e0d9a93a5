// What the fields of a brief are called on this page: at the field itself, and wherever else it is named.

import { steps } from "./sheet.js";
import { language, place, plainly } from "./words.js";

export const LABELS = {
  campaign_name: "Name of the campaign",
  campaign_message: "Message",
  message: "Message",
  subline: "Subline",
  offer: "Offer",
  call_to_action: "Button",
  disclaimer: "Small print",
  description: "What a new picture should show",
  existing_assets: "Picture",
  brand_colors: "Brand colours",
  brand: "Brand name",
  target_audience: "Audience",
  max_cost: "Spend at most (USD)",
};

/** The field at a JSON pointer: /products/0/name is "Product 1", /translations/de/offer "German: Offer". */
export function label(pointer) {
  const [first, second, ...rest] = steps(pointer);
  if (second === undefined) return LABELS[first] ?? place(pointer);
  const within = rest.length ? `/${rest.join("/")}` : "";
  if (first === "products") return named(`Product ${Number(second) + 1}`, within === "/name" ? "" : within);
  if (first === "translations") return named(language(second), within);
  return rest.length ? place(pointer) : `${LABELS[first] ?? plainly(first)} ${Number(second) + 1}`;
}

function named(whole, within) {
  return within ? `${whole}: ${label(within)}` : whole;
}
