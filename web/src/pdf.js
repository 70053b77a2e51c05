// A PDF of what its pages show, in a document of its own: no author, no hour, no history, nothing active. What is not known is refused.
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFStream } from "@cantoo/pdf-lib";
import { unzlibSync } from "fflate";
import { joined } from "./sound.js";

const OF_PAGE = ["Type", "Parent", "Resources", "MediaBox", "CropBox", "Rotate", "Contents"];
const TELLING = ["Metadata", "PieceInfo", "LastModified", "OPI", "AA", "A", "Measure", "Alternates", "StructParent", "StructParents", "AF", "PtData", "Name"];
const DEVICES = { 1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK" };
const PASSED_BY = ["Link", "Popup"];
const name = (text) => PDFName.of(text);

/** Return the cleaned PDF; throws for one that is locked, has layers, forms or remarks, or pictures that can't be looked into. */
export async function cleanedPdf(content) {
  const read = await PDFDocument.load(content, { updateMetadata: false });
  if (["OCProperties", "AcroForm"].some((key) => read.catalog.has(name(key)))) throw new Error("layers or a form");
  for (const { node } of read.getPages()) {
    for (const remark of node.Annots()?.asArray() ?? []) {
      if (!PASSED_BY.includes(read.context.lookup(remark, PDFDict).get(name("Subtype"))?.decodeText())) throw new Error("a remark");
    }
    for (const key of node.keys()) if (!OF_PAGE.includes(key.decodeText())) node.delete(key);
  }
  for (const [ref, object] of read.context.enumerateIndirectObjects()) {
    scrub(object instanceof PDFStream ? object.dict : object, read.context);
    if (object instanceof PDFStream) read.context.assign(ref, picture(object, read.context));

  }
  const made = await PDFDocument.create({ updateMetadata: false });
  for (const page of await made.copyPages(read, read.getPageIndices())) made.addPage(page);
  return made.save({ useObjectStreams: false, updateFieldAppearances: false });
}

function plainName(dict, key) {
  const value = dict.get(name(key));
  return value instanceof PDFName ? value.decodeText() : "";
}

/** Take out of an object what tells of its making; colours are the screen's, since profiles name devices. */
function scrub(object, context) {
  const values = object instanceof PDFDict ? object.entries() : object instanceof PDFArray ? object.asArray().map((value, place) => [place, value]) : [];
  for (const [key, value] of values) {
    if (key instanceof PDFName && TELLING.includes(key.decodeText())) {
      object.delete(key);
      continue;
    }
    const device = deviceOf(value, context);
    if (device) object.set(key, device);
    else if (value instanceof PDFDict || value instanceof PDFArray) scrub(value, context);
  }
}

function deviceOf(value, context) {
  const found = context.lookup(value);
  if (!(found instanceof PDFArray) || found.size() !== 2 || String(found.get(0)) !== "/ICCBased") return null;
  const channels = context.lookup(found.get(1)).dict.lookup(name("N")).asNumber();
  if (!DEVICES[channels]) throw new Error("colours of another kind");
  return name(DEVICES[channels]);
}

/** Return a picture whose JPEG has the segments that draw it, and no others. */
function picture(stream, context) {
  const filter = context.lookup(stream.dict.get(name("Filter")));
  const filters = (filter instanceof PDFArray ? filter.asArray() : filter ? [filter] : []).map(String);
  if (!filters.includes("/DCTDecode")) {
    if (filters.includes("/JPXDecode")) throw new Error("a picture of another kind");
    return stream;
  }
  if (!(stream instanceof PDFRawStream)) throw new Error("a picture of another kind");
  let bytes = stream.contents;
  if (filters.length === 2 && filters[0] === "/FlateDecode") bytes = unzlibSync(bytes);
  else if (filters.length !== 1) throw new Error("a picture packed otherwise");
  const dict = stream.dict.clone(context);
  dict.set(name("Filter"), name("DCTDecode"));
  dict.delete(name("DecodeParms"));
  return PDFRawStream.of(dict, plainJpeg(bytes));
}

function plainJpeg(bytes) {
  const kept = [bytes.subarray(0, 2)];
  for (let at = 2; at < bytes.length; ) {
    const kind = bytes[at + 1];
    if (bytes[at] !== 0xff) break;
    if (kind === 0xd9) return joined([...kept, bytes.subarray(at, at + 2)]);
    const end = at + 2 + (bytes[at + 2] << 8) + bytes[at + 3];
    // Application segments and comments; 0xee says how the colours are meant.
    if (!((kind >= 0xe0 && kind <= 0xef && kind !== 0xee) || kind === 0xfe)) kept.push(bytes.subarray(at, end));
    at = end;
    if (kind !== 0xda) continue;
    let next = end;
    while (next < bytes.length && !(bytes[next] === 0xff && bytes[next + 1] !== 0 && (bytes[next + 1] < 0xd0 || bytes[next + 1] > 0xd7))) next++;
    kept.push(bytes.subarray(at, next));
    at = next;
  }
  throw new Error("a picture cut off");
}
