// The right pane's tabs: the CRM, and the mail.

import { el, fill } from "./dom.js";

const NAMES = { hubspot: "HubSpot", salesforce: "Salesforce" };

export class Side {
  /** `config` as /page/config tells it; without mail there is nothing to choose and no tabs. */
  constructor(root, config) {
    this.tabs = [...root.querySelectorAll("[data-side]")];
    this.panels = { crm: root.querySelector(".crm"), mail: root.querySelector(".mail") };
    root.querySelector('[data-part="side-tabs"]').hidden = !config.mail;
    fill(this.tabs[0], NAMES[config.crm] ?? config.crm);
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.show(tab.dataset.side));
      tab.addEventListener("keydown", (event) => this.keys(event, tab));
    }
    this.show("crm");
  }

  show(name) {
    for (const tab of this.tabs) {
      const chosen = tab.dataset.side === name;
      tab.setAttribute("aria-selected", chosen ? "true" : "false");
      tab.tabIndex = chosen ? 0 : -1;
      this.panels[tab.dataset.side].hidden = !chosen;
    }
  }

  keys(event, tab) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = this.tabs[(this.tabs.indexOf(tab) + step + this.tabs.length) % this.tabs.length];
    this.show(next.dataset.side);
    next.focus();
  }

  /** How many mails nobody has looked at. */
  count(unseen) {
    fill(this.tabs[1], "Mail", unseen > 0 && el("span", { class: "badge", "aria-label": `${unseen} new` }, String(unseen)));
  }
}
