// One message as a bubble, with what hangs on it: files above the text, buttons below.

import { fileUrl } from "./api.js";
import { aside, button, dialog, el, icon } from "./dom.js";
import { isBotLink, richText } from "./entities.js";
import { say, time } from "./words.js";

const HELD = ["document", "audio", "video", "voice", "sticker"];

/** Returns the list item for `message`; `on` has tap(message, button, node), openLink(url), send(text), copied(). */
export function bubble(message, on) {
  const mine = !message.from.is_bot;
  const at = new Date(message.date * 1000);
  const body = el("div", { class: "bubble" }, origin(message), quoted(message), file(message), contact(message), text(message, on));
  body.append(
    el(
      "div",
      { class: "meta" },
      // Of a bot's windows, which change all the time, Telegram's own apps don't say it either.
      mine && message.edit_date ? el("span", {}, say("edited")) : null,
      el("time", { dateTime: at.toISOString() }, time(at)),
    ),
  );
  const who = aside(`${mine ? say("you") : say("bot")}：`);
  const item = el("li", { class: mine ? "message mine" : "message", data: { id: String(message.message_id) } }, who, body);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) item.append(el("div", { class: "keys" }, rows.map((row) => keyRow(message, row, on))));
  return item;
}

/** Returns the first words of a message, for a list or a screen reader. */
export function gist(message) {
  return (message.text ?? message.caption ?? say(message.photo ? "picture" : "document")).slice(0, 80);
}

function origin(message) {
  const from = message.forward_origin;
  if (!from) return null;
  return el("div", { class: "origin" }, say("forwarded", { name: from.sender_user_name ?? from.sender_user?.first_name ?? "" }));
}

function quoted(message) {
  const replied = message.reply_to_message;
  return replied ? el("blockquote", { class: "quoted" }, gist(replied)) : null;
}

function text(message, on) {
  const words = message.text ?? message.caption;
  if (words === undefined) return null;
  return el("div", { class: "text" }, richText(words, message.entities ?? message.caption_entities ?? [], on));
}

function contact(message) {
  if (!message.contact) return null;
  return el("div", { class: "text" }, `${say("contact")} ${message.contact.first_name} ${message.contact.phone_number}`);
}

function file(message) {
  if (message.photo) return photo(message.photo.at(-1), message.caption);
  const kind = HELD.find((one) => message[one]);
  if (!kind) return null;
  const held = message[kind];
  const url = fileUrl(held.file_id);
  if (kind === "voice" || kind === "audio") return el("audio", { controls: true, preload: "none", src: url });
  if (kind === "video") return el("video", { controls: true, preload: "none", src: url });
  if (kind === "sticker") return el("div", { class: "text" }, say("sticker"));
  const name = held.file_name ?? kind;
  return el(
    "a",
    { class: "file", href: url, download: name },
    el("span", { class: "file-icon" }, icon("file")),
    aside(say("download", { name: "" })),
    el("span", {}, el("strong", {}, name), el("small", {}, size(held.file_size))),
  );
}

function photo(held, caption) {
  const url = fileUrl(held.file_id);
  const alt = caption ?? say("picture");
  const image = el("img", { src: url, alt, width: held.width, height: held.height });
  const enlarge = () =>
    dialog(say("picture"), el("img", { class: "large", src: url, alt }), el("p", {}, el("a", { href: url, download: "picture.png" }, say("download", { name: "" }))));
  return button(image, enlarge, { class: "photo", "aria-label": `${say("enlarge")}：${alt}` });
}

function size(bytes) {
  if (bytes === undefined) return "";
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function keyRow(message, row, on) {
  return el("div", { class: "key-row" }, row.map((key) => keyButton(message, key, on)));
}

function keyButton(message, key, on) {
  if (key.url && !isBotLink(key.url)) {
    return el("a", { class: "key", href: key.url, target: "_blank", rel: "noopener noreferrer" }, key.text);
  }
  const node = button(key.text, () => (key.url ? on.openLink(key.url) : on.tap(message, key, node)), { class: "key" });
  return node;
}
