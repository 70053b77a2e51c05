// /h: a handler signs in by a link from the chat, reads tips and enters the register's steps. All of it is in this tab's memory, and gone with it.
import { listenForHandOver } from "./handing.js";
import { forgetKeys, hasKey, isLocked, readKeyFile, unlockKeyFile } from "./keys.js";
import { listenForLedger } from "./ledger.js";
import { at, begin, element, show, tell } from "./page.js";
import { forgetRead, readName, readTip, saidOf, showRead } from "./reading.js";
import { askAs, signIn, signOut } from "./session.js";
import { learnWords, say } from "./speaking.js";
import { forgetStep, listenToSteps, showActs } from "./steps.js";

let list = null;
let tip = null;

/** Do `work`; what is refused is said at `where`. */
async function attempt(where, work) {
  at(where).textContent = "";
  try {
    await work();
  } catch (error) {
    if (error.hasEnded) return; // said where one signs in
    tell("");
    at(where).textContent = saidOf(error);
  }
}

async function enter() {
  const code = at("code").value;
  at("sign-in").disabled = true;
  await attempt("entering-fault", async () => {
    await signIn(code, leave);
    at("code").value = "";
    await openList(0);
  });
  at("sign-in").disabled = false;
}

/** Forget everything; `error` says what ended the session, null: nothing was done for long. */
function leave(error) {
  forgetAll();
  show("entering");
  at("entering-fault").textContent = error === null ? say("fault-session") : saidOf(error);
}

function forgetAll() {
  list = tip = null;
  forgetRead();
  forgetStep();
  forgetKeys();
  for (const id of ["tips", "facts", "remarks", "thread", "steps", "handing-to"]) at(id).replaceChildren();
  for (const id of ["who", "count", "number"]) at(id).textContent = "";
  for (const id of ["passphrase", "key-file", "key-passphrase"]) at(id).value = "";
}

async function openList(page) {
  list = await askAs("list", { page });
  tip = null;
  forgetRead();
  forgetStep();
  showList();
  show("list");
}

function showList() {
  if (list === null) return;
  at("hospital").textContent = list.hospital;
  at("who").textContent = say("desk-signed-in", { name: list.who });
  at("count").textContent = list.count ? say("desk-count", { count: list.count, page: list.page + 1, pages: list.pages }) : say("desk-none");
  at("newer").hidden = list.page === 0;
  at("older").hidden = list.page + 1 >= list.pages;
  at("tips").replaceChildren(...list.tips.map(tipLine));
}

function tipLine({ number, on, area, state, main, news, facts_news }) {
  const marks = [news ? say("desk-news") : "", facts_news ? say("desk-facts-news") : ""].filter(Boolean);
  const how = main ? say("desk-merged-into", { main }) : `${say(`state-${state}`)} ${say(`area-${area}`)}`;
  const item = document.createElement("li");
  const button = element("button", [`${number} ${on} ${how}`, ...marks].join(" · "));
  Object.assign(button, { type: "button", className: "second", onclick: () => attempt("list-fault", () => openTip(number)) });
  item.append(button);
  return item;
}

async function openTip(number) {
  const found = await askAs("tip", { number });
  forgetRead();
  tip = found;
  for (const id of ["tip-fault", "reading-fault"]) at(id).textContent = "";
  showTip();
  show("tip");
}

function showTip() {
  if (tip === null) return;
  const { number, steps, thread } = tip;
  at("number").textContent = say("desk-tip", { number });
  at("facts").replaceChildren(...facts().flatMap(([label, value]) => [element("dt", say(label)), element("dd", value)]));
  at("remarks").replaceChildren(...remarks().map((remark) => element("li", remark)));
  showWays();
  lines("thread", thread.map(({ on, from_reporter }) => say(from_reporter ? "desk-answered" : "desk-asked", { on })), "desk-no-thread");
  lines("steps", steps.map(stepSaid), "desk-no-steps");
  showActs(tip, list.body, entered);
  showRead();
}

/** A step was entered: show the tip as it is then; none is left after 回避. */
async function entered(told, sentence) {
  if (told === null) await attempt("list-fault", () => openList(list.page));
  else {
    tip = told;
    showTip();
    show("tip");
  }
  at("status").textContent = sentence;
}

function lines(id, said, none) {
  at(id).replaceChildren(...(said.length ? said : [say(none)]).map((line) => element("li", line)));
}

function stepSaid({ act, on, way, said }) {
  const chosen = way ? say(`way-${act}-${way}`) : said;
  return say(chosen ? "desk-step-way" : "desk-step", { on, act: say(`act-${act}`), way: chosen });
}

