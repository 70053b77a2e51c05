// One person's phone: the chat with the bot, kept up to date by its events, and what can be done in it.

import { act, get } from "./api.js";
import { attachMenu, botLinkDialog } from "./attach.js";
import { button, el, icon, iconButton, openMenu } from "./dom.js";
import { bubble, gist } from "./message.js";
import { day, levelName, roleName, say } from "./words.js";

const TYPING_MS = 4000;
const TOAST_MS = 4000;
const PRESSED = "a, button";

export class Phone {
  /** `person` is {id, name, roles}; `page` has botName(), browser(), changed(phone), hide(phone) and others(phone). */
  constructor(person, page) {
    this.id = person.id;
    this.person = person;
    this.page = page;
    this.unread = 0;
    this.visible = false;
    this.messages = new Map();
    this.taps = new Map();
    this.answers = new Set();
    this.seq = 0;
    this.blocked = false;
    this.build();
  }

  build() {
    const draft = this.field?.value ?? "";
    this.list = el("ol", { class: "messages", on: { keydown: (event) => this.step(event) } });
    const name = say("chat-of", { name: this.person.name });
    this.scroll = el("div", { class: "scroll", role: "log", tabIndex: 0, "aria-label": name }, this.list);
    this.replyKeys = el("div", { class: "reply-keys", hidden: true });
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.subtitle = el("small", {}, say("bot"));
    this.footer = el("div", { class: "composer-place" });
    const options = iconButton("dots", say("phone-menu"), () => this.options(options), { "aria-haspopup": "menu" });
    const fresh = el(
      "section",
      { class: "phone", "aria-label": this.label(), data: { who: this.person.name } },
      el(
        "div",
        { class: "holder" },
        el("strong", {}, this.person.name),
        el("span", { class: "roles" }, this.roles()),
        this.browser(),
        iconButton("close", say("hide"), () => this.page.hide(this)),
      ),
      el(
        "header",
        { class: "chat-head" },
        el("span", { class: "avatar", "aria-hidden": "true" }, "网"),
        el("div", { class: "chat-title" }, el("strong", {}, this.page.botName()), this.subtitle),
        el("div", { class: "anchor" }, options),
      ),
      this.scroll,
      this.toasts,
      this.replyKeys,
      this.footer,
    );
    this.root?.replaceWith(fresh);
    this.root = fresh;
    this.composer();
    if (this.field) this.field.value = draft;
    this.redraw();
  }

  /** What a phone has beside Telegram: of somebody without a part in it, its browser, which opens the tip page. */
  browser() {
    const address = this.page.browser();
    if (!address || this.person.roles.length) return null;
    const words = say("browser");
    const to = { href: `${address}/t`, target: "_blank", rel: "noopener", title: words, "aria-label": words };
    return el("a", { class: "icon-button", ...to }, icon("globe"));
  }

  label() {
    return [this.person.name, this.roles()].filter(Boolean).join("，");
  }

  roles() {
    return this.person.roles
      .map((one) => `${roleName(one.role)}${one.level ? ` · ${levelName(one.level)}` : ""}`)
      .slice(0, 2)
      .join("，");
  }

  /** Reads the whole chat; what is in it already counts as read. */
  async load() {
    // What happens while the answer is on its way comes after it.
    const meanwhile = [];
    this.meanwhile = meanwhile;
    const chat = await get(`/sim/users/${this.id}/chat`);
    this.seq = chat.seq;
    if (chat.blocked !== this.blocked) this.setBlocked(chat.blocked);
    this.messages = new Map(chat.messages.map((message) => [message.message_id, message]));
    this.redraw();
    if (this.meanwhile === meanwhile) this.meanwhile = null;
    for (const event of meanwhile) this.take(event);
  }

  take(event) {
    if (this.meanwhile) {
      this.meanwhile.push(event);
      return;
    }
    if (event.seq <= this.seq) return;
    this.seq = event.seq;
    if (event.kind === "message") this.arrived(event.message);
    else if (event.kind === "edited") this.edited(event.message);
    else if (event.kind === "deleted") this.removed(event.message_id);
    else if (event.kind === "answer") this.answered(event);
    else if (event.kind === "action") this.typing();
  }

