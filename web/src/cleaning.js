// What may be shown of an opened file, and what may be saved: pictures drawn anew, papers packed anew where this page knows all that is in them.
import { cleanedOffice } from "./office.js";
import { cleanedPdf } from "./pdf.js";
import { unpaddedFile } from "./sealing.js";

const PICTURES = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".tif", ".tiff"];
const SOUNDS = [".ogg", ".oga", ".opus", ".mp3", ".m4a", ".aac", ".amr", ".wav", ".webm"];
const PAPERS = [".docx", ".xlsx", ".pptx", ".pdf"];
const LONGEST_SIDE = 6000;
const QUALITY = 0.92;

/**
 * Return an opened file as it is shown: { canvas } for a picture, { sound } for what can be played, and what may be saved: { blob, extension, note }.
 *
 * `note` says how clean that is: "drawn" anew, "cleaned" before it was sealed (or on the server), "cleaned-here", "as-it-is". `isClean` is for files that came by the chat.
 */
export async function forShowing(opened, extension, isClean) {
  const inside = unpaddedFile(opened);
  const content = inside ?? opened;
  const whole = { blob: new Blob([content]), extension, note: isClean && inside === null ? "cleaned" : "as-it-is" };
  if (PICTURES.includes(extension)) return (await drawn(content)) ?? whole;
  if (SOUNDS.includes(extension)) return { ...whole, sound: await decoded(content) };
  if (whole.note === "as-it-is" && PAPERS.includes(extension)) return (await cleaned(content, extension)) ?? whole;
  return whole;
}

/** Return a paper packed anew; null where there is something in it that this page does not know. */
async function cleaned(content, extension) {
  try {
    const made = extension === ".pdf" ? await cleanedPdf(content) : await cleanedOffice(content, picture);
    return { blob: new Blob([made]), extension, note: "cleaned-here" };
  } catch {
    return null;
  }
}

/** Return the bytes of a paper's picture drawn anew. */
async function picture(content, type) {
  const found = await drawn(content, type);
  if (found === null) throw new Error("a picture that can't be read");
  return new Uint8Array(await found.blob.arrayBuffer());
}

/** Return a picture drawn anew; null where this browser can't read it. */
async function drawn(content, type = "image/jpeg") {
  try {
    const picture = await createImageBitmap(new Blob([content]), { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
    return { canvas, blob, extension: ".jpg", note: "drawn" };
  } catch {
    return null;
  }
}

/** Return a sound ready to be played, null where this browser can't; no player that would need the policy opened. */
async function decoded(content) {
  try {
    return await new OfflineAudioContext(1, 1, 48000).decodeAudioData(content.slice().buffer);
  } catch {
    return null;
  }
}
