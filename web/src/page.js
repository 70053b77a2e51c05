// What both pages are made of: finding an element, one part shown at a time, the status line.
import { bundle, Refused } from "./asking.js";
import { changeLanguage, say } from "./speaking.js";

/** Return the element of that id. */
export function at(id) {
  return document.getElementById(id);
}

/** Show one part of the page, hide the others, and let whoever listens hear its heading. */
export function show(id) {
  for (const part of document.querySelectorAll("main > section, main > form")) part.hidden = part.id !== id;
  at("status").textContent = "";
  scrollTo(0, 0);
  at(id).querySelector("h1").focus();
}

/** Say how far the sending is. */
export function tell(how, given) {
  at("status").textContent = how === "" ? "" : say(`status-${how}`, given);
}

/** Return the sentence for what went wrong. */
export function said(error) {
  if (!(error instanceof Refused)) return say("fault-unknown");
  const key = `fault-${error.key}`;
  return say(key, error.given) === key ? say("fault-unknown") : say(key, error.given);
}

/** Return a new element with this text. */
export function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** What both pages begin with. */
export function begin() {
  at("bundle").textContent = bundle;
  at("language").onclick = changeLanguage;
}
