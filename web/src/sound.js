// What a browser recorded, without what it writes beside the voice: its own name and version, the microphone's rate, the hour.
const DESCEND = new Set([0x18538067, 0x1654ae6b, 0xae, 0x1f43b675, 0xa0]); // Segment, Tracks, TrackEntry, Cluster, BlockGroup
const CODEC_PRIVATE = 0x63a2;
const BLOCKS = new Set([0xa3, 0xa1]);
const BLOCK_HEAD = 4;
const LACED = 0x06;
const OPUS_HEAD_BYTES = 19;
const RATE = 48000;
const PAGE_PACKETS = 50; // of 20 ms: a second
const FIRST = 2;
const LAST = 4;
const SERIAL = 1;
const TIMED = new Set(["mvhd", "tkhd", "mdhd"]);
const BOXES = new Set(["moov", "trak", "mdia"]);
const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value >>> 0;
});

/** Return { bytes, extension } of what was recorded as `type`: WebM goes into Ogg, MP4 loses its times. */
export function plainSound(bytes, type) {
  if (type.startsWith("audio/webm")) return { bytes: oggOf(bytes), extension: ".ogg" };
  return { bytes: withoutTimes(bytes), extension: ".m4a" };
}

/** Return the Opus of a WebM file in Ogg (RFC 7845), which the chat's voices are as well, and the server can clean. */
function oggOf(webm) {
  const { head, packets } = opusOf(webm);
  if (head === null || packets.length === 0) throw new Error("no voice in it");
  new DataView(head.buffer).setUint32(12, RATE, true);
  const tags = new Uint8Array(16);
  tags.set(new TextEncoder().encode("OpusTags"));
  const pages = [page([head], 0, FIRST, 0), page([tags], 0, 0, 1)];
  let samples = 0;
  for (let start = 0; start < packets.length; ) {
    const laid = [];
    for (let segments = 0; start < packets.length && laid.length < PAGE_PACKETS; start++) {
      segments += Math.floor(packets[start].length / 255) + 1;
      if (segments > 255) break;
      laid.push(packets[start]);
      samples += samplesOf(packets[start]);
    }
    if (laid.length === 0) throw new Error("a packet too long");
    pages.push(page(laid, samples, start === packets.length ? LAST : 0, pages.length));
  }
  return joined(pages);
}

/** Return the OpusHead and the packets of a WebM file, as MediaRecorder streams it: sizes of what is still written are unknown. */
function opusOf(webm) {
  let head = null;
  const packets = [];
  for (let at = 0; at < webm.length; ) {
    const [id, afterId] = number(webm, at, true);
    const [size, start] = number(webm, afterId, false);
    at = DESCEND.has(id) ? start : start + size;
    if (at > webm.length) break; // cut off: what is whole stays
    if (id === CODEC_PRIVATE) head = webm.slice(start, start + OPUS_HEAD_BYTES);
    if (!BLOCKS.has(id)) continue;
    if (webm[start + BLOCK_HEAD - 1] & LACED) throw new Error("laced blocks");
    packets.push(webm.subarray(start + BLOCK_HEAD, at));
  }
  return { head, packets };
}

/** Return a variable number of EBML (RFC 8794) and where it ends; of an id, its marking bit stays. */
function number(bytes, at, whole) {
  const length = Math.clz32(bytes[at]) - 23;
  let value = whole ? bytes[at] : bytes[at] & (0xff >> length);
  for (let place = 1; place < length; place++) value = value * 256 + bytes[at + place];
  return [value, at + length];
}

/** Return how many samples of 48 kHz an Opus packet holds (RFC 6716, section 3.1). */
function samplesOf(packet) {
  const kind = packet[0] >> 3;
  const frame = kind < 12 ? [480, 960, 1920, 2880][kind & 3] : kind < 16 ? [480, 960][kind & 1] : [120, 240, 480, 960][kind & 3];
  return frame * [1, 2, 2, packet[1] & 0x3f][packet[0] & 3];
}

/** Return one page of Ogg (RFC 3533) with these packets, `samples` played at its end. */
function page(packets, samples, flags, place) {
  const lacing = packets.flatMap(({ length }) => [...new Array(Math.floor(length / 255)).fill(255), length % 255]);
  const made = joined([new Uint8Array(27), Uint8Array.from(lacing), ...packets]);
  const view = new DataView(made.buffer);
  made.set(new TextEncoder().encode("OggS"));
  made[5] = flags;
  view.setBigUint64(6, BigInt(samples), true);
  view.setUint32(14, SERIAL, true);
  view.setUint32(18, place, true);
  made[26] = lacing.length;
  view.setUint32(22, made.reduce((sum, byte) => (sum << 8) ^ CRC[((sum >>> 24) ^ byte) & 0xff], 0) >>> 0, true);
  return made;
}

/** Return an MP4 file whose boxes say of no hour: only Safari before 18.4 records such (ISO/IEC 14496-12, 8.2.2). */
function withoutTimes(mp4) {
  const made = mp4.slice();
  const view = new DataView(made.buffer);
  const walk = (at, end) => {
    while (at + 8 <= end) {
      const size = view.getUint32(at) || end - at;
      const name = String.fromCharCode(...made.subarray(at + 4, at + 8));
      if (BOXES.has(name)) walk(at + 8, Math.min(at + size, end));
      // A byte of version, three of flags, then two times: of 8 bytes in version 1, else of 4.
      if (TIMED.has(name)) made.fill(0, at + 12, at + 12 + (made[at + 8] === 1 ? 16 : 8));
      at += Math.max(size, 8);
    }
  };
  walk(0, made.length);
  return made;
}

/** Return these bytes one after another. */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}
