// What takes long, beside the page: deriving, sealing, opening, the proof of work. It asks nobody anything.
import { derive, work } from "./receipts.js";
import { rewrapRows } from "./rewrap.js";
import { openBytes, openText, seal, unlockText } from "./sealing.js";

const ACTS = {
  derive: ({ code, stretching }) => derive(code, stretching),
  seal: ({ content, recipients }) => seal(content, recipients),
  openAny: ({ versions, identities }) => openBytes(versions, identities),
  unlock: ({ locked, passphrase }) => unlockText(locked, passphrase),
  open: ({ sealed, identity }) => openText(sealed, identity),
  rewrap: (given) => rewrapRows(given),
  work: ({ asked }) => work(asked),
};

self.onmessage = async ({ data: { id, act, given } }) => {
  try {
    const done = await ACTS[act](given);
    self.postMessage({ id, done }, done instanceof Uint8Array ? [done.buffer] : []);
  } catch (error) {
    self.postMessage({ id, failed: String(error) });
  }
};
