// What the page asks of the server; a refusal becomes an Error with the server's words.

async function ask(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.description || `${answer.status} ${answer.statusText}`);
  return body;
}

export const get = (path) => ask(path);

export const post = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** Does one thing; see bot/training_acts.py for what there is. */
export const act = (does, details = {}) => post("/training/act", { does, ...details });

export const fileUrl = (fileId) => `/sim/files/${encodeURIComponent(fileId)}`;

export const qrUrl = (text) => `/sim/qr?text=${encodeURIComponent(text)}`;

/** Returns the bytes of `file` as base64. */
export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
