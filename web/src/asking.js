// The server, asked: again and again while the network is down, for what is written must not be lost by it.
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15000;
export const bundle = document.querySelector('meta[name="bundle"]').content;

/** What the server refused, by the key of its sentence. */
export class Refused extends Error {
  constructor({ error, ...given }) {
    super(error);
    this.key = error;
    this.given = given;
  }
}

/**
 * Return the server's answer to `body` (an object, or bytes with `headers`); `waits` hears of every wait for the network.
 *
 * With `file`, the answer is a file: { content, extension }.
 */
export async function ask(path, body, { headers = {}, waits = () => {}, file = false } = {}) {
  const bytes = body instanceof Uint8Array;
  const sent = {
    method: "POST",
    body: bytes ? body : JSON.stringify({ bundle, ...body }),
    headers: { "Content-Type": bytes ? "application/octet-stream" : "application/json", ...headers },
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
  };
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const answer = await fetch(path, sent).catch(() => null);
    if (answer !== null && answer.status < 500) {
      const said = file && answer.ok ? await fetched(answer) : await answer.json().catch(() => null);
      if (said !== null) {
        waits(false);
        if (answer.ok) return said;
        throw new Refused(said);
      }
    }
    waits(true);
    await pause(wait);
  }
}

async function fetched(answer) {
  const content = await answer.arrayBuffer().catch(() => null);
  return content && { content: new Uint8Array(content), extension: answer.headers.get("X-Extension") };
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    const go = () => {
      removeEventListener("online", go);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    addEventListener("online", go);
  });
}
