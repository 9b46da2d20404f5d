// A small popup menu under a button: arrows move, Enter runs, Escape closes.

import { el } from "./dom.js";

/** Opens the menu under `anchor`; items are {label, run}. */
export function openMenu(anchor, items) {
  const buttons = items.map((item) =>
    el("button", { type: "button", role: "menuitem", class: "menu-item", on: { click: () => finish(item.run) } }, item.label));
  const menu = el("div", { class: "menu", role: "menu", on: { keydown: keys, focusout: left } }, buttons);

  function finish(run) {
    anchor.focus(); // the menu goes as it loses the focus; removing it before would lose it twice
    menu.remove();
    run();
  }
  function left(event) {
    if (!menu.contains(event.relatedTarget)) menu.remove();
  }
  function keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const at = buttons.indexOf(document.activeElement);
      buttons[(at + step + buttons.length) % buttons.length].focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      anchor.focus();
      menu.remove();
    }
  }

  const place = anchor.getBoundingClientRect();
  (anchor.closest("dialog") ?? document.body).append(menu);
  menu.style.top = `${Math.min(place.bottom + 4, window.innerHeight - menu.offsetHeight - 8)}px`;
  menu.style.left = `${Math.min(place.left, window.innerWidth - menu.offsetWidth - 8)}px`;
  buttons[0]?.focus();
}
