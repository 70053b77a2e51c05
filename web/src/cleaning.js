// What may be shown of an opened file. Here is the place where papers are to be cleaned before they are saved.
import { unpaddedFile } from "./sealing.js";

const PICTURES = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".tif", ".tiff"];
const SOUNDS = [".ogg", ".oga", ".opus", ".mp3", ".m4a", ".aac", ".amr", ".wav", ".webm"];
const LONGEST_SIDE = 6000;
const QUALITY = 0.92;

/**
 * Return an opened file as it is shown: { canvas } for a picture, { sound } for what can be played, and what may be saved: { blob, extension, note }.
 *
 * `note` says how clean that is: "drawn" anew, "cleaned" before it was sealed (or on the server), "as-it-is". `isClean` is for files that came by the chat.
 */
export async function forShowing(opened, extension, isClean) {
  const inside = unpaddedFile(opened);
  const content = inside ?? opened;
  const whole = { blob: new Blob([content]), extension, note: isClean && inside === null ? "cleaned" : "as-it-is" };
  if (PICTURES.includes(extension)) return (await drawn(content)) ?? whole;
  if (SOUNDS.includes(extension)) return { ...whole, sound: await decoded(content) };
  return whole;
}

/** Return a picture drawn anew; null where this browser can't read it. */
async function drawn(content) {
  try {
    const picture = await createImageBitmap(new Blob([content]), { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
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
