// Sealing as the server's own does it (storage/tips/sealing.py): age files, with the proof that a hand-over is checked by.
import { Decrypter, Encrypter, Stanza, armor } from "age-encryption";
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

/** Return what was sealed, of the first of several ciphertexts of it that one of `identities` opens. */
export async function openBytes(versions, identities) {
  for (const [place, sealed] of versions.entries()) {
    const decrypter = new Decrypter();
    for (const identity of identities) decrypter.addIdentity(identity);
    try {
      return await decrypter.decrypt(sealed);
    } catch (error) {
      if (place === versions.length - 1) throw error;
    }
  }
}

/** Return the text of a key file that its owner has locked with a passphrase, as `age -p` does, in letters or not. */
export async function unlockText(locked, passphrase) {
  const text = new TextDecoder().decode(locked);
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(text.startsWith("-----BEGIN") ? armor.decode(text) : locked, "text");
}

/** Return the file that `paddedFile` padded, null for what is none. */
export function unpaddedFile(opened) {
  const end = opened.length - FILE_END.length - 8;
  if (end < 0 || FILE_END.some((byte, place) => opened[end + 8 + place] !== byte)) return null;
  const size = Number(new DataView(opened.buffer, opened.byteOffset + end, 8).getBigUint64(0));
  return padme(size + 8 + FILE_END.length) === opened.length ? opened.slice(0, size) : null;
}

/** Return the seed of the key by which whoever opened a file shows it, which follows from the file key. */
export function signingSeed(fileKey) {
  return hkdf(sha256, fileKey, undefined, PROOF, 32);
}

function proof(fileKey) {
  const shown = btoa(String.fromCharCode(...ed25519.getPublicKey(signingSeed(fileKey)))).replace(/=+$/, "");
  return [new Stanza(["gridbot-proof", shown], new Uint8Array())];
}