function facts() {
  const how = tip.named ? "desk-named" : tip.came_named ? "desk-unverified" : "desk-unnamed";
  return [
    ["desk-received", tip.on],
    ["desk-source", [say(`source-${tip.source}`), tip.grid].filter(Boolean).join(" ")],
    ["desk-area", say(`area-${tip.area}`)],
    ["desk-way", say(how)],
    ["desk-state", say(`state-${tip.state}`)],
    ["desk-in-charge", tip.in_charge],
    ["desk-traceable", tip.traceable && say(`way-traceable-${tip.traceable}`)],
    ["desk-main", tip.main],
    ["desk-merged", tip.merged.join(" ")],
  ].filter(([, value]) => value);
}

function remarks() {
  return [
    tip.files.length && say("desk-files", { count: tip.files.length }),
    tip.concerns_inspector && say("desk-concerns-inspector"),
    tip.news && say("desk-news"),
    tip.facts_news && say("desk-facts-news"),
    tip.erased_on && say("desk-erased", { on: tip.erased_on }),
    !tip.handed_over && say("desk-waiting"),
  ].filter(Boolean);
}

/** Show how it can be read: by passphrase, by key file, or not here. */
function showWays() {
  const byKey = tip.by_file && hasKey();
  const gone = Boolean(tip.erased_on);
  at("unlocking").hidden = gone || !tip.by_passphrase || tip.is_open || byKey;
  at("by-key").hidden = gone || !tip.by_file || byKey;
  at("key-unlocking").hidden = !isLocked();
  at("key-there").hidden = !byKey;
  at("no-way").hidden = gone || tip.by_file || tip.by_passphrase;
  const ready = !gone && (byKey || (tip.by_passphrase && tip.is_open));
  at("read").hidden = !ready;
  at("read-name").hidden = !ready || !tip.named;
  at("lock").hidden = byKey || !tip.is_open;
}

async function unlock() {
  const passphrase = at("passphrase").value;
  at("passphrase").value = "";
  await attempt("reading-fault", async () => {
    tell("opening");
    await askAs("unlock", { passphrase });
    tip.is_open = true;
    showWays();
    await readTip(tip);
  });
}

async function takeKey() {
  const [file] = at("key-file").files;
  at("key-file").value = "";
  if (!file) return;
  const found = await readKeyFile(file);
  at("reading-fault").textContent = found ? "" : say("desk-key-wrong");
  showWays();
  if (isLocked()) at("key-passphrase").focus();
  if (hasKey()) await attempt("reading-fault", () => readTip(tip));
}

async function unlockKey() {
  const passphrase = at("key-passphrase").value;
  at("key-passphrase").value = at("reading-fault").textContent = "";
  tell("opening");
  const found = await unlockKeyFile(passphrase);
  tell("");
  if (!found) at("reading-fault").textContent = say("fault-unlock-wrong");
  showWays();
  if (found) await attempt("reading-fault", () => readTip(tip));
}

async function lock() {
  await attempt("reading-fault", async () => {
    await askAs("lock");
    forgetRead();
    tip.is_open = false;
    showWays();
    at("status").textContent = say("desk-locked");
  });
}

/** Read the link's code, which stands behind # and so never reaches the server by a preview; take it out of the address. */
function readCode() {
  const code = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  if (/^[0-9A-Za-z-]{17,40}$/.test(code)) at("code").value = code;
}

function listen() {
  at("entering").onsubmit = (event) => {
    event.preventDefault();
    enter();
  };
  at("unlocking").onsubmit = (event) => {
    event.preventDefault();
    unlock();
  };
  at("key-unlocking").onsubmit = (event) => {
    event.preventDefault();
    unlockKey();
  };
  at("again").onclick = () => attempt("list-fault", () => openList(list.page));
  at("newer").onclick = () => attempt("list-fault", () => openList(list.page - 1));
  at("older").onclick = () => attempt("list-fault", () => openList(list.page + 1));
  at("to-list").onclick = () => attempt("tip-fault", () => openList(list.page));
  listenForLedger(attempt);
  listenForHandOver(attempt, () => openList(list.page));
  at("key-file").onchange = takeKey;
  at("forget-key").onclick = () => {
    forgetKeys();
    forgetRead();
    showWays();
  };
  at("read").onclick = () => attempt("reading-fault", () => readTip(tip));
  at("read-name").onclick = () => attempt("reading-fault", () => readName(tip));
  at("lock").onclick = lock;
  at("sign-out").onclick = async () => {
    const left = signOut();
    forgetAll();
    show("entering");
    at("status").textContent = say("desk-signed-out");
    await left;
  };
}

async function start() {
  begin();
  await learnWords("/assets/handling.json");
  for (const again of [showList, showTip]) document.addEventListener("spoken", again);
  listen();
  listenToSteps();
  readCode();
  addEventListener("hashchange", readCode);
}

start();
