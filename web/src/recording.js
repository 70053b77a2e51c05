// A voice, recorded in this tab: in its memory alone, to be listened to and dropped like any chosen file.
import { at, tell } from "./page.js";
import { joined, plainSound } from "./sound.js";
import { rules, say } from "./speaking.js";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4"];
const BITS_PER_SECOND = 32000;
const SLICE_MS = 1000;
const MARGIN_BYTES = 256 * 1024;

/** The button that records into `files`, an instance of Files. */
export class Recording {
  constructor(files) {
    this.files = files;
    this.recorder = null;
    this.count = 0;
    this.done = Promise.resolve();
    at("record").onclick = () => (this.recorder ? this.finish() : this.begin());
    at("choose-sound").onclick = () => files.input.click();
    addEventListener("pagehide", () => this.finish());
    this.show();
  }

  /** Ask for the microphone and record, until `finish`, or until there is no room for more. */
  async begin() {
    if (at("record").getAttribute("aria-busy") === "true") return;
    this.fail(null);
    at("record").setAttribute("aria-busy", "true");
    try {
      if (this.files.room < MARGIN_BYTES) return this.fail("record-full");
      const kind = KINDS.find((known) => self.MediaRecorder?.isTypeSupported(known));
      if (!kind || !navigator.mediaDevices) return this.fail("record-unable");
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
      this.done = this.keep(new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: BITS_PER_SECOND }), stream);
    } catch (error) {
      this.fail(["NotAllowedError", "SecurityError"].includes(error.name) ? "record-refused" : "record-unable");
    } finally {
      at("record").removeAttribute("aria-busy");
      this.show();
    }
  }

  /** Stop; resolves when what was recorded is among the files. */
  finish() {
    if (this.recorder?.state === "recording") this.recorder.stop();
    return this.done;
  }

  keep(recorder, stream) {
    const parts = [];
    let size = 0;
    const began = performance.now();
    const room = this.files.room - MARGIN_BYTES;
    const timing = setInterval(() => this.tick((performance.now() - began) / 1000), SLICE_MS / 4);
    this.recorder = recorder;
    this.tick(0);
    tell("recording");
    recorder.ondataavailable = ({ data }) => {
      parts.push(data.arrayBuffer());
      size += data.size;
      if (size > room && recorder.state === "recording") {
        this.fail("record-full");
        recorder.stop();
      }
    };
    recorder.start(SLICE_MS);
    return new Promise((resolve) => {
      recorder.onstop = async () => {
        clearInterval(timing);
        stream.getTracks().forEach((track) => track.stop());
        this.recorder = null;
        tell("");
        await this.add(joined((await Promise.all(parts)).map((part) => new Uint8Array(part))), recorder.mimeType, performance.now() - began);
        this.show();
        resolve();
      };
    });
  }

  add(recorded, type, milliseconds) {
    try {
      const { bytes, extension } = plainSound(recorded, type);
      const name = say("recorded", { part: String(++this.count), time: clock(milliseconds / 1000) });
      const blob = new Blob([bytes], { type: extension === ".ogg" ? "audio/ogg" : "audio/mp4" });
      this.files.add({ name, blob, extension, note: "file-recorded", heard: true });
    } catch {
      this.fail("record-unable");
    }
  }

  tick(seconds) {
    at("record-time").textContent = clock(seconds);
  }

  fail(key) {
    this.fault = key;
    this.show();
  }

  show() {
    at("record").textContent = say(this.recorder ? "record-stop" : "record");
    at("record").classList.toggle("recording", Boolean(this.recorder));
    at("record-time").hidden = !this.recorder;
    at("record-fault").textContent = this.fault ? say(this.fault, { limit: rules().file_limit / 2 ** 20 }) : "";
    at("choose-sound").hidden = !["record-refused", "record-unable"].includes(this.fault);
  }
}

/** Return seconds as minutes and seconds. */
function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
