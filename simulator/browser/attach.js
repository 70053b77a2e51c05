// What can be sent beside typed words: files, forwarded messages, links.

import { act, base64, qrUrl } from "./api.js";
import { button, dialog, el, openMenu } from "./dom.js";
import { say } from "./words.js";

const ACCEPTS = { photo: "image/*", document: "", voice: "audio/*" };

export function attachMenu(anchor, phone) {
  const items = Object.keys(ACCEPTS).map((kind) => [say(kind), () => chooseFile(phone, kind)]);
  items.push(
    [say("voice-sample"), () => sendSample(phone)],
    [say("forward"), () => forwardDialog(phone)],
    [say("open-link"), () => typeLinkDialog(phone)],
  );
  openMenu(anchor, say("attach"), items);
}

function chooseFile(phone, kind) {
  const input = el("input", { type: "file", accept: ACCEPTS[kind], hidden: true, data: { kind } });
  input.addEventListener("change", async () => {
    if (input.files[0]) await sendFile(phone, kind, input.files[0].name, input.files[0]);
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  phone.root.append(input);
  input.click();
}

async function sendFile(phone, kind, name, file) {
  const caption = phone.field?.value.trim() ?? "";
  if (caption) phone.field.value = "";
  await phone.do("file", { kind, name, caption, base64: await base64(file) });
}

async function sendSample(phone) {
  const sample = await fetch("/browser/voice.ogg");
  await sendFile(phone, "voice", "voice.ogg", await sample.blob());
}

function forwardDialog(phone) {
  const writer = el("input", { value: say("forward-who-default"), maxLength: 64, required: true });
  const words = el("textarea", { rows: 4, required: true, maxLength: 4000 });
  form(say("forward"), say("send"), [[say("forward-who"), writer], [say("forward-what"), words]], () =>
    phone.do("forward", { text: words.value.trim(), writer: writer.value.trim() }),
  );
  words.focus();
}

function typeLinkDialog(phone) {
  const link = el("input", { type: "text", required: true, placeholder: "https://t.me/" });
  form(say("open-link"), say("open"), [[say("open-link-hint"), link]], () => phone.do("link", { link: link.value.trim() }));
  link.focus();
}

/** Opens a dialog of labelled fields; `done` is called when they are filled in. */
export function form(title, go, fields, done) {
  const rows = fields.map(([label, field]) => el("label", {}, el("span", {}, label), field));
  const body = el("form", { class: "fields" }, rows, el("button", { class: "primary" }, go));
  const box = dialog(title, body);
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    box.close();
    done();
  });
}

/** Opens what a t.me link leads to: on this phone, on another one, or as a QR code for the eye. */
export function botLinkDialog(url, phone, others) {
  const link = /^https?:/i.test(url) ? url : `https://${url}`;
  const choices = [button(say("open-here"), () => (box.close(), phone.do("link", { link })), { class: "primary" })];
  for (const other of others) {
    choices.push(button(say("open-on", { name: other.person.name }), () => (box.close(), other.do("link", { link }), other.page.show(other))));
  }
  choices.push(
    button(say("open-stranger"), async () => {
      box.close();
      const arrived = await act("arrive");
      await phone.page.opened(arrived.id);
      await act("link", { who: arrived.id, link });
    }),
  );
  const box = dialog(
    say("link"),
    el("p", { class: "url" }, link),
    el("img", { class: "qr", src: qrUrl(link), alt: say("qr"), width: 200, height: 200 }),
    el("div", { class: "choices" }, choices),
  );
}
