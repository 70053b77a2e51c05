// /t: a tip, written and sealed here. All of it is in this tab's memory, and gone with it.
import { ask, Refused } from "./asking.js";
import { beside } from "./beside.js";
import { Files } from "./files.js";
import { at, begin, element, said, show, tell } from "./page.js";
import { departmentOfPoster } from "./poster.js";
import { holdsReceipt, newReceipt, showReceipt } from "./receipts.js";
import { Recording } from "./recording.js";
import { paddedText } from "./sealing.js";
import { send, today } from "./sending.js";
import { learnWords, rules, say } from "./speaking.js";

const SHORT = ["department", "person", "happened", "accused", "name", "contact"];
const FIELDS = ["what", ...SHORT];
let known = null;
let named = false;
let code = null;
let receipt = null;
let place = "";
let files = null;
let recording = null;

function chosen(name) {
  return document.querySelector(`input[name="${name}"]:checked`)?.value ?? null;
}

function short(id) {
  return at(id).value.split(/\s+/).filter(Boolean).join(" ");
}

function needed() {
  return named ? [...FIELDS] : FIELDS.filter((id) => !["name", "contact"].includes(id));
}

/** Return what is wrong with what was written, as the key of a sentence, and where; null where nothing is. */
function fault() {
  const limits = rules();
  const what = at("what").value.trim();
  if (!what && !files.count) return ["fault-what", "what"];
  if ([...what].length > limits.text_limit) return ["fault-long", "what"];
  const given = needed().find((id) => holdsReceipt(at(id).value));
  if (given) return ["fault-receipt", given];
  const long = needed().find((id) => id !== "what" && [...short(id)].length > limits.short_limit);
  if (long) return ["fault-short", long];
  if (chosen("concern") === "office" && !known.bodies.supervisor) return ["fault-unreached", "concern"];
  if (chosen("area") === null) return ["fault-area", "areas"];
  if (named && !short("name")) return ["fault-name", "name"];
  if (named && !short("contact")) return ["fault-contact", "contact"];
  return null;
}

function lines(title, answers) {
  return [title, ...answers.filter(([, answer]) => answer).map(([label, answer]) => `${label}：${answer}`)].join("\n");
}

/** Return the text as the chat makes it (domain/tips/tips.py), so that handlers read one kind of tip. */
function text() {
  const { labels, areas, unknown } = rules();
  const inspector = chosen("concern") === "inspector" ? short("accused") || unknown : "";
  const head = lines(labels.title, [
    [labels.area, areas[chosen("area")]],
    [labels.department, short("department")],
    [labels.person, short("person")],
    [labels.happened, short("happened")],
    [labels.inspector, inspector],
  ]);
  return `${head}\n\n${what()}`;
}

function what() {
  return at("what").value.trim() || rules().see_files;
}

function reporter() {
  const { labels } = rules();
  return lines(labels.reporter, [[labels.name, short("name")], [labels.contact, short("contact")]]);
}

async function pack(today) {
  const body = chosen("concern") === "office" ? "supervisor" : "office";
  const recipients = today.bodies[body];
  if (!recipients) throw new Refused({ error: "unreached", to: today.letters_to });
  code ??= newReceipt();
  receipt ??= await beside("derive", { code, stretching: today.stretching });
  const manifest = {
    kind: "tip",
    body,
    area: chosen("area"),
    named,
    extensions: files.extensions,
    concerns_inspector: chosen("concern") === "inspector",
    lookup: receipt.lookup,
    reply_recipient: receipt.recipient,
  };
  const contents = [paddedText(text()), ...(named ? [paddedText(reporter())] : []), ...files.contents];
  return { manifest, contents, recipients };
}

async function submit() {
  at("submit").disabled = at("change").disabled = true;
  at("refused").textContent = "";
  tell("working");
  try {
    await send(pack, tell);
    at("code").textContent = showReceipt(code);
    forget();
    leave("done");
  } catch (error) {
    tell("");
    at("refused").textContent = said(error);
    at("refresh").hidden = error.key !== "outdated";
  }
  at("submit").disabled = at("change").disabled = false;
}

function forget() {
  at("writing").reset();
  at("told").replaceChildren();
  files.clear();
  code = receipt = null;
  removeEventListener("beforeunload", warn);
}

function warn(event) {
  event.preventDefault();
}

/** Go on to a part to which 返回 of the browser leads back. */
function go(id) {
  history.pushState(null, "");
  show(id);
}

/** Go on to a part from which nothing leads back. */
function leave(id) {
  history.replaceState(null, "");
  show(id);
}

function write(withName) {
  named = withName;
  at("named-part").hidden = !named;
  addEventListener("beforeunload", warn);
  go("writing");
}

