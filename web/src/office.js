// Word, Excel and PowerPoint files, packed anew of what a reader sees alone, as reports/evidence/office.py does on the server, and stricter: what it
// does not know it refuses. Regular expressions, since a parser would need a door in the policy; Office writes its XML in one way.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

const FOLLOWED = new Set(
  (
    "officeDocument styles settings numbering theme header footer footnotes endnotes comments fontTable chart diagramData diagramLayout " +
    "diagramQuickStyle diagramColors diagramDrawing vmlDrawing worksheet chartsheet sharedStrings drawing table slide slideLayout slideMaster " +
    "notesSlide notesMaster presProps tableStyles themeOverride commentAuthors image"
  ).split(" "),
);
const REFUSED = /<(?:\w+:)?(?:OLEObject|oleObj|oleObject|control|altChunk|externalReference|subDoc|contentPart|videoFile|audioFile)\b/;
const FIELDS = /<w:instrText[^>]*>([^<]*)|\bw:instr="([^"]*)"/g;
const KNOWN_FIELD = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC|REF|SEQ|STYLEREF|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN)\b[^:]*$/;
const DROPPED = /<w:rsids>.*?<\/w:rsids>|<w:docVars>.*?<\/w:docVars>|<(?:w:attachedTemplate|w:mailMerge|w1[45]:docId|xr:revisionPtr|fileSharing|x15ac:absPath)\b[^>]*?(?:\/>|>.*?<\/(?:w:mailMerge|w1[45]:docId|fileSharing|x15ac:absPath)>)/gs;
const TELLING = /\s(?:w:rsid\w*|w:date|w16du:dateUtc|w14:paraId|w14:textId|xr\d*:uid|descr|title)="[^"]*"/g;
const WHO = /\s(w:author|w:initials|userName|lastModifiedBy|userId|providerId)="[^"]*"/g;
const DEFAULTS = { xml: "application/xml", rels: "application/vnd.openxmlformats-package.relationships+xml", jpeg: "image/jpeg", jpg: "image/jpeg", png: "image/png", vml: "application/vnd.openxmlformats-officedocument.vmlDrawing" };
const UNPACKED_MOST = 300 * 2 ** 20;
const ROOT = "";

/** Return an Office file without who wrote it, when and with what; `drawn` draws a picture anew. Throws for what it does not know. */
export async function cleanedOffice(content, drawn) {
  let size = 0;
  const files = unzipSync(content, { filter: ({ originalSize }) => (size += originalSize) <= UNPACKED_MOST });
  if (size > UNPACKED_MOST) throw new Error("too large");
  const kept = {};
  const waiting = [ROOT];
  const seen = new Set(waiting);
  while (waiting.length) {
    const part = waiting.pop();
    const links = linksOf(files, part);
    if (links.length) kept[relsOf(part)] = strToU8(written(links));
    if (part !== ROOT) kept[part] = await cleanedPart(files[part], part, new Set(links.map(({ id }) => id)), drawn);
    for (const { path } of links) if (!seen.has(path)) seen.add(path) && waiting.push(path);
  }
  kept["[Content_Types].xml"] = strToU8(typesOf(strFromU8(files["[Content_Types].xml"]), kept));
  return zipSync(kept, { mtime: new Date(1980, 0, 1, 12) });
}

function relsOf(part) {
  const place = part.lastIndexOf("/") + 1;
  return `${part.slice(0, place)}_rels/${part.slice(place)}.rels`;
}

/** Return the links of a part that lead to what a reader sees: { id, type, target, path }. */
function linksOf(files, part) {
  const rels = files[relsOf(part)];
  const found = [];
  for (const [, attributes] of (rels ? strFromU8(rels) : "").matchAll(/<Relationship\b([^>]*)>/g)) {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    if (mode === "External" || !FOLLOWED.has(type.split("/").pop())) continue;
    const path = new URL(target, `file:///${part}`).pathname.slice(1);
    if (!files[path]) throw new Error("a part is missing");
    found.push({ id, type, path });
  }
  return found;
}

function written(links) {
  const lines = links.map(({ id, type, path }) => `<Relationship Id="${id}" Type="${type}" Target="/${path}"/>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join("")}</Relationships>`;
}

async function cleanedPart(content, path, links, drawn) {
  const ending = path.split(".").pop().toLowerCase();
  if (["png", "jpg", "jpeg"].includes(ending)) return drawn(content, DEFAULTS[ending]);
  if (!["xml", "vml"].includes(ending)) throw new Error("a part of another kind");
  const text = strFromU8(content);
  const fields = [...text.matchAll(FIELDS)].map(([, within, beside]) => within ?? beside);
  if (REFUSED.test(text) || !fields.every((field) => KNOWN_FIELD.test(field))) throw new Error("something active");
  // A remark in Excel begins with the name of who made it.
  const authors = [...text.matchAll(/<author>([^<]+)<\/author>/g)].map(([, author]) => author);
  return strToU8(
    authors
      .reduce((said, author) => said.replaceAll(`>${author}:`, ">"), text)
      .replace(/<!--.*?-->|<\?(?!xml )[^?]*\?>/gs, "")
      .replace(DROPPED, "")
      .replace(TELLING, "")
      .replace(WHO, ' $1="Author"')
      .replace(/(<p:cmAuthor\b[^>]*?\bname=")[^"]*("[^>]*?\binitials=")[^"]*"/g, '$1Author$2A"')
      .replace(/(<p:cm\b[^>]*?\bdt=")[^"]*"/g, '$12000-01-01T00:00:00"')
      .replace(/<author>[^<]*<\/author>/g, "<author>Author</author>")
      .replace(/(<(?:wp:docPr|pic:cNvPr|xdr:cNvPr|p:cNvPr|a:cNvPr)\b[^>]*?\bname=")[^"]*"/g, '$1"')
      .replace(/\s(r:(?:id|embed|link|pict))="([^"]*)"/g, (whole, name, id) => (links.has(id) ? whole : name === "r:id" ? ' r:id=""' : "")),
  );
}

/** Return [Content_Types].xml for the parts that stayed. */
function typesOf(text, kept) {
  const overrides = [...text.matchAll(/<Override\b[^>]*>/g)].map(([whole]) => whole).filter((whole) => kept[whole.match(/PartName="\/([^"]*)"/)?.[1]]);
  if (overrides.some((whole) => /macroEnabled/i.test(whole))) throw new Error("made for macros");
  const defaults = Object.entries(DEFAULTS).map(([ending, type]) => `<Default Extension="${ending}" ContentType="${type}"/>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join("")}${overrides.join("")}</Types>`;
}
