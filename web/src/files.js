// Photos, papers and sound that somebody adds: kept in this tab, photos drawn anew, so that nothing of where and by what is in them.
import { element } from "./page.js";
import { paddedFile } from "./sealing.js";
import { rules, say } from "./speaking.js";

const LONGEST_SIDE = 6000;
const QUALITY = 0.92;
const PADDED = 1.125; // an eighth comes to a file by padding

/** The files chosen at an <input type="file">, listed in a <ul>. */
export class Files {
  constructor(input, list, refused) {
    this.chosen = [];
    this.input = input;
    this.list = list;
    this.refused = refused;
    input.onchange = () => this.take([...input.files]);
  }

  get count() {
    return this.chosen.length;
  }

  /** The endings of their names, as the server is told. */
  get extensions() {
    return this.chosen.map(({ extension }) => extension);
  }

  /** What makes each file's bytes, padded, when it is its turn to be sealed. */
  get contents() {
    return this.chosen.map(({ blob }) => async () => paddedFile(new Uint8Array(await blob.arrayBuffer())));
  }

  async take(files) {
    this.input.value = "";
    this.refused.textContent = "";
    for (const file of files) {
      const fault = this.fault(file);
      if (fault) this.refused.textContent = fault;
      else this.chosen.push(await drawnAnew(file));
    }
    this.show();
  }

  /** Take { name, blob, extension, note } as it is; with `heard`, it can be listened to. */
  add(made) {
    this.chosen.push(made);
    this.show();
  }

  /** How many bytes one more file may have. */
  get room() {
    const { file_limit, files_limit, all_limit } = rules();
    if (this.count >= files_limit) return 0;
    return Math.min(file_limit, all_limit / PADDED - this.chosen.reduce((sum, { blob }) => sum + blob.size, 0));
  }

  fault(file) {
    const { extensions, file_limit, files_limit, all_limit } = rules();
    const whole = this.chosen.reduce((sum, { blob }) => sum + blob.size, file.size);
    if (this.count >= files_limit) return say("fault-files", { limit: files_limit });
    if (!extensions.includes(endingOf(file.name))) return say("file-kind", { name: file.name });
    if (file.size > file_limit || whole * PADDED > all_limit) return say("file-size", { name: file.name, limit: file_limit / 2 ** 20 });
    if (file.size === 0) return say("file-empty", { name: file.name });
    return "";
  }

  show() {
    this.empty();
    this.chosen.forEach(({ name, blob, note, heard }, place) => {
      const item = element("li", `${name}  ${say(note)}`);
      if (heard) item.append(player(blob, name));
      const remove = element("button", say("file-remove"));
      remove.type = "button";
      remove.className = "second";
      remove.setAttribute("aria-label", `${say("file-remove")} ${name}`);
      remove.onclick = () => {
        this.chosen.splice(place, 1);
        this.show();
      };
      item.append(remove);
      this.list.append(item);
    });
  }

  clear() {
    this.chosen = [];
    this.empty();
  }

  empty() {
    for (const { src } of this.list.querySelectorAll("audio")) URL.revokeObjectURL(src);
    this.list.replaceChildren();
  }
}

function player(blob, name) {
  const made = document.createElement("audio");
  Object.assign(made, { controls: true, src: URL.createObjectURL(blob) });
  made.setAttribute("aria-label", name);
  return made;
}

function endingOf(name) {
  return name.toLowerCase().match(/\.[a-z0-9]{1,7}$/)?.[0] ?? "";
}

/** Return a file as it is to be sealed: a picture drawn anew, where this browser can and tells the truth. */
async function drawnAnew(file) {
  const { name } = file;
  const ending = endingOf(name);
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const type = ending === ".png" ? "image/png" : "image/jpeg";
    const blob = await canvas.convertToBlob({ type, quality: QUALITY });
    if (blob.type === type && blob.size <= rules().file_limit && (await isTruthful())) {
      return { name, blob, extension: type === "image/png" ? ".png" : ".jpg", note: "file-drawn" };
    }
  } catch {
    // No picture, or none that this browser knows: it goes as it is, and that is said.
  }
  return { name, blob: file, extension: ending, note: "file-as-it-is" };
}

/** Tell whether a canvas gives back what was drawn: some browsers answer with noise, against being recognised by it. */
async function isTruthful() {
  const canvas = new OffscreenCanvas(16, 16);
  const context = canvas.getContext("2d");
  context.fillStyle = "#1e90c8";
  context.fillRect(0, 0, 16, 16);
  const picture = await createImageBitmap(await canvas.convertToBlob({ type: "image/png" }));
  const read = new OffscreenCanvas(16, 16).getContext("2d");
  read.drawImage(picture, 0, 0);
  const { data } = read.getImageData(0, 0, 16, 16);
  return data.every((value, place) => value === [0x1e, 0x90, 0xc8, 0xff][place % 4]);
}
