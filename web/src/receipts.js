// Receipt codes and what they open, as domain/tips/receipts.py and storage/tips/receipt_keys.py make them.
import { identityToRecipient } from "age-encryption";
import { blake2b } from "@noble/hashes/blake2.js";
import { argon2id } from "hash-wasm";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Return a fresh code: 80 random bits as 16 symbols, and a check symbol. */
export function newReceipt() {
  // 256 is a multiple of 32: each symbol is as likely as any other.
  const symbols = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => ALPHABET[byte & 31]).join("");
  return symbols + ALPHABET[remainder(symbols)];
}

/** Return a code in groups of four. */
export function showReceipt(code) {
  return code.match(/.{1,4}/g).join("-");
}

/** Return the code that a person typed, or null where none can have been meant. */
export function readReceipt(text) {
  const folded = text.normalize("NFKD").toUpperCase().replace(/[\p{Pd}\p{Zs}\p{Zl}\p{Zp}\p{Cc}\p{Cf}\p{Mn}−ー一_─~]/gu, "");
  const code = folded.replace(/O/g, "0").replace(/[IL]/g, "1");
  const whole = code.length === 17 && [...code].every((symbol) => ALPHABET.includes(symbol));
  return whole && remainder(code) === 0 ? code : null;
}

/** Tell whether a text gives a printed code away. */
export function holdsReceipt(text) {
  const folded = text.normalize("NFKD").toUpperCase().replace(/[\p{Pd}−ー一_─~]/gu, "-");
  const printed = /(?<![0-9A-Z])[0-9A-Z]{4}(?:\s*-+\s*[0-9A-Z]{4}){3}\s*-+\s*[0-9A-Z](?![0-9A-Z])/g;
  return (folded.match(printed) ?? []).some((found) => readReceipt(found) !== null);
}

/** Return what `code` opens: the key it is found under (hex), the identity that reads replies, its public half. */
export async function derive(code, { salt, memory_kib, passes }) {
  const stretched = await argon2id({
    password: code,
    salt: fromHex(salt),
    iterations: passes,
    memorySize: memory_kib,
    parallelism: 1,
    hashLength: 64,
    outputType: "binary",
  });
  const identity = bech32("age-secret-key-", split(stretched, "gridbot-reply")).toUpperCase();
  return { lookup: toHex(split(stretched, "gridbot-lookup")), identity, recipient: await identityToRecipient(identity) };
}

/** Return the first number whose hash, with the server's challenge, begins with `bits` zero bits. */
export async function work({ challenge, bits, memory_kib }) {
  for (let number = 0; ; number++) {
    const hash = await argon2id({
      password: String(number),
      salt: fromHex(challenge),
      iterations: 1,
      memorySize: memory_kib,
      parallelism: 1,
      hashLength: 16,
      outputType: "binary",
    });
    if (new DataView(hash.buffer, hash.byteOffset).getUint32(0) >>> (32 - bits) === 0) return number;
  }
}

function split(stretched, tag) {
  const personalization = new Uint8Array(16);
  personalization.set(new TextEncoder().encode(tag));
  return blake2b(new Uint8Array(), { key: stretched, dkLen: 32, personalization });
}

function remainder(symbols) {
  let value = 0;
  for (const symbol of symbols) {
    value = (value ^ ALPHABET.indexOf(symbol)) << 1;
    if (value >= 32) value ^= 0b100101;
  }
  return value;
}

function bech32(prefix, content) {
  let number = content.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) << 4n; // 256 bits fill 52 symbols less 4 bits
  const symbols = [];
  for (let place = 0; place < 52; place++, number >>= 5n) symbols.unshift(Number(number & 31n));
  const spread = [...prefix].map((letter) => letter.charCodeAt(0));
  const checked = [...spread.map((code) => code >> 5), 0, ...spread.map((code) => code & 31), ...symbols, 0, 0, 0, 0, 0, 0];
  const check = polymod(checked) ^ 1;
  for (let place = 5; place >= 0; place--) symbols.push((check >>> (5 * place)) & 31);
  return `${prefix}1${symbols.map((symbol) => BECH32[symbol]).join("")}`;
}

function polymod(symbols) {
  let check = 1;
  for (const symbol of symbols) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ symbol;
    GENERATORS.forEach((generator, place) => {
      if ((top >>> place) & 1) check ^= generator;
    });
  }
  return check;
}

function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function toHex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
