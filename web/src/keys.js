// A handler's key file, read in this tab and never sent; one that its owner has locked (age -p) is unlocked here, too.
import { beside } from "./beside.js";

const LONGEST = 64 * 1024;
const LOCKED = ["age-encryption.org/v1\n-> scrypt ", "-----BEGIN AGE ENCRYPTED FILE-----"];
let identities = [];
let locked = null;

/** Tell whether a key is open in this tab. */
export function hasKey() {
  return identities.length > 0;
}

/** Tell whether a key file waits for its passphrase. */
export function isLocked() {
  return locked !== null;
}

/** Return the secret keys that are open here. */
export function openKeys() {
  return identities;
}

/** Take a key file; tell whether there is any key in it, open or locked. */
export async function readKeyFile(file) {
  forgetKeys();
  if (file.size > LONGEST) return false;
  const content = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(content);
  if (LOCKED.some((beginning) => text.startsWith(beginning))) locked = content;
  else identities = keysIn(text);
  return hasKey() || isLocked();
}

/** Open the locked key file; tell whether this is its passphrase. It takes seconds, on purpose. */
export async function unlockKeyFile(passphrase) {
  const text = await beside("unlock", { locked, passphrase }).catch(() => null);
  if (text === null) return false;
  identities = keysIn(text);
  locked = null;
  return hasKey();
}

/** Forget them. */
export function forgetKeys() {
  identities = [];
  locked = null;
}

function keysIn(text) {
  return text.toUpperCase().match(/^\s*AGE-SECRET-KEY-1[0-9A-Z]{58}\s*$/gm)?.map((line) => line.trim()) ?? [];
}