  arrived(message) {
    this.messages.set(message.message_id, message);
    const near = this.nearEnd();
    this.subtitle.textContent = say("bot");
    this.start?.remove();
    this.append(message);
    this.rove();
    this.showReplyKeys();
    if (near || !message.from.is_bot) this.toEnd();
    if (message.from.is_bot && (!this.visible || document.hidden)) this.unread += 1;
    // Who writes to the bot lets it write again.
    if (!message.from.is_bot && this.blocked) this.setBlocked(false);
    this.page.changed(this);
  }

  edited(message) {
    const before = this.messages.get(message.message_id);
    this.messages.set(message.message_id, message);
    const old = this.node(message.message_id);
    if (!old) return;
    const near = this.nearEnd();
    const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
    const fresh = bubble(message, this.on());
    old.replaceWith(fresh);
    this.rove();
    if (before && gist(before) !== gist(message)) fresh.classList.add("fresh");
    if (focused !== null) refocus(fresh, focused);
    if (near) this.toEnd();
    this.page.changed(this);
  }

  removed(messageId) {
    this.messages.delete(messageId);
    this.node(messageId)?.remove();
    this.rove();
    this.showReplyKeys();
    this.page.changed(this);
  }

  answered(event) {
    const node = this.taps.get(event.query_id);
    if (node) node.removeAttribute("aria-busy");
    // The answer may be here before the number of the press is.
    else this.answers.add(event.query_id);
    this.taps.delete(event.query_id);
    if (!event.text) return;
    if (event.show_alert) this.alert(event.text);
    else this.toast(event.text);
  }

