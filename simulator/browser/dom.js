// Builds nodes. What people wrote only ever becomes text nodes: nothing here takes HTML.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  menu: "M4 6h16M4 12h16M4 18h16",
  clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4L14.5 7",
  send: "M4 12l16-8-6 16-3-6z",
  dots: "M12 5v.01M12 12v.01M12 19v.01",
  close: "M6 6l12 12M18 6L6 18",
  globe: "M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c4 4 4 14 0 18c-4-4-4-14 0-18",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
};

/** Returns an element. `props` are properties, except class, on (listeners), data and aria-* or role (attributes). */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "on") for (const [kind, act] of Object.entries(value)) node.addEventListener(kind, act);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "role" || name === "for" || name.startsWith("aria-")) node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function button(label, act, props = {}) {
  return el("button", { type: "button", on: { click: act }, ...props }, label);
}

/** Returns words for the ear only. */
export function aside(words) {
  return el("span", { class: "sr-only" }, words);
}

/** Returns a drawing for the eye only; the button around it carries the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, act, props = {}) {
  return button(icon(name), act, { class: "icon-button", title: label, "aria-label": label, ...props });
}

/** Opens a modal dialog with `children`; returns it. It is gone once closed, and the focus goes back. */
export function dialog(title, ...children) {
  const back = document.activeElement;
  const box = el("dialog", { class: "dialog", "aria-label": title });
  const close = iconButton("close", title ? box.dataset.close || "×" : "×", () => box.close());
  box.append(el("div", { class: "dialog-head" }, el("h2", {}, title), close), ...children.flat());
  box.addEventListener("close", () => {
    box.remove();
    if (back instanceof HTMLElement && back.isConnected) back.focus();
  });
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  document.body.append(box);
  box.showModal();
  return box;
}

/** Opens a menu above or below `anchor`: items are [label, act], or [label, act, hint]. Arrow keys move, Escape closes. */
export function openMenu(anchor, label, items) {
  const close = (refocus = true) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    anchor.setAttribute("aria-expanded", "false");
    if (refocus && anchor.isConnected) anchor.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };
  const entries = items.map(([words, act, hint]) =>
    el(
      "button",
      { type: "button", role: "menuitem", tabIndex: -1, on: { click: () => (close(), act()) } },
      el("span", {}, words),
      hint ? el("small", {}, hint) : null,
    ),
  );
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label }, entries);
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const at = entries.indexOf(document.activeElement);
      entries[(at + step + entries.length) % entries.length].focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close();
    }
  });
  anchor.setAttribute("aria-expanded", "true");
  anchor.parentElement.append(menu);
  document.addEventListener("pointerdown", outside, true);
  entries[0]?.focus();
}
