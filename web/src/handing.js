// 交接: what is sealed to others than today's handlers is sealed to them, by the key file here or by the key that is open on the server.
import { beside } from "./beside.js";
import { hasKey, openKeys } from "./keys.js";
import { at, element, show, tell } from "./page.js";
import { askAs } from "./session.js";
import { say } from "./speaking.js";

const BATCH = 30;

/** Show how much waits and to whom it would be handed over; nothing happens before that is agreed to. */
async function ask() {
  const { count, shared, handlers } = await askAs("hand-over");
  at("handing-done").textContent = "";
  at("handing-count").textContent = say(count ? "desk-handing-sure" : "desk-handing-none", { count });
  const lines = handlers.map(({ name, recipient }) => element("li", `${name} ${recipient}`));
  at("handing-to").replaceChildren(...lines, ...(shared ? [element("li", say("desk-handing-shared"))] : []));
  for (const id of ["handing-to", "handing-check", "hand-over-now"]) at(id).hidden = !count;
  show("handing");
}

async function handOver() {
  at("hand-over-now").disabled = true;
  try {
    tell("handing");
    const { done, left, stale } = hasKey() ? await handOverHere() : await askAs("hand-over-there");
    tell("");
    const said = [say("desk-handed-over", { count: done })];
    if (left) said.push(say("desk-handing-left", { count: left }));
    if (stale) said.push(say("desk-handing-stale", { count: stale }));
    await ask();
    at("handing-done").textContent = said.join("");
  } finally {
    at("hand-over-now").disabled = false;
  }
}

/** Wrap anew in this tab: headers come and go, not a byte of what was said. */
async function handOverHere() {
  const { rows, count } = await askAs("hand-over-headers");
  const made = await beside("rewrap", { rows, identities: openKeys() });
  let done = 0;
  let stale = 0;
  for (let start = 0; start < made.rows.length; start += BATCH) {
    const told = await askAs("hand-over-back", { rows: made.rows.slice(start, start + BATCH) });
    done += told.done;
    stale += told.stale;
  }
  // A tip's rows may come in two batches: it counts once.
  return { done: Math.min(done, count), left: made.left, stale };
}

/** Listen to the buttons; `attempt` says what is refused, `back` leads to the list. */
export function listenForHandOver(attempt, back) {
  at("hand-over").onclick = () => attempt("list-fault", ask);
  at("hand-over-now").onclick = () => attempt("handing-fault", handOver);
  at("handing-back").onclick = () => attempt("handing-fault", back);
}
