// A tip's texts and files, opened: on the server by passphrase, or here with the key file. Kept in this tab while the tip is shown.
import { Refused } from "./asking.js";
import { beside } from "./beside.js";
import { forShowing } from "./cleaning.js";
import { hasKey, openKeys } from "./keys.js";
import { at, element, tell } from "./page.js";
import { askAs } from "./session.js";
import { rules, say } from "./speaking.js";

let read = null;
let shown = [];
let number = "";
let player = null;

/** Forget everything that was opened. */
export function forgetRead() {
  read = null;
  shown = [];
  hush();
  for (const id of ["parts", "files", "batches"]) at(id).replaceChildren();
}

/** Read a tip: its texts, and by passphrase its files with them, as the chat does. */
export async function readTip(tip) {
  forgetRead();
  number = tip.number;
  tell("opening");
  if (hasKey() && tip.by_file) {
    const { parts } = await askAs("sealed", { number });
    read = { parts: await Promise.all(parts.map(opened)), files: tip.files, handed: false };
    tell("");
    showRead();
    return;
  }
  const { parts, files, by_earlier } = await askAs("read", { number });
  read = { parts, files, by_earlier, handed: true };
  showRead();
  await fetchFiles(files, true);
}

/** Read who reported: sealed apart, and opened apart. */
export async function readName(tip) {
  tell("opening");
  const answer = hasKey() && tip.by_file ? await opened(await askAs("sealed-name", { number: tip.number })) : await askAs("name", { number: tip.number });
  tell("");
  read ??= { parts: [], files: [], handed: true };
  number = tip.number;
  read.who = answer.text;
  showRead();
}

/** Show what was read, in whichever language is spoken now. */
export function showRead() {
  if (read === null) return;
  const parts = at("parts");
  parts.replaceChildren();
  for (const part of read.parts) {
    const { kind, on, grid, act } = part;
    parts.append(element("h3", say(`desk-part-${kind}`, { on, grid, act: say(`act-${act}`) })), words(part));
  }
  if (read.who !== undefined) parts.append(element("h3", say("desk-who")), words({ text: read.who }));
  if (read.by_earlier) parts.append(element("p", say("desk-by-earlier")));
  showFiles();
}

function words({ text, act, kind }) {
  const said = element("p", text ?? say("desk-not-opened"));
  said.className = text === null ? "fault" : "said";
  if (kind === "note" && act === "entry" && text !== null) said.textContent = entry(text);
  return said;
}

function entry(text) {
  try {
    const given = JSON.parse(text);
    return ["name", "post", "summary"].filter((key) => given[key]).map((key) => `${say(`desk-entry-${key}`)}：${given[key]}`).join("\n");
  } catch {
    return text;
  }
}

/** Return a sealed text opened with the key in this tab; its text is null where that does not open it. */
async function opened(part) {
  const versions = part.sealed.map((sealed) => Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0)));
  const content = await beside("openAny", { versions, identities: openKeys() }).catch(() => null);
  return { ...part, text: content && new TextDecoder().decode(content).trimEnd() };
}

/** Have a batch of sealed files handed out, as the chat does, and open each here. */
async function openBatch(start, original) {
  at("reading-fault").textContent = "";
  try {
    const { files } = await askAs("files", { number, start, original });
    await fetchFiles(files, !original);
  } catch (error) {
    tell("");
    at("reading-fault").textContent = fault(error);
  }
}

async function fetchFiles(files, isClean) {
  const of = number;
  for (const file of files) {
    tell("fetching", { place: file.place });
    const found = await fetchFile(file, isClean);
    // Another tip was opened meanwhile, or somebody signed out.
    if (read === null || number !== of) return;
    shown = shown.filter(({ id }) => id !== file.id).concat({ ...file, ...found }).sort((one, other) => one.place - other.place);
    showFiles();
  }
  tell("");
}

async function fetchFile({ id, extension }, isClean) {
  try {
    if (read.handed) {
      const file = await askAs("file", { number, id }, { file: true });
      return await forShowing(file.content, file.extension, true);
    }
    return await forShowing(await openedFile(id), extension, isClean);
  } catch (error) {
    return { fault: fault(error) };
  }
}

/** Return a sealed file opened here: as it is sealed now, else as it was before each hand-over. */
async function openedFile(id) {
  for (let back = 0; ; back++) {
    const { content } = await askAs("file", { number, id, back }, { file: true });
    const bytes = await beside("openAny", { versions: [content], identities: openKeys() }, [content.buffer]).catch(() => null);
    if (bytes !== null) return bytes;
  }
}

function fault(error) {
  if (!(error instanceof Refused)) return say("desk-not-opened");
  if (error.key.startsWith("evidence-refused")) return say("desk-file-unclean");
  return saidOf(error);
}

/** Return the sentence for what the server refused. */
export function saidOf(error) {
  if (!(error instanceof Refused)) return say("desk-unknown");
  const own = { "access-old-button": "desk-gone", outdated: "desk-outdated", unknown: "desk-unknown" }[error.key];
  const key = own ?? `fault-${error.key}`;
  return say(key, error.given) === key ? say("desk-unknown") : say(key, error.given);
}

function showFiles() {
  if (read === null) return;
  const list = at("files");
  list.replaceChildren(...shown.map(fileShown));
  const batches = at("batches");
  batches.replaceChildren();
  if (read.handed) return;
  const count = read.files.length;
  for (let start = 0; start < count; start += rules().files_at_once) {
    const last = Math.min(start + rules().files_at_once, count);
    for (const [key, original] of [["desk-open-files", false], ["desk-originals", true]]) {
      const button = element("button", say(key, { first: start + 1, last }));
      Object.assign(button, { type: "button", className: original ? "second" : "", onclick: () => openBatch(start, original) });
      batches.append(button);
    }
  }
}

function fileShown(file) {
  const { place, extension, grid, canvas, sound, note } = file;
  const item = document.createElement("li");
  const name = say(grid ? "desk-file-of" : "desk-file", { place, extension, grid });
  item.append(element("p", name));
  if (file.fault) {
    const said = element("p", file.fault);
    said.className = "fault";
    item.append(said);
    return item;
  }
  if (canvas) {
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", name);
    item.append(canvas);
  }
  if (sound) item.append(button(say("desk-file-play"), name, () => play(sound)), button(say("desk-file-hush"), name, hush));
  const asItIs = note === "as-it-is";
  const said = element("p", say(`desk-file-${note}`));
  said.className = asItIs ? "note" : "hint";
  item.append(said, button(say(asItIs ? "desk-file-save-as-it-is" : "desk-file-save"), name, () => save(file)));
  return item;
}

function button(label, name, act) {
  const made = element("button", label);
  Object.assign(made, { type: "button", className: "second", onclick: act });
  made.setAttribute("aria-label", `${label} ${name}`);
  return made;
}

function play(sound) {
  hush();
  player = new AudioContext();
  const source = player.createBufferSource();
  source.buffer = sound;
  source.connect(player.destination);
  source.start();
}

function hush() {
  player?.close();
  player = null;
}

function save({ blob, place, extension }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${number}-${place}${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
