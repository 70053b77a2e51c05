// Sealing as the server's own does it (storage/tips/sealing.py): age files, with the proof that a hand-over is checked by.
import { Decrypter, Encrypter, Stanza } from "age-encryption";
import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

const PADDING_STEP = 512;
const FILE_END = new TextEncoder().encode("gridbot1");
const PROOF = new TextEncoder().encode("gridbot hand-over proof v1");

/** Return the next size, from `size` on, that tells little of what was padded to it (domain/tips/padding.py). */
export function padme(size) {
  if (size < 2) return size;
  const exponent = 31 - Math.clz32(size);
  const last = exponent - (32 - Math.clz32(exponent));
  if (last <= 0) return size;
  const step = 2 ** last;
  return Math.ceil(size / step) * step;
}

/** Return a text as it is sealed: without blanks at its end, a line feed, spaces. */
export function paddedText(text) {
  const content = new TextEncoder().encode(`${text.trimEnd()}\n`);
  const padded = new Uint8Array(padme(Math.ceil(content.length / PADDING_STEP) * PADDING_STEP)).fill(0x20);
  padded.set(content);
  return padded;
}

/** Return a file as it is sealed: its bytes, zeros, how many bytes it has (8, big-endian), a mark. */
export function paddedFile(content) {
  const padded = new Uint8Array(padme(content.length + 8 + FILE_END.length));
  padded.set(content);
  new DataView(padded.buffer).setBigUint64(padded.length - FILE_END.length - 8, BigInt(content.length));
  padded.set(FILE_END, padded.length - FILE_END.length);
  return padded;
}

/** Return `content` sealed to each of `recipients` (age1...) and to nobody else. */
export async function seal(content, recipients) {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  encrypter.addRecipient({ wrapFileKey: proof });
  return encrypter.encrypt(content);
}

/** Return the text that was sealed to the owner of `identity`. */
export async function openText(sealed, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return (await decrypter.decrypt(sealed, "text")).trimEnd();
}

function proof(fileKey) {
  const seed = hkdf(sha256, fileKey, undefined, PROOF, 32);
  const shown = btoa(String.fromCharCode(...ed25519.getPublicKey(seed))).replace(/=+$/, "");
  return [new Stanza(["gridbot-proof", shown], new Uint8Array())];
}
