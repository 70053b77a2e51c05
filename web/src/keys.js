// A handler's key file, read in this tab and never sent.
const LONGEST = 64 * 1024;
let identities = [];

/** Tell whether a key is open in this tab. */
export function hasKey() {
  return identities.length > 0;
}

/** Return the secret keys that are open here. */
export function openKeys() {
  return identities;
}

/** Read the secret keys of a key file, one a line; tell whether there is any. */
export async function readKeyFile(file) {
  const text = file.size > LONGEST ? "" : await file.text();
  identities = text.toUpperCase().match(/^\s*AGE-SECRET-KEY-1[0-9A-Z]{58}\s*$/gm)?.map((line) => line.trim()) ?? [];
  return hasKey();
}

/** Forget them. */
export function forgetKeys() {
  identities = [];
}
