// /r: how far a tip has got, for whoever has its receipt code. The code stays in this tab; so do its keys.
import { ask } from "./asking.js";
import { beside } from "./beside.js";
import { Files } from "./files.js";
import { at, begin, element, said, show, tell } from "./page.js";
import { holdsReceipt, readReceipt } from "./receipts.js";
import { paddedText } from "./sealing.js";
import { send, today } from "./sending.js";
import { learnWords, rules, say } from "./speaking.js";

let receipt = null;
let found = null;
let files = null;

async function lookUp() {
  const code = readReceipt(at("code").value);
  at("fault").textContent = code ? "" : say("fault-mistyped");
  if (!code) return;
  at("look-up").disabled = true;
  tell("deriving");
  const waits = (waiting) => tell(waiting ? "waiting" : "deriving");
  try {
    const { stretching } = await today(waits);
    receipt = await beside("derive", { code, stretching });
    found = await askThread(waits);
    at("code").value = "";
    await showThread();
  } catch (error) {
    tell("");
    at("fault").textContent = said(error);
  }
  at("look-up").disabled = false;
}

async function askThread(waits) {
  const { work } = await today(waits);
  const number = await beside("work", { asked: work });
  return ask("/api/thread", { lookup: receipt.lookup, work: { challenge: work.challenge, number } }, { waits });
}

async function showThread() {
  const messages = at("messages");
  messages.replaceChildren();
  for (const { on, sealed } of found.messages) {
    const text = sealed && (await beside("open", { sealed: fromBase64(sealed), identity: receipt.identity }).catch(() => say("not-opened")));
    messages.append(element("li", text ? `${say("asked", { on })}\n${text}` : say("yours", { on })));
  }
  sayState();
  at("answer").hidden = found.erased;
  show("thread");
}

function sayState() {
  if (found === null) return;
  at("state").textContent = say(`state-${found.state}`);
  at("state-said").textContent = say(found.erased ? "state-gone" : `state-said-${found.state}`);
  at("answer").textContent = say(found.asked ? "answer" : "add");
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

async function add() {
  const text = at("added").value.trim() || (files.count ? rules().see_files : "");
  const wrong = !text ? "fault-what" : [...text].length > rules().text_limit ? "fault-long" : holdsReceipt(text) ? "fault-receipt" : null;
  at("refused").textContent = wrong ? say(wrong, { limit: rules().text_limit }) : "";
  if (wrong) return at("added").focus();
  at("submit").disabled = at("back").disabled = true;
  tell("working");
  try {
    await send(async () => {
      // Asked anew, with work of its own: somebody may have recused themselves meanwhile.
      const { sealed_to: recipients } = await askThread();
      return { manifest: { kind: "added", lookup: receipt.lookup, extensions: files.extensions }, contents: [paddedText(text), ...files.contents], recipients };
    }, tell);
    at("adding").reset();
    forget();
    show("sent");
  } catch (error) {
    tell("");
    at("refused").textContent = said(error);
  }
  at("submit").disabled = at("back").disabled = false;
}

function forget() {
  receipt = found = null;
  files.clear();
  at("messages").replaceChildren();
}

async function start() {
  begin();
  await learnWords();
  files = new Files(at("files"), at("chosen"), at("files-fault"));
  document.addEventListener("spoken", sayState);
  document.addEventListener("spoken", () => files.show());
  at("asking").onsubmit = (event) => {
    event.preventDefault();
    lookUp();
  };
  at("answer").onclick = () => show("adding");
  at("leave").onclick = () => {
    forget();
    show("asking");
  };
  at("back").onclick = () => show("thread");
  at("adding").onsubmit = (event) => {
    event.preventDefault();
    add();
  };
  at("hospital").textContent = (await today((waiting) => tell(waiting ? "waiting" : ""))).hospital;
}

start().catch((error) => {
  at("status").textContent = said(error);
});