async function sum() {
  await recording.finish();
  const wrong = fault();
  at("fault").textContent = wrong ? say(wrong[0], { limit: wrong[1] === "what" ? rules().text_limit : rules().short_limit, to: known.letters_to }) : "";
  if (wrong) {
    const where = at(wrong[1]);
    (where.matches("fieldset") ? where.querySelector("input") : where).focus();
    return;
  }
  const told = at("told");
  told.replaceChildren();
  const answers = [
    ["way", say(named ? "named" : "anonymous")],
    ["what", what()],
    ["files", files.chosen.map(({ name }) => name).join("\n")],
    ["department", short("department")],
    ["person", short("person")],
    ["happened", short("happened")],
    ["concern", say(`concern-${chosen("concern")}`)],
    ["accused", chosen("concern") === "inspector" ? short("accused") : ""],
    ["area", say(`area-${chosen("area")}`)],
    ["name", named ? short("name") : ""],
    ["contact", named ? short("contact") : ""],
  ];
  for (const [label, answer] of answers) {
    if (answer) told.append(element("dt", say(`told-${label}`)), element("dd", answer));
  }
  at("refused").textContent = "";
  go("summary");
}

function sayWhatIsKnown() {
  document.querySelectorAll("#areas label").forEach((label) => label.remove());
  const before = chosen("area");
  for (const area of Object.keys(rules().areas)) {
    const label = element("label", "");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "area", value: area, checked: area === before });
    label.append(input, element("span", say(`area-${area}`)));
    at("areas").append(label);
  }
  at("place").textContent = say("place", { place });
  if (known === null) return;
  const past = Boolean(known.bodies?.supervisor);
  at("hospital").textContent = known.hospital;
  at("received").textContent = say(past ? "received-past" : "received");
  at("concern-hint").textContent = say(past ? "concern-past" : "concern-not-past");
  at("past").hidden = past || Boolean(known.closed);
  at("past").textContent = say(known.letters_to ? "not-past-letter" : "not-past", { to: known.letters_to });
  files?.show();
  recording?.show();
  tell("");
  if (known.closed) at("status").textContent = say(`fault-${known.closed}`, { to: known.letters_to });
}

/** What was written, for the page that takes this one's place. */
function contents() {
  return {
    fields: FIELDS.map((id) => at(id).value),
    concern: chosen("concern"),
    area: chosen("area"),
    named,
    code,
    files: files.chosen,
  };
}

function take(given) {
  FIELDS.forEach((id, number) => (at(id).value = given.fields[number]));
  for (const name of ["concern", "area"]) {
    const input = document.querySelector(`input[name="${name}"][value="${given[name]}"]`);
    if (input) input.checked = true;
  }
  at("accused-part").hidden = given.concern !== "inspector";
  code = given.code;
  files.chosen = given.files;
  files.show();
  write(given.named);
}

/** Open this page anew in another tab and hand over what was written: from memory to memory. */
function refresh() {
  const next = open("/t");
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== next || origin !== location.origin) return;
    if (data === "ready") next.postMessage(contents(), origin);
    if (data === "taken") {
      forget();
      leave("ended");
    }
  });
}

function takeOver() {
  if (!window.opener) return;
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== window.opener || origin !== location.origin || !data?.fields) return;
    take(data);
    source.postMessage("taken", origin);
  });
  window.opener.postMessage("ready", location.origin);
}

/** Write down the department that a poster's code names. */
function readPoster() {
  place = departmentOfPoster(rules().short_limit);
  at("place").hidden = !place;
  at("department").value = place;
}

function listen() {
  files = new Files(at("files"), at("chosen"), at("files-fault"));
  recording = new Recording(files);
  at("anonymous").onclick = () => write(false);
  at("named").onclick = () => write(true);
  at("writing").onsubmit = (event) => {
    event.preventDefault();
    sum();
  };
  at("concern").onchange = () => (at("accused-part").hidden = chosen("concern") !== "inspector");
  at("change").onclick = () => history.back();
  at("submit").onclick = submit;
  at("refresh").onclick = refresh;
  at("copy").onclick = () => navigator.clipboard.writeText(at("code").textContent).then(() => tell("copied"), () => tell("not-copied"));
  at("finish").onclick = () => {
    at("code").textContent = "";
    show("ended");
  };
  addEventListener("popstate", () => {
    recording.finish();
    if (!at("summary").hidden && !at("submit").disabled) show("writing");
    else if (!at("writing").hidden) show("notice");
  });
}

async function start() {
  begin();
  await learnWords();
  document.addEventListener("spoken", sayWhatIsKnown);
  sayWhatIsKnown();
  listen();
  readPoster();
  at("in-wechat").hidden = !/MicroMessenger/i.test(navigator.userAgent);
  known = await today((waiting) => tell(waiting ? "waiting" : ""));
  sayWhatIsKnown();
  for (const id of ["anonymous", "named"]) at(id).disabled = Boolean(known.closed);
  takeOver();
}

start().catch((error) => {
  at("status").textContent = error instanceof Refused ? said(error) : String(error);
});
