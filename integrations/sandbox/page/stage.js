// The strip on top: the world's time, what a person can make happen, and what came of it.

import { get, post } from "./api.js";
import { el, fill } from "./dom.js";
import { fullTime, setClock } from "./time.js";

const TOAST_MILLISECONDS = 8_000;
const WARNING_MILLISECONDS = 12_000;

export class Stage {
  /** `context()` gives {person, record}: who looks, and at which record. */
  constructor(root, context) {
    this.root = root;
    this.context = context;
    this.part = (name) => document.querySelector(`[data-part="${name}"]`);
    this.failing = false;
    this.warned = null;
    for (const button of root.querySelectorAll("[data-happen]")) button.addEventListener("click", () => this.happen(button));
  }

  async happen(button) {
    if (button.dataset.pending) return;
    button.dataset.pending = "yes";
    const { person, record } = this.context();
    const { what, by } = this.asked(button);
    try {
      const { said } = await post("/page/happen", { what, by, person: person.key, record });
      this.toast(said);
      if (what === "crm_fails" || what === "crm_recovers") this.showFailing(what === "crm_fails");
    } catch (failure) {
      this.toast(failure.message, true);
    } finally {
      delete button.dataset.pending;
    }
  }

  asked(button) {
    const what = button.dataset.happen;
    if (what === "crm_fails" && this.failing) return { what: "crm_recovers", by: null };
    return { what, by: button.dataset.by ?? null };
  }

  showFailing(failing) {
    this.failing = failing;
    const button = this.root.querySelector('[data-happen="crm_fails"]');
    button.setAttribute("aria-pressed", failing ? "true" : "false");
    fill(button, failing ? "Bring the CRM back" : "The CRM fails");
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
