// The clock bar: what time it is for the bot, and how to move it.

import { act } from "./api.js";
import { button, el } from "./dom.js";
import { day, dayAndTime, say } from "./words.js";

const MOVES = ["hour", "day", "due", "month"];
const DATED = new Set(["due", "month"]);

export class ClockBar {
  /** `failed` is told, in words, when the clock could not be moved. */
  constructor(root, status, failed) {
    this.root = root;
    this.status = status;
    this.failed = failed;
    this.moving = false;
  }

  show(now, moves) {
    this.now = now;
    this.moves = moves;
    this.time = el("time", { dateTime: now }, dayAndTime(new Date(now)));
    const keys = MOVES.filter((by) => moves[by]).map((by) => {
      const to = DATED.has(by) ? el("small", {}, day(new Date(moves[by]))) : null;
      return button([say(by), to], () => this.move(by), { disabled: this.moving, data: { by } });
    });
    this.root.replaceChildren(this.time, el("div", { class: "moves" }, keys));
    this.root.classList.toggle("moving", this.moving);
  }

  /** Shows a moment on the way. */
  pass(now) {
    this.now = now;
    this.time.textContent = dayAndTime(new Date(now));
    this.time.dateTime = now;
  }

  arrived(now, moves) {
    const before = document.activeElement?.dataset?.by ?? this.pressed;
    const words = say("moved", { now: dayAndTime(new Date(now)) });
    this.show(now, moves);
    if (before && !this.moving) this.root.querySelector(`[data-by="${before}"]`)?.focus();
    this.status.textContent = words;
  }

  async move(by) {
    if (this.moving) return;
    this.moving = true;
    this.pressed = by;
    this.show(this.now, this.moves);
    try {
      await act("clock", { by });
    } catch (refused) {
      this.failed(refused.message);
    } finally {
      this.moving = false;
      this.show(this.now, this.moves);
      this.root.querySelector(`[data-by="${by}"]`)?.focus();
      this.pressed = null;
    }
  }
}
