// Who is signed in: authorization code with PKCE on Cognito's own pages. Tokens live in memory alone, so a reload asks
// these pages again, which answer without a word as long as their own session lasts.

const UNDER_WAY = "sign-in"; // in sessionStorage, from leaving this page to coming back: verifier, state, place
const SIGNED_OUT = "signed-out";
const EARLY = 60_000; // milliseconds before its end a token is renewed

let settings = null;
let tokens = null; // {access, refresh, until}
let renewing = null;

/** Who is signed in, as the page shows it: {email, groups}. */
export let person = null;

/** The group that may do more; the API looks itself. */
export const OPERATOR = "operator";

export class SessionEnded extends Error {}

/** Signs in, or leaves for the sign-in pages and never returns. Returns words where a person must press a button. */
export async function begin() {
  settings = await (await fetch("/settings.json")).json();
  const query = new URLSearchParams(location.search);
  const underWay = JSON.parse(sessionStorage.getItem(UNDER_WAY) ?? "null");
  sessionStorage.removeItem(UNDER_WAY);
  if (query.has("code") || query.has("error")) history.replaceState(null, "", `/${underWay?.place ?? ""}`);
  if (query.has("error")) return query.get("error_description") ?? "Signing in did not work.";
  if (query.has("code")) {
    if (!underWay || query.get("state") !== underWay.state) return "This sign-in was begun in another window.";
    return await taken({ grant_type: "authorization_code", code: query.get("code"), code_verifier: underWay.verifier, redirect_uri: here() });
  }
  if (sessionStorage.getItem(SIGNED_OUT)) {
    sessionStorage.removeItem(SIGNED_OUT);
    return "You are signed out.";
  }
  return signIn();
}

/** Leaves for the sign-in pages; back at the same place of this page afterwards. */
export async function signIn() {
  const verifier = random(32);
  const state = random(16);
  sessionStorage.setItem(UNDER_WAY, JSON.stringify({ verifier, state, place: location.hash }));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  leave("/oauth2/authorize", {
    client_id: settings.clientId,
    response_type: "code",
    scope: settings.scope,
    redirect_uri: here(),
    state,
    code_challenge: encoded(new Uint8Array(digest)),
    code_challenge_method: "S256",
  });
  return new Promise(() => {});
}

export function signOut() {
  sessionStorage.setItem(SIGNED_OUT, "yes");
  leave("/logout", { client_id: settings.clientId, logout_uri: here() });
}

/** An access token that is good for another minute. Throws SessionEnded. */
export async function accessToken({ anew = false } = {}) {
  if (!anew && tokens && Date.now() < tokens.until - EARLY) return tokens.access;
  renewing ??= renewed().finally(() => (renewing = null));
  await renewing;
  return tokens.access;
}

async function renewed() {
  const refused = tokens?.refresh ? await taken({ grant_type: "refresh_token", refresh_token: tokens.refresh }) : "none";
  if (!refused) return;
  window.dispatchEvent(new Event("session-ended"));
  throw new SessionEnded("Your sign-in has ended.");
}

/** Keeps the tokens that Cognito gives for `grant`; words where it gives none. */
async function taken(grant) {
  const body = new URLSearchParams({ client_id: settings.clientId, ...grant });
  const answer = await fetch(`${settings.signInUrl}/oauth2/token`, { method: "POST", body });
  if (!answer.ok) return "Signing in did not work. Try once more.";
  const given = await answer.json();
  tokens = { access: given.access_token, refresh: given.refresh_token ?? tokens?.refresh, until: Date.now() + given.expires_in * 1000 };
  const groups = claims(given.access_token)["cognito:groups"];
  person = { email: given.id_token ? claims(given.id_token).email : person?.email, groups: groups ?? person?.groups ?? [] };
  return null;
}

const here = () => `${location.origin}/`;

function leave(path, query) {
  location.assign(`${settings.signInUrl}${path}?${new URLSearchParams(query)}`);
}

function claims(token) {
  const middle = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(middle), (letter) => letter.charCodeAt(0))));
}

function random(bytes) {
  return encoded(crypto.getRandomValues(new Uint8Array(bytes)));
}

function encoded(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
