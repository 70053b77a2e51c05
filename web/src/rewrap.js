// A hand-over in the tab: an age file's header written anew for other keys, as storage/tips/rewrap.py does, its payload untouched.
import { Decrypter } from "age-encryption";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bech32 } from "@scure/base";
import { signingSeed } from "./sealing.js";

const PURPOSE = "gridbot hand-over v1\n";
const ONCE = new Uint8Array(12); // every wrapping key is used once only, hence the format's fixed nonce
const PROOF = /-> gridbot-proof ([A-Za-z0-9+/]{43})\n\n/;

/**
 * Return rows (reports/tips/hand_over_bundle.py) with headers written anew by one of `identities`, and how many none opens: { rows, left }.
 */
export async function rewrapRows({ rows, identities }) {
  const done = [];
  for (const row of rows) {
    const made = await rewrapped(row, identities).catch(() => null);
    if (made !== null) done.push(made);
  }
  return { rows: done, left: rows.length - done.length };
}

async function rewrapped({ kind, key, headers, to, earlier }, identities) {
  const made = { kind, key, was: {}, headers: {}, to, proofs: {} };
  for (const [name, coded] of Object.entries(headers)) {
    const held = bytesOf(coded);
    const [fileKey, opened] = await openedBy([held, ...(earlier[name] ?? []).map(bytesOf).reverse()], identities);
    const proof = proofOf(opened);
    const written = writeHeader(fileKey, to, proof !== null);
    made.was[name] = hex(sha256(held));
    made.headers[name] = coded64(written);
    if (proof !== null) made.proofs[name] = coded64(ed25519.sign(utf8(`${PURPOSE}${made.was[name]}\n${hex(sha256(written))}`), signingSeed(fileKey)));
  }
  return made;
}

/** Return the file key of the first of `headers` that opens, and that header. */
async function openedBy(headers, identities) {
  for (const header of headers) {
    const decrypter = new Decrypter();
    for (const identity of identities) decrypter.addIdentity(identity);
    const fileKey = await decrypter.decryptHeader(header).catch(() => null);
    if (fileKey === null) continue;
    const proof = proofOf(header);
    if (proof !== null && proof !== plain64(ed25519.getPublicKey(signingSeed(fileKey)))) throw new Error("the proof of another file");
    return [fileKey, header];
  }
  throw new Error("not opened");
}

function writeHeader(fileKey, recipients, proves) {
  const stanzas = [...new Set(recipients)].map((recipient) => wrap(fileKey, recipient));
  if (proves) stanzas.push(`-> gridbot-proof ${plain64(ed25519.getPublicKey(signingSeed(fileKey)))}\n\n`);
  const signed = `age-encryption.org/v1\n${stanzas.join("")}---`;
  const mac = hmac(sha256, hkdf(sha256, fileKey, undefined, utf8("header"), 32), utf8(signed));
  return utf8(`${signed} ${plain64(mac)}\n`);
}

function wrap(fileKey, recipient) {
  const { prefix, bytes } = bech32.decodeToBytes(recipient);
  if (prefix !== "age" || bytes.length !== 32) throw new Error("no key");
  const once = crypto.getRandomValues(new Uint8Array(32));
  const share = x25519.getPublicKey(once);
  const wrapping = hkdf(sha256, x25519.getSharedSecret(once, bytes), new Uint8Array([...share, ...bytes]), utf8("age-encryption.org/v1/X25519"), 32);
  return `-> X25519 ${plain64(share)}\n${plain64(chacha20poly1305(wrapping, ONCE).encrypt(fileKey))}\n`;
}

function proofOf(header) {
  return new TextDecoder("latin1").decode(header).match(PROOF)?.[1] ?? null;
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function coded64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

function plain64(bytes) {
  return coded64(bytes).replace(/=+$/, "");
}

function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
