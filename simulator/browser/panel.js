// What happened: deliveries, Bot API calls, faults to switch on, and the session as a whole.

import { act, get, post } from "./api.js";
import { form } from "./attach.js";
import { button, dialog, el } from "./dom.js";
import { dayAndTime, language, say } from "./words.js";

const FAULTS = {
  "fault-down": { kind: "bad_gateway" },
  // Only so many: each is waited out in real time, at every hour that the clock passes.
  "fault-429": { kind: "too_many_requests", method: "sendMessage", seconds: 1, times: 2 },
  "fault-lost": { kind: "lost_answer", method: "sendMessage" },
};
const WORRYING = new Set(["waiting", "refused", "failed", "perhaps_sent"]);
const WAIT_MS = 300;

export class Panel {
  /** `page` has phones() and say(words). */
  constructor(root, opener, page) {
    this.root = root;
    this.opener = opener;
    this.page = page;
    opener.addEventListener("click", () => this.open(this.root.hidden));
  }

  open(wanted) {
    this.root.hidden = !wanted;
    this.opener.setAttribute("aria-expanded", String(wanted));
    document.body.classList.toggle("with-panel", wanted);
    if (wanted) this.build();
  }

  build() {
    this.letters = el("div", {});
    this.calls = el("div", {});
    this.faults = el("div", { class: "faults" });
    const close = button(say("close"), () => this.open(false), { class: "panel-close" });
    this.root.replaceChildren(
      close,
      el("h2", {}, say("letters")),
      this.letters,
      el("h2", {}, say("faults")),
      this.faults,
      el("h2", {}, say("session")),
      this.session(),
      el("h2", {}, say("calls")),
      this.calls,
    );
    this.refresh();
  }

  /** Something happened: looks again in a moment, once for many. */
  touch() {
    if (this.root.hidden || this.waiting) return;
    this.waiting = setTimeout(() => {
      this.waiting = null;
      this.refresh();
    }, WAIT_MS);
  }

  async refresh() {
    const [happened, state] = await Promise.all([get("/training/happened"), get("/training/state")]);
    this.showLetters(happened);
    this.showCalls(happened.calls);
    this.showFaults(state.faults);
  }

  showLetters({ letters, states }) {
    const counts = Object.entries(states).filter(([, count]) => count);
    const chips = counts.map(([state, count]) =>
      el("span", { class: WORRYING.has(state) ? "state worrying" : "state" }, `${say(`state-${state}`)} ${count}`),
    );
    const rows = letters.slice(0, 30).map((one) => {
      const when = one.sent_at ?? one.not_before_at;
      const more = one.state === "waiting" && one.tries ? `，${say("tries", { count: one.tries })}，${say("next-try", { at: dayAndTime(new Date(when)) })}` : "";
      return el(
        "li",
        { class: WORRYING.has(one.state) ? "worrying" : "" },
        el("strong", {}, `${one.about[language]} → ${one.person_name ?? one.chat_id ?? ""}`),
        el("small", {}, `${say(`state-${one.state}`)}${more} · ${dayAndTime(new Date(when))}`),
      );
    });
    const none = letters.length ? null : el("p", { class: "hint" }, say("letters-none"));
    this.letters.replaceChildren(...[el("div", { class: "states" }, chips), none, rows.length ? el("ul", { class: "rows" }, rows) : null, el("p", { class: "hint" }, say("letters-hint"))].filter(Boolean));
  }

  showCalls(calls) {
    const names = new Map(this.page.phones().map((phone) => [phone.id, phone.person.name]));
    const rows = calls.slice(0, 40).map((one) =>
      el(
        "li",
        { class: one.status === 200 ? "" : "worrying" },
        el("strong", {}, one.method),
        el("small", {}, `${one.status || say("no-answer")} · ${Math.round(one.took_ms)} ms${one.chat_id ? ` · ${names.get(one.chat_id) ?? one.chat_id}` : ""}`),
      ),
    );
    this.calls.replaceChildren(el("ul", { class: "rows" }, rows));
  }

  showFaults(on) {
    const focused = document.activeElement?.dataset?.fault;
    const boxes = Object.entries(FAULTS).map(([name, fault]) => {
      const checked = on.some((one) => one.kind === fault.kind);
      return this.switch(name, say(name), checked, () => this.switchFault(name, on));
    });
    for (const phone of this.page.phones()) {
      boxes.push(this.switch(`blocked-${phone.id}`, say("fault-blocked", { name: phone.person.name }), phone.blocked, () => phone.toggleBlock()));
    }
    this.faults.replaceChildren(...boxes, el("p", { class: "hint" }, say("faults-hint")));
    if (focused) this.faults.querySelector(`[data-fault="${focused}"]`)?.focus();
  }

  switch(name, label, checked, act) {
    const box = el("input", { type: "checkbox", checked, data: { fault: name }, on: { change: act } });
    return el("label", { class: "switch" }, box, el("span", {}, label));
  }

  async switchFault(name, on) {
    const was = on.some((one) => one.kind === FAULTS[name].kind);
    if (!was) {
      await act("fault", FAULTS[name]);
      return;
    }
    await act("clear_faults");
    for (const [other, fault] of Object.entries(FAULTS)) {
      if (other !== name && on.some((one) => one.kind === fault.kind)) await act("fault", fault);
    }
  }

  session() {
    const save = button(say("save"), () => this.save());
    const restart = button(say("restart"), () => act("restart"));
    const reset = button(say("reset"), () => this.reset(), { class: "danger" });
    const key = el("a", { href: "/training/office-key.txt", download: "office-key.txt", class: "button" }, say("key"));
    return el("div", { class: "session" }, save, restart, key, reset, el("p", { class: "hint" }, say("save-hint"), " ", say("key-hint")));
  }

  save() {
    const title = el("input", { value: say("title"), required: true, maxLength: 80 });
    form(say("save"), say("save"), [[say("save-title"), title]], () => {
      const url = `/training/recording?title=${encodeURIComponent(title.value)}`;
      el("a", { href: url, download: `${title.value.replace(/[\\/:*?"<>|\s]+/g, "-")}.json` }).click();
    });
  }

  reset() {
    const sure = button(say("reset"), () => (box.close(), post("/training/reset")), { class: "danger" });
    const box = dialog(say("reset"), el("p", {}, say("reset-sure")), el("div", { class: "choices" }, sure));
  }
}
