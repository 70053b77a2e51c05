// A tip, or what is added to one, sent: sealed, in pieces of one size, committed at the end.
import { ask, Refused } from "./asking.js";
import { beside } from "./beside.js";

const TRIES = 5;

/** Return what the server says today: to whose keys, with which salt, and what work it asks for. */
export function today(waits) {
  return ask("/api/open", {}, { waits });
}

/**
 * Send parcels; `pack` is given what the server says today and returns { manifest, contents }: contents are padded bytes, or make them.
 *
 * `tells` hears how far it is. Whatever the server forgot or changed meanwhile is done again: nothing is lost by it.
 */
export async function send(pack, tells) {
  let how = "working";
  const waits = (waiting) => tells(waiting ? "waiting" : how);
  for (let left = TRIES; ; left--) {
    const known = await today(waits);
    if (known.closed) throw new Refused({ error: known.closed, to: known.letters_to });
    const { manifest, contents, recipients } = await pack(known);
    const parts = [];
    for (const content of contents) {
      const padded = content instanceof Uint8Array ? content : await content();
      parts.push(new Blob([await beside("seal", { content: padded, recipients }, [padded.buffer])]));
    }
    const work = { challenge: known.work.challenge, number: await beside("work", { asked: known.work }) };
    try {
      await deliver({ ...manifest, sealed_to: recipients, sizes: parts.map((part) => part.size), work }, parts, tells);
      return;
    } catch (error) {
      if (!(error instanceof Refused) || !["again", "keys"].includes(error.key) || left === 1) throw error;
      // Said until pieces go again: whoever reads it knows why it took longer.
      if (error.key === "keys") how = "anew";
    }
  }
}

async function deliver(manifest, parts, tells) {
  const waits = (waiting) => tells(waiting ? "waiting" : "working");
  const begun = await ask("/api/begin", manifest, { waits });
  if (begun.done) return;
  const whole = new Blob(parts);
  const pieces = Math.ceil(whole.size / begun.piece);
  for (let place = 0; place < pieces; place++) {
    // The last one is filled up: all that whoever looks on can count is pieces.
    const piece = new Uint8Array(begun.piece);
    piece.set(new Uint8Array(await whole.slice(place * begun.piece, (place + 1) * begun.piece).arrayBuffer()));
    await ask("/api/piece", piece, { headers: { "X-Upload": begun.upload, "X-Piece": String(place) }, waits });
    tells("sent", { part: Math.round((100 * (place + 1)) / pieces) });
  }
  await ask("/api/commit", { upload: begun.upload }, { waits });
}
