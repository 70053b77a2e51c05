// Whose phone: the people of the sample hospital, found by any part of their name, post, department or role.

import { get } from "./api.js";
import { button, dialog, el } from "./dom.js";
import { levelName, roleName, roleNames, say } from "./words.js";

const RANKING = ["特邀监察专员", "医院监察室", "特邀监察员", "医院党委", "驻市卫生健康委纪检监察组", "院长", "分管领导", "科室负责人"];
const SHOWN = 60;

export class People {
  async load() {
    this.all = (await get("/training/people")).map((one) => ({ ...one, sought: soughtBy(one) }));
    this.all.sort((a, b) => rank(a) - rank(b));
  }

  find(staffNumber) {
    return this.all.find((one) => one.staff_number === staffNumber);
  }

  /** Returns one person for each kind of role, for the first screen. */
  examples() {
    const wanted = [["特邀监察员", 3], ["医院监察室", 1], ["医院党委", 1]];
    return wanted.map(([role, level]) => this.all.find((one) => one.roles.some((r) => r.role === role && r.level === level))).filter(Boolean);
  }
}

function soughtBy(one) {
  const roles = one.roles.flatMap((r) => [...roleNames(r.role), r.grid]);
  return [one.name, one.post, one.grid, one.staff_number, ...roles].join(" ").toLowerCase();
}

function rank(one) {
  if (!one.roles.length) return 1000;
  return Math.min(...one.roles.map((r) => r.level * 10 + RANKING.indexOf(r.role)));
}

export function roleBadges(one) {
  if (!one.roles.length) return [el("span", { class: "badge none" }, say("no-role"))];
  return one.roles.slice(0, 3).map((r) => el("span", { class: `badge level-${r.level}` }, `${roleName(r.role)} · ${levelName(r.level)}`));
}

/** Opens the choice; `chosen` gets a person, or null for a stranger. */
export function pickDialog(people, chosen) {
  const list = el("ul", { class: "people" });
  const field = el("input", { type: "search", placeholder: say("pick-hint"), "aria-label": say("pick-hint") });
  const take = (one) => (box.close(), chosen(one));
  const fill = () => {
    const parts = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = people.all.filter((one) => parts.every((part) => one.sought.includes(part)));
    const rows = found.slice(0, SHOWN).map((one) =>
      el("li", {}, button([el("strong", {}, one.name), el("small", {}, `${one.post} · ${one.grid}`), el("span", { class: "badges" }, roleBadges(one))], () => take(one))),
    );
    list.replaceChildren(...(rows.length ? rows : [el("li", { class: "none" }, say("pick-none"))]));
  };
  field.addEventListener("input", fill);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      const first = list.querySelector("button");
      if (event.key === "Enter") first?.click();
      else first?.focus();
    }
  });
  const stranger = button([el("strong", {}, say("pick-stranger")), el("small", {}, say("pick-stranger-hint"))], () => take(null), { class: "stranger" });
  const box = dialog(say("pick"), field, stranger, list);
  box.classList.add("picker");
  fill();
  field.focus();
}
