// What ends a campaign, or has it go on: cancel, try again, delete. First the API says what that would do.

import { post, remove } from "./api.js";
import { announce, asked, button, make, said } from "./elements.js";
import { OPERATOR, person } from "./session.js";
import { counted, money, when } from "./words.js";

/** The buttons for a campaign as it stands; `done(deleted)` is called once something was done. */
export function endings(path, campaign, done) {
  const running = campaign.status === "processing";
  const operates = person.groups.includes(OPERATOR);
  const offered = (words, act, given) => button(words, (pressed) => act(path, done, pressed).catch((error) => told(pressed, error)), given);
  return [
    running && (campaign.cancellation?.settlement === campaign.settlement ? beingCancelled() : offered("Cancel", cancel)),
    !running && operates && campaign.retryable_count > 0 && offered("Try again what failed", redrive),
    !running && operates && offered("Delete", destroy, { class: "harm" }),
  ].filter(Boolean);
}

async function cancel(path, done, pressed) {
  const plan = await post(`${path}/cancel?dry_run=true`);
  const ready = plan.ready ? `${counted(plan.ready, "product")} that ${plan.ready === 1 ? "is" : "are"} ready stay${plan.ready === 1 ? "s" : ""}. ` : "";
  const made = plan.being_made ? `${plan.being_made} ${plan.being_made === 1 ? "is" : "are"} now, and others may be until it takes effect` : "none is that is known of";
  const kept = `${ready}${money(plan.cost)} is charged so far. Pictures (several) that are being made or asked for at this moment are charged, too: ${made}.`;
  const body = [make("p", {}, `${counted(plan.unmade, "product")} will not be made. This can't be undone.`), make("p", { class: "quiet" }, kept)];
  if (!(await asked("Cancel what is not made yet?", body, "Cancel it", { no: "Let it go on", harm: true, act: () => post(`${path}/cancel`) }))) return;
  announce("What is not made yet is cancelled");
  const going = beingCancelled();
  pressed.replaceWith(going);
  going.focus();
  done(false);
}

async function redrive(path, done) {
  const plan = await post(`${path}/redrive?dry_run=true`);
  const left = plan.left_alone.map((product) => make("li", {}, said(product.name), ": ", said(product.remedy)));
  const body = [
    make("p", {}, `${counted(plan.again.length, "product")} ${plan.again.length === 1 ? "goes" : "go"} on from where ${plan.again.length === 1 ? "it stands" : "they stand"}; nothing is paid twice.`),
    left.length > 0 && make("p", {}, "Left alone:"),
    left.length > 0 && make("ul", { class: "problem-list small" }, left),
  ].filter(Boolean);
  const yes = plan.again.length ? `Try again · at most ${money(plan.charge)}` : "Very well";
  const act = async () => plan.again.length && post(`${path}/redrive?at_most=${plan.charge}`);
  if (!(await asked("Try again what failed?", body, yes, { act })) || !plan.again.length) return;
  announce("What failed is on its way again");
  done(false);
}

async function destroy(path, done) {
  const plan = await remove(`${path}?dry_run=true`);
  const goes = [plan.products && counted(plan.products, "product"), plan.pictures && counted(plan.pictures, "picture"), `${Math.ceil(plan.bytes / 1e6)} MB`].filter(Boolean).join(", ");
  const charged = Number(plan.charged) ? ` ${money(plan.charged)} was charged for it, and is not given back.` : "";
  const body = [
    make("p", {}, make("strong", {}, said(plan.name)), `, of ${when(plan.created_at)}`),
    make("p", {}, `${goes}: gone for good, with all old versions.${charged}`),
    make("p", { class: "quiet" }, plan.stays),
    make("details", { class: "small quiet" }, make("summary", {}, "What stays, in detail"), make("p", {}, `${plan.stays_in_detail}.`)),
  ];
  if (!(await asked("Delete this campaign?", body, "Delete for good", { harm: true, act: () => remove(path) }))) return;
  done(true);
  announce("The campaign is deleted");
}

function beingCancelled() {
  return make("p", { class: "quiet", tabindex: "-1" }, "Being cancelled …");
}

function told(pressed, error) {
  if (error.name === "AbortError") return;
  if (!pressed.isConnected) return announce(error.message); // the campaign has gone on meanwhile, and is drawn anew
  const words = make("p", { class: "told bad small", role: "alert" }, error.message);
  pressed.parentElement.querySelector("[role=alert]")?.remove();
  pressed.parentElement.append(words);
}
