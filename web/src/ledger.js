// The ledger as an Excel file: from the server whole, or with what is sealed put in here, by the key file.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beside } from "./beside.js";
import { hasKey, openKeys } from "./keys.js";
import { at, tell } from "./page.js";
import { askAs } from "./session.js";
import { say } from "./speaking.js";

const SHEET = "xl/worksheets/sheet1.xml";
const TEXT_LIMIT = 32767;
const MARKED = /(<c r="[A-Z]+)(\d+)("[^>]*><is>)<t[^>]*>([0-9a-f]{8}-\d+-([a-z]+))<\/t>/g; // a cell with its mark
const WIDTHS = { name: 12, post: 20, summary: 60 };
const LINE_POINTS = 16;
const HIGHEST_POINTS = 409;

/** Make the ledger and have the browser save it; return how many of its tips this key does not open. */
export async function saveLedger() {
  tell("opening");
  const { sheet, on, rows } = await askAs("ledger", { here: hasKey() });
  const opened = await Promise.all(rows.map(openedRow));
  const whole = filledIn(fromBase64(sheet), opened);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([whole], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }));
  link.download = `${say("desk-ledger-name")}-${on}.xlsx`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  tell("");
  return opened.filter(({ entry }) => entry === null).length;
}

async function openedRow({ marks, sealed }) {
  const given = { versions: sealed.map(fromBase64), identities: openKeys() };
  try {
    const content = await beside("openAny", given);
    return { marks, entry: JSON.parse(new TextDecoder().decode(content)) };
  } catch {
    return { marks, entry: null };
  }
}

/** Return the workbook with each mark replaced by what was opened; where nothing was, it says so. */
function filledIn(workbook, rows) {
  const texts = new Map(rows.flatMap(({ marks, entry }) => Object.entries(marks).map(([name, mark]) => [mark, entry ? String(entry[name] ?? "") : say("desk-ledger-sealed")])));
  if (texts.size === 0) return workbook;
  const files = unzipSync(workbook);
  const heights = new Map();
  const filled = strFromU8(files[SHEET]).replace(MARKED, (whole, head, row, rest, mark, name) => {
    if (!texts.has(mark)) return whole;
    heights.set(row, Math.max(heights.get(row) ?? 0, height(texts.get(mark), WIDTHS[name])));
    return `${head}${row}${rest}<t xml:space="preserve">${cell(texts.get(mark))}</t>`;
  });
  files[SHEET] = strToU8(filled.replace(/(<row r="(\d+)"[^>]*? ht=")([\d.]+)"/g, (_whole, head, row, before) => `${head}${Math.max(Number(before), heights.get(row) ?? 0)}"`));
  return zipSync(files);
}

/** Return how high a row must be for all words of a cell, in points, as reports/sheets/workbook.py reckons it. */
function height(text, width) {
  const columns = (line) => [...line].reduce((sum, letter) => sum + (letter.codePointAt(0) < 0x1100 ? 1 : 2), 0);
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(columns(line) / width)), 0);
  return Math.min(LINE_POINTS * lines, HIGHEST_POINTS);
}

/** Return a text as a cell's string, which never is a formula: without what no file can hold, and with what Excel would read otherwise escaped. */
function cell(text) {
  const held = [...text.slice(0, TEXT_LIMIT)].filter((letter) => /[\t\n\r\u0020-\ud7ff\ue000-\ufffd]|[\u{10000}-\u{10ffff}]/u.test(letter)).join("");
  return held.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Show the button that makes the ledger where there is a register; `attempt` says what is refused. */
export function listenForLedger(attempt) {
  at("ledger").onclick = () =>
    attempt("list-fault", async () => {
      const left = await saveLedger();
      at("status").textContent = say(left ? "desk-ledger-left" : "desk-ledger-saved", { count: left });
    });
}
