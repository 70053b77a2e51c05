// The register's steps as a form each: ways to choose from, words to type, one button that confirms.
import { at, element, show } from "./page.js";
import { saidOf } from "./reading.js";
import { askAs } from "./session.js";
import { rules, say } from "./speaking.js";

const LINES = ["note", "summary"];
const SEEN_BY_RECEIPT = ["accepted", "declined"];
const UNDONE = ["reopened", "note", "in_charge", "entry", "traceable"];
let tip = null;
let step = null;
let entered = () => {};

/** Show what can be entered of a tip now; `onEntered` is called with the tip as it is then and what is said of it. */
export function showActs(shown, body, onEntered) {
  tip = { ...shown, body };
  entered = onEntered;
  at("acts").replaceChildren(...tip.acts.map(actButton));
  at("ask").hidden = !tip.askable;
  if (step !== null && !at("stepping").hidden) fillStep();
  sayTitles();
}

/** Forget what was being entered. */
export function forgetStep() {
  tip = step = null;
  for (const id of ["acts", "items", "ways", "bars", "templates"]) at(id).replaceChildren();
  for (const id of ["step-of", "sure", "question-title", "recuse-title"]) at(id).textContent = "";
  at("question").value = "";
}

function actButton(offered, place) {
  const button = element("button", say(`act-${offered.act}`));
  Object.assign(button, { type: "button", className: place === 0 ? "" : "second", onclick: () => begin(offered) });
  return button;
}

function begin(offered) {
  step = offered;
  at("ways").replaceChildren();
  at("items").replaceChildren();
  refuse("");
  fillStep();
  show("stepping");
}

/** Put the step's form into the page, with what was chosen and typed in it so far. */
function fillStep() {
  const { act, ways, items } = step;
  const typed = typedWords();
  const before = chosenWay();
  at("step-of").textContent = say("desk-step-of", { number: tip.number, act: say(`act-${act}`) });
  at("sure").textContent = sure(act);
  at("sure").hidden = at("sure").textContent === "";
  const choices = act === "in_charge" ? tip.people.map(({ id, name }) => [String(id), name]) : ways.map((way) => [way, say(`way-${act}-${way}`)]);
  const title = act !== "in_charge" ? "desk-choose" : choices.length ? "desk-whose" : "desk-nobody-else";
  at("ways").hidden = choices.length === 0 && act !== "in_charge";
  at("ways").replaceChildren(element("legend", say(title)), ...choices.map((choice) => radio(choice, before)));
  at("items").replaceChildren(...items.flatMap((item) => field(item, typed[item.item] ?? "")));
}

function sure(act) {
  const own = say(`sure-${act}`);
  if (own !== `sure-${act}`) return own;
  if (UNDONE.includes(act)) return "";
  return [say("desk-no-undo"), SEEN_BY_RECEIPT.includes(act) ? say("desk-seen-by-receipt") : ""].join("");
}

function radio([value, name], before) {
  const label = element("label", "");
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "way", value, checked: value === before });
  label.append(input, element("span", name));
  return label;
}

function field({ item }, value) {
  const label = element("label", say(`desk-item-${item}`));
  label.htmlFor = `item-${item}`;
  const input = document.createElement(LINES.includes(item) ? "textarea" : "input");
  Object.assign(input, { id: `item-${item}`, autocomplete: "off", spellcheck: false, value });
  if (item !== "decided") return [label, input];
  const together = element("button", say(`together-${tip.body}`));
  Object.assign(together, { type: "button", className: "second", onclick: () => (input.value = together.textContent) });
  return [label, input, together];
}

function chosenWay() {
  return document.querySelector('input[name="way"]:checked')?.value ?? null;
}

function typedWords() {
  return Object.fromEntries((step?.items ?? []).map(({ item }) => [item, at(`item-${item}`)?.value ?? ""]));
}

/** Return what is missing or too long, as a sentence; "" where nothing is. */
function fault() {
  const words = typedWords();
  const long = step.items.find(({ item, limit }) => [...words[item].trim()].length > limit);
  if (long) return say("desk-too-long", { limit: long.limit });
  const missing = step.items.some(({ item, left_out }) => !left_out && !words[item].trim());
  const unchosen = !at("ways").hidden && chosenWay() === null;
  return missing || unchosen ? say("desk-needed") : "";
}

function refuse(sentence, bars = []) {
  at("step-fault").textContent = sentence;
  at("bars").replaceChildren(...bars.map((bar) => element("li", say(`bar-${bar}`).replace(/^\u2022\s*/, ""))));
}

async function confirm() {
  refuse(fault());
  if (at("step-fault").textContent) return;
  const { act } = step;
  const words = Object.fromEntries(Object.entries(typedWords()).filter(([, typed]) => typed.trim()));
  const chosen = act === "in_charge" ? { person: Number(chosenWay()) } : { way: chosenWay() };
  at("confirm").disabled = true;
  try {
    const told = await askAs("step", { number: tip.number, version: tip.version, act, words, ...chosen });
    if (told.bars) refuse(say("desk-bars"), told.bars);
    else entered(told, say("desk-done", { act: say(`act-${act}`) }));
  } catch (error) {
    await refused(error, refuse);
  }
  at("confirm").disabled = false;
}

async function sendQuestion() {
  const text = at("question").value.trim();
  const long = [...text].length > rules().question;
  at("question-fault").textContent = text === "" ? say("desk-needed") : long ? say("desk-too-long", { limit: rules().question }) : "";
  if (text === "" || long) return;
  try {
    const told = await askAs("question", { number: tip.number, asked: tip.asked, text });
    at("question").value = "";
    entered(told, say("desk-sent"));
  } catch (error) {
    await refused(error, (sentence) => (at("question-fault").textContent = sentence));
  }
}

/** Say what was refused; where somebody else was quicker, show the tip as it is now. */
async function refused(error, tells) {
  if (error.hasEnded) return;
  if (error.key !== "tip-register-changed") return tells(saidOf(error));
  const told = await askAs("tip", { number: tip.number }).catch(() => null);
  if (told !== null) entered(told, saidOf(error));
}

function sayTitles() {
  const { number } = tip;
  at("question-title").textContent = say("desk-question-title", { number });
  at("recuse-title").textContent = say("desk-step-of", { number, act: say("desk-recuse") });
  at("templates").replaceChildren(...rules().templates.map((name) => {
    const button = element("button", say(`template-${name}`));
    Object.assign(button, { type: "button", className: "second", onclick: () => (at("question").value = button.textContent) });
    return button;
  }));
}

async function recuse() {
  at("recuse-fault").textContent = "";
  const { number } = tip;
  try {
    await askAs("recuse", { number });
    entered(null, say("desk-recused", { number }));
  } catch (error) {
    if (!error.hasEnded) at("recuse-fault").textContent = saidOf(error);
  }
}

/** Have the page's buttons do all this. */
export function listenToSteps() {
  at("stepping").onsubmit = (event) => {
    event.preventDefault();
    confirm();
  };
  at("questioning").onsubmit = (event) => {
    event.preventDefault();
    sendQuestion();
  };
  at("ask").onclick = () => {
    at("question-fault").textContent = "";
    show("questioning");
  };
  at("recuse").onclick = () => {
    at("recuse-fault").textContent = "";
    show("recusing");
  };
  at("recuse-yes").onclick = recuse;
  for (const id of ["cancel", "cancel-question", "cancel-recuse"]) at(id).onclick = () => show("tip");
}
