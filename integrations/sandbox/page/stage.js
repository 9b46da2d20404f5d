// The strip on top: the world's time, what a person can make happen, and what came of it.

import { get, post } from "./api.js";
import { el, fill } from "./dom.js";
import { openMenu } from "./menu.js";
import { fullTime, setClock } from "./time.js";

const TOAST_MILLISECONDS = 8_000;
const WARNING_MILLISECONDS = 12_000;

// Faults that one button switches on and off: event -> [event that ends it, words before, words while it lasts]
const SWITCHES = {
  crm_fails: ["crm_recovers", "The CRM fails", "Bring the CRM back"],
  mail_goes_away: ["mail_comes_back", "Mail is away", "Bring mail back"],
};
const MAILS = [
  ["prospect_writes", "A new prospect writes"],
  ["interested_reply", "An interested reply"],
  ["asks_to_be_removed", "A customer asks to be removed"],
  ["angry_reply", "An angry reply"],
  ["out_of_office", "An out-of-office"],
];

export class Stage {
  /** `context()` gives {person, record}: who looks, and at which record. */
  constructor(root, context) {
    this.root = root;
    this.context = context;
    this.part = (name) => document.querySelector(`[data-part="${name}"]`);
    this.standing = new Set(); // the faults that last
    this.warned = null;
    for (const button of root.querySelectorAll("[data-happen]")) button.addEventListener("click", () => this.press(button));
    const menu = root.querySelector('[data-menu="mail"]');
    menu.addEventListener("click", () => openMenu(menu, MAILS.map(([what, label]) => ({ label, run: () => this.happen(menu, what) }))));
  }

  /** Takes over what /page/config says: whether there is mail, and which faults last. */
  show(config) {
    for (const button of this.root.querySelectorAll('[data-menu="mail"], [data-happen="mail_goes_away"]')) button.hidden = !config.mail;
    this.lasts("crm_fails", config.failing);
    this.lasts("mail_goes_away", config.mail_away);
  }

  async press(button) {
    const { happen: fault, by } = button.dataset;
    const ends = SWITCHES[fault]?.[0];
    const what = this.standing.has(fault) ? ends : fault;
    const happened = await this.happen(button, what, by ?? null);
    if (happened && ends) this.lasts(fault, what === fault);
  }

  /** Lets it happen and says what came of it; whether it did. */
  async happen(button, what, by = null) {
    if (button.dataset.pending) return false;
    button.dataset.pending = "yes";
    const { person, record } = this.context();
    try {
      const { said } = await post("/page/happen", { what, by, person: person.key, record });
      this.toast(said);
      return true;
    } catch (failure) {
      this.toast(failure.message, true);
      return false;
    } finally {
      delete button.dataset.pending;
    }
  }

  lasts(fault, standing) {
    if (standing) this.standing.add(fault);
    else this.standing.delete(fault);
    const button = this.root.querySelector(`[data-happen="${fault}"]`);
    button.setAttribute("aria-pressed", standing ? "true" : "false");
    fill(button, SWITCHES[fault][standing ? 2 : 1]);
  }

  /** Reads the world's clock; times are shown in the viewer's zone. */
  async loadClock() {
    const { person } = this.context();
    const { now } = await get("/clock");
    const zone = person?.zone ?? "UTC";
    setClock(new Date(now), zone);
    fill(this.part("world-time"), fullTime(new Date(now)));
    fill(this.part("world-zone"), zone.split("/").at(-1).replace("_", " "));
  }

  /** Whether the app is there, and what it failed to answer. */
  async loadStatus() {
    const { connected, transport, warnings } = await get("/page/slack/status");
    const lamp = this.part("app-lamp");
    lamp.dataset.on = connected ? "yes" : "no";
    lamp.title = connected ? `over ${transport === "http" ? "HTTP" : "Socket Mode"}` : "";
    fill(lamp, connected ? "App connected" : "App not connected");
    const last = warnings.at(-1);
    const stamp = `${warnings.length}:${last}`;
    if (this.warned !== null && last && this.warned !== stamp) this.toast(`Slack: ${last}`, true);
    this.warned = stamp;
  }

  toast(words, bad = false) {
    const note = el("div", { class: `toast${bad ? " toast-bad" : ""}` }, el("span", {}, words),
      el("button", { type: "button", class: "toast-x", "aria-label": "Dismiss", on: { click: () => note.remove() } }, "✕"));
    this.part("toasts").append(note);
    while (this.part("toasts").childElementCount > 3) this.part("toasts").firstElementChild.remove();
    setTimeout(() => note.remove(), bad ? WARNING_MILLISECONDS : TOAST_MILLISECONDS);
  }
}
