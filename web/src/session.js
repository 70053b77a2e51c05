// Who has signed in to /h: a token in this tab's memory, and nowhere else.
import { ask, Refused } from "./asking.js";
import { tell } from "./page.js";

const ENDING = ["session", "post", "handlers-off", "outdated"];
const IDLE_MS = 30 * 60 * 1000;
let token = null;
let touched = 0;
let isDown = false;
let ended = () => {};

/** Sign in by the code of a link; `onEnd` is called with what ended the session, null for nothing done for long. */
export async function signIn(code, onEnd) {
  ({ token } = await ask("/api/h/in", { code }, { waits }));
  ended = onEnd;
  touched = Date.now();
}

/** Sign out here and on the server. */
export function signOut() {
  const left = token;
  token = null;
  return left === null ? null : ask("/api/h/out", { token: left }, { waits });
}

/** Return the server's answer to whoever has signed in; with `bytes`, a file. */
export async function askAs(path, body = {}, options = {}) {
  try {
    return await ask(`/api/h/${path}`, { token, ...body }, { waits, ...options });
  } catch (error) {
    if (error instanceof Refused && ENDING.includes(error.key)) {
      token = null;
      error.hasEnded = true;
      ended(error);
    }
    throw error;
  }
}

function waits(waiting) {
  if (waiting || isDown) tell(waiting ? "waiting" : "");
  isDown = waiting;
}

for (const event of ["click", "keydown", "input"]) addEventListener(event, () => (touched = Date.now()));
setInterval(() => {
  if (token === null || Date.now() - touched < IDLE_MS) return;
  signOut()?.catch(() => {});
  ended(null);
}, 10_000);
