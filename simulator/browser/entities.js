// A message's text with its entities (core.telegram.org/bots/api#messageentity) as nodes. Offsets count UTF-16 units,
// as JavaScript's own strings do.

import { aside, el } from "./dom.js";
import { say } from "./words.js";

const TAGS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

/** Returns nodes for `text`; `on` has openLink(url), send(text) and copied(). */
export function richText(text, entities, on) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, 0, text.length, sorted, on);
}

function between(text, start, end, entities, on) {
  const nodes = [];
  let at = start;
  for (let i = 0; i < entities.length; i += 1) {
    const one = entities[i];
    if (one.offset < at || one.offset >= end) continue;
    if (one.offset > at) nodes.push(text.slice(at, one.offset));
    const stop = Math.min(one.offset + one.length, end);
    const inner = entities.slice(i + 1).filter((other) => other.offset < stop);
    nodes.push(wrap(one, text.slice(one.offset, stop), between(text, one.offset, stop, inner, on), on));
    at = stop;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function wrap(entity, words, nodes, on) {
  switch (entity.type) {
    case "code":
      return el("button", { type: "button", class: "code", title: say("copy"), on: { click: () => copy(words, on) } }, nodes);
    case "bot_command":
      return el("button", { type: "button", class: "link", on: { click: () => on.send(words) } }, nodes);
    case "url":
      return link(words, nodes, on);
    case "text_link":
      return link(entity.url, nodes, on);
    case "spoiler": {
      const secret = el("span", { "aria-hidden": "true" }, nodes);
      const hint = aside(say("spoiler"));
      const hidden = el("button", { type: "button", class: "spoiler" }, secret, hint);
      hidden.addEventListener("click", () => {
        hidden.classList.add("shown");
        secret.removeAttribute("aria-hidden");
        hint.remove();
      });
      return hidden;
    }
    default:
      return TAGS[entity.type] ? el(TAGS[entity.type], {}, nodes) : el("span", {}, nodes);
  }
}

function link(url, nodes, on) {
  if (isBotLink(url)) return el("button", { type: "button", class: "link", on: { click: () => on.openLink(url) } }, nodes);
  // Anything but the web (javascript:, data: ...) stays text.
  if (!/^https?:\/\//i.test(url)) return el("span", {}, nodes);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, nodes);
}

export const isBotLink = (url) => /^(https?:\/\/)?t\.me\//i.test(url);

async function copy(words, on) {
  await navigator.clipboard?.writeText(words).catch(() => undefined);
  on.copied();
}