  typing() {
    this.subtitle.textContent = say("typing");
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => (this.subtitle.textContent = say("bot")), TYPING_MS);
  }

  redraw() {
    this.list.replaceChildren();
    this.lastDay = null;
    this.scroll.setAttribute("aria-live", "off");
    for (const id of [...this.messages.keys()].sort((a, b) => a - b)) this.append(this.messages.get(id));
    this.scroll.removeAttribute("aria-live");
    this.rove();
    this.start?.remove();
    if (!this.messages.size) {
      this.start = el("div", { class: "empty" }, el("p", {}, say("nothing-yet")), button(say("start"), () => this.send("/start"), { class: "primary" }));
      this.scroll.append(this.start);
    }
    this.showReplyKeys();
    this.toEnd();
  }

  append(message) {
    const at = day(new Date(message.date * 1000));
    if (at !== this.lastDay) this.list.append(el("li", { class: "day" }, at));
    this.lastDay = at;
    this.list.append(bubble(message, this.on()));
  }

  on() {
    return {
      tap: (message, key, node) => this.tap(message, key, node),
      openLink: (url) => botLinkDialog(url, this, this.page.others(this)),
      send: (text) => this.send(text),
      copied: () => this.toast(say("copied")),
    };
  }

  node(messageId) {
    return this.list.querySelector(`[data-id="${messageId}"]`);
  }

  /** Of all windows Tab stops at the newest that has something to press; arrow keys go on to the older ones. */
  rove() {
    const windows = [...this.list.children].map((item) => [...item.querySelectorAll(PRESSED)]).filter((nodes) => nodes.length);
    windows.forEach((nodes, at) => nodes.forEach((node) => (node.tabIndex = at === windows.length - 1 ? 0 : -1)));
  }

  step(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const nodes = [...this.list.querySelectorAll(PRESSED)];
    const next = nodes[nodes.indexOf(event.target) + by];
    if (!by || !nodes.includes(event.target)) return;
    event.preventDefault();
    next?.focus();
  }

  nearEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 120;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  show(visible) {
    this.visible = visible;
    if (visible) this.unread = 0;
    this.root.hidden = !visible;
    if (visible) this.toEnd();
  }

  // --- what a person does ---

  /** Does something on this phone and shows a refusal as a toast; returns the answer, or null. */
  async do(does, details = {}) {
    try {
      return await act(does, { who: this.id, ...details });
    } catch (refused) {
      this.toast(refused.message);
      return null;
    }
  }

  send(text) {
    return this.do("text", { text });
  }

  async tap(message, key, node) {
    if (node.hasAttribute("aria-busy")) return;
    if (key.copy_text) {
      await navigator.clipboard?.writeText(key.copy_text.text).catch(() => undefined);
      this.toast(say("copied"));
      return;
    }
    node.setAttribute("aria-busy", "true");
    const pressed = await this.do("tap", { message_id: message.message_id, data: key.callback_data });
    const query = pressed?.query_ids[0];
    if (!pressed || this.answers.delete(query)) node.removeAttribute("aria-busy");
    else this.taps.set(query, node);
  }

  setBlocked(blocked) {
    this.blocked = blocked;
    this.composer();
  }

  async toggleBlock(blocked = !this.blocked) {
    if (await this.do(blocked ? "block" : "unblock")) this.setBlocked(blocked);
    this.page.changed(this);
  }

  // --- the lower edge ---

  composer() {
    if (this.blocked) {
      this.field = null;
      this.footer.replaceChildren(
        el("div", { class: "composer blocked" }, el("span", {}, say("blocked")), button(say("unblock"), () => this.toggleBlock(false))),
      );
      return;
    }
    this.field = el("textarea", { rows: 1, placeholder: say("message"), "aria-label": say("message"), maxLength: 20000 });
    const submit = () => {
      const text = this.field.value.trim();
      if (!text) return;
      this.field.value = "";
      this.grow();
      this.send(text);
    };
    this.field.addEventListener("input", () => this.grow());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        submit();
      }
    });
    const commands = iconButton("menu", say("commands"), () => this.commands(commands), { "aria-haspopup": "menu" });
    const attach = iconButton("clip", say("attach"), () => attachMenu(attach, this), { "aria-haspopup": "menu" });
    const form = el("form", { class: "composer" }, commands, attach, this.field, iconButton("send", say("send"), submit, { class: "icon-button send" }));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.footer.replaceChildren(form);
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 120)}px`;
  }

  async commands(anchor) {
    const listed = await get(`/sim/users/${this.id}/commands`);
    const items = listed.map((one) => [`/${one.command}`, () => this.send(`/${one.command}`), one.description]);
    openMenu(anchor, say("commands"), items.length ? items : [[say("no-commands"), () => undefined]]);
  }

  options(anchor) {
    openMenu(anchor, say("phone-menu"), [
      [say(this.blocked ? "unblock" : "block"), () => this.toggleBlock()],
      [say("hide"), () => this.page.hide(this)],
    ]);
  }

  showReplyKeys() {
    let markup = null;
    for (const message of this.messages.values()) {
      const found = message.reply_markup;
      if (found?.keyboard) markup = found;
      if (found?.remove_keyboard) markup = null;
    }
    this.replyKeys.hidden = !markup;
    const keys = (markup?.keyboard ?? []).map((row) => el("div", { class: "key-row" }, row.map((key) => this.replyKey(key, markup))));
    this.replyKeys.replaceChildren(...keys);
  }

  replyKey(key, markup) {
    const label = typeof key === "string" ? key : key.text;
    const press = () => {
      if (markup.one_time_keyboard) this.replyKeys.hidden = true;
      if (key.request_contact) this.do("contact", { phone_number: `+86130${String(this.id).slice(-8)}` });
      else this.send(label);
    };
    return button(label, press, { class: "key" });
  }

  // --- what lies above the chat for a moment ---

  toast(words) {
    const node = el("p", { class: "toast" }, words);
    this.toasts.append(node);
    setTimeout(() => node.remove(), TOAST_MS);
  }

  alert(words) {
    const back = document.activeElement;
    const close = () => {
      box.remove();
      if (back instanceof HTMLElement && back.isConnected) back.focus();
    };
    const ok = button(say("ok"), close, { class: "primary" });
    const box = el("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": words }, el("div", {}, el("p", {}, words), ok));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") event.preventDefault();
    });
    this.root.append(box);
    if (this.visible) ok.focus();
  }
}

/** Focuses, after a window changed under the finger, its button with the same words, or its first. */
function refocus(item, words) {
  const keys = [...item.querySelectorAll(".key")];
  (keys.find((key) => key.textContent === words) ?? keys[0])?.focus({ preventScroll: true });
}
