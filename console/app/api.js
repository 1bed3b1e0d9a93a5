// Calls of the API. Each may be repeated without harm, so trouble on the way is met by asking again, a little later.

import { accessToken } from "./session.js";

const TRIES = 5;

/** The API said no: `detail` in words, `errors` and `problems` by their place. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer?.detail ?? "The API can't be reached.");
    this.status = status;
    this.errors = answer?.errors ?? [];
    this.problems = answer?.problems ?? [];
    this.estimate = answer?.estimate ?? null;
  }
}

export const get = (path, signal) => call("GET", path, undefined, {}, signal);
export const post = (path, body, headers = {}, signal = undefined) => call("POST", path, body, headers, signal);
export const remove = (path) => call("DELETE", path);

/** Throws Refused, SessionEnded, and AbortError once `signal` is aborted. */
async function call(method, path, body, headers = {}, signal = undefined) {
  let anew = false;
  for (let tried = 1; ; tried += 1) {
    const answer = await sent(method, path, body, headers, signal, await accessToken({ anew }));
    if (answer?.ok) return answer.status === 204 ? null : await answer.json();
    anew = answer?.status === 401 && !anew; // the clocks differ, or it was revoked: once more, with a new one
    if (!anew && (!passing(answer) || tried >= TRIES)) throw new Refused(answer?.status ?? 0, await words(answer));
    if (!anew) await wait(300 * 2 ** tried * (0.5 + Math.random()), signal);
  }
}

async function sent(method, path, body, headers, signal, token) {
  try {
    return await fetch(`/api${path}`, {
      method,
      signal,
      headers: { Authorization: `Bearer ${token}`, ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return null; // no network, for now
  }
}

function passing(answer) {
  return !answer || answer.status === 429 || answer.status >= 500;
}

async function words(answer) {
  try {
    return await answer.json();
  } catch {
    return null;
  }
}

/** Throws AbortError once `signal` is aborted. */
export function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("no longer wanted", "AbortError"));
    });
  });
}
