// The page: opens phones, listens to what happens, and shares the room between them.

import { act, get } from "./api.js";
import { ClockBar } from "./clock.js";
import { aside, button, el } from "./dom.js";
import { Panel } from "./panel.js";
import { Phone } from "./phone.js";
import { People, pickDialog, roleBadges } from "./picker.js";
import { language, say, setLanguage } from "./words.js";

const SEEN = "gridbot-visible";
const WIDE_PANEL = 1200;

const $ = (id) => document.getElementById(id);
const people = new People();
const phones = new Map();
/** Which phones were taken and not put away, the last one last; as many of them are in front as there is room for. */
let taken = [];
let visible = [];
/** Where the tip page is, "" for nowhere. */
let tipPage = "";
let wide = window.innerWidth >= WIDE_PANEL;

const clock = new ClockBar($("clock"), $("status"), (words) => tell(words));
const panel = new Panel($("panel"), $("panel-button"), { phones: () => [...phones.values()] });

/** What a phone may ask of the page. */
const page = {
  botName: () => say("title").split(" · ")[0],
  changed: () => (showHolders(), panel.touch()),
  hide: (phone) => arrange(taken.filter((id) => id !== phone.id)),
  show: (phone) => reveal(phone.id),
  browser: () => tipPage,
  others: (phone) => visible.filter((id) => id !== phone.id).map((id) => phones.get(id)),
  opened: async (id) => {
    await refresh();
    reveal(id);
  },
};

function room() {
  const width = window.innerWidth - ($("panel").hidden || window.innerWidth < WIDE_PANEL ? 0 : 300);
  return Math.max(1, Math.min(3, Math.floor(width / 310)));
}

function tell(words) {
  $("status").textContent = words;
  const node = el("p", { class: "toast page-toast" }, words);
  document.body.append(node);
  setTimeout(() => node.remove(), 4000);
}

// --- which phones there are, and which are in front ---

async function refresh() {
  const state = await get("/training/state");
  $("hospital").textContent = state.hospital;
  tipPage = state.page;
  for (const one of state.phones) {
    if (phones.has(one.id)) continue;
    const roles = one.staff_number ? (people.find(one.staff_number)?.roles ?? []) : [];
    const phone = new Phone({ id: one.id, name: one.name, roles }, page);
    phones.set(one.id, phone);
    $("phones").append(phone.root);
    phone.show(false);
    phone.ready = phone.load();
  }
  await Promise.all([...phones.values()].map((phone) => phone.ready));
  clock.show(state.now, state.moves);
  arrange(taken);
  panel.touch();
}

function arrange(ids) {
  taken = ids.filter((id) => phones.has(id));
  visible = taken.slice(-room());
  for (const phone of phones.values()) phone.show(visible.includes(phone.id));
  // In the order in which they were opened. A node that is put where it stands would lose its place in the chat.
  const wanted = visible.map((id) => phones.get(id).root);
  const now = [...$("phones").children].filter((node) => wanted.includes(node));
  if (wanted.some((node, at) => node !== now[at])) $("phones").append(...wanted);
  for (const id of visible) phones.get(id).toEnd();
  sessionStorage.setItem(SEEN, JSON.stringify(taken));
  showHolders();
  showWelcome();
  document.querySelector('.chip[aria-pressed="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function reveal(id) {
  if (!visible.includes(id)) arrange([...taken.filter((other) => other !== id), id]);
  phones.get(id)?.field?.focus({ preventScroll: true });
}

function showHolders() {
  const chips = [...phones.values()].map((phone) => {
    const shown = visible.includes(phone.id);
    const mark = phone.unread ? [el("span", { class: "unread", "aria-hidden": "true" }, String(phone.unread)), aside(say("unread", { count: phone.unread }))] : [];
    const press = () => (shown ? page.hide(phone) : reveal(phone.id));
    return button([phone.person.name, ...mark], press, { class: "chip", "aria-pressed": String(shown), data: { id: String(phone.id) } });
  });
  const focused = document.activeElement?.dataset?.id;
  const more = button(`+ ${say("pick")}`, () => pickDialog(people, pick), { class: "chip pick" });
  $("holders").replaceChildren(more, ...chips);
  if (focused) $("holders").querySelector(`[data-id="${focused}"]`)?.focus();
  const unread = [...phones.values()].reduce((sum, phone) => sum + phone.unread, 0);
  document.title = (unread ? `(${unread}) ` : "") + say("title");
}

function showWelcome() {
  document.querySelector(".welcome")?.remove();
  if (visible.length) return;
  const examples = people.examples().map((one) => button([el("strong", {}, one.name), el("span", { class: "badges" }, roleBadges(one))], () => pick(one)));
  const stranger = button([el("strong", {}, say("pick-stranger")), el("small", {}, say("pick-stranger-hint"))], () => pick(null));
  $("phones").append(
    el("div", { class: "welcome" }, el("h2", {}, say("welcome")), el("p", {}, say("welcome-more")), el("div", { class: "examples" }, examples, stranger)),
  );
}

async function pick(one) {
  try {
    const spoken = language === "en" ? { language } : {};
    const given = one ? { staff_number: one.staff_number, name: one.name, ...spoken } : spoken;
    const opened = await act(one ? "pick" : "arrive", given);
    await page.opened(opened.id);
  } catch (refused) {
    tell(refused.message);
  }
}

// --- what happens ---

function take(event) {
  if (event.chat_id !== undefined) phones.get(event.chat_id)?.take(event);
  else if (event.kind === "clock") clock.pass(event.now);
  else if (event.kind === "phones") refresh();
  else if (event.kind === "moved") get("/training/state").then((state) => clock.arrived(state.now, state.moves));
  else if (event.kind === "restarted") tell(say("restarted"));
  else if (event.kind === "reset") startOver();
  panel.touch();
}

function startOver() {
  for (const phone of phones.values()) phone.root.remove();
  phones.clear();
  arrange([]);
  refresh().then(() => tell(say("was-reset")));
}

function listen() {
  const stream = new EventSource("/sim/stream");
  let lost = false;
  stream.onerror = () => {
    if (!lost) tell(say("lost"));
    lost = true;
  };
  stream.onmessage = async (message) => {
    const event = JSON.parse(message.data);
    if (event.kind !== "hello") {
      take(event);
      return;
    }
    if (lost) {
      // Events of the meantime are not told again; the chats themselves say how things stand.
      for (const phone of phones.values()) phone.ready = phone.load();
      await refresh();
      tell(say("again"));
    }
    lost = false;
  };
}

// --- the page's own words ---

function speak() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const node of document.querySelectorAll("[data-words]")) node.textContent = say(node.dataset.words);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  if (clock.now) clock.show(clock.now, clock.moves);
  for (const phone of phones.values()) phone.build();
  if (!$("panel").hidden) panel.build();
}

$("language-button").addEventListener("click", () => {
  setLanguage(language === "zh" ? "en" : "zh");
  speak();
  arrange(taken);
});
window.addEventListener("resize", () => {
  if (window.innerWidth < WIDE_PANEL && wide) panel.open(false);
  wide = window.innerWidth >= WIDE_PANEL;
  arrange(taken);
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) for (const id of visible) phones.get(id).unread = 0;
  showHolders();
});

speak();
listen();
await people.load();
taken = JSON.parse(sessionStorage.getItem(SEEN) ?? "[]");
await refresh();
if (window.innerWidth >= WIDE_PANEL) panel.open(true);
// Somebody who comes with a new tab finds the phones that are in use.
arrange(taken.length ? taken : [...phones.keys()]);
