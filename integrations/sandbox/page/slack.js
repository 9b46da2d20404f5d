// The left pane: whose Slack it is, their conversations, the open one, the Home tab and modals.

import { gathered, get, post } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { el, fill } from "./dom.js";
import { colourOf, drawMessages, initials, keepEndInSight } from "./messages.js";
import { ModalStack } from "./modal.js";
import { surfaceAt } from "./surface.js";

export class Slack {
  /** `people` as /page/slack/people tells them; `onPerson(person)` is called after a switch. */
  constructor(root, people, onPerson) {
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.people = people;
    this.onPerson = onPerson;
    this.tab = "messages";
    this.channel = null;
    this.conversations = [];
    this.unread = new Map();
    this.refresh = gathered(() => this.load());
    this.modals = new ModalStack(this.refresh);
    this.composer = new Composer(this.part("composer"), () => ({ person: this.person.id, channel: this.channel }), this.refresh);
    for (const tab of root.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => this.openTab(tab.dataset.tab));
    this.root = root;
    keepEndInSight(this.part("messages"));
  }

  /** Sits down as another person, in their conversation with the app. */
  async become(person) {
    this.person = person;
    this.channel = null;
    this.tab = "messages";
    this.part("messages").replaceChildren();
    this.onPerson(person);
    await this.load();
  }

  /** The viewer as surfaces and messages need it. */
  viewer() {
    const names = new Map([["U0DEALHAND", "Dealhand"]]);
    for (const person of this.people) names.set(person.id, person.name);
    for (const one of this.conversations) names.set(one.id, one.name);
    const ids = new Set(this.people.map((person) => person.id));
    return { person: this.person, people: this.people, names, isApp: (user) => !ids.has(user) };
  }

  async load() {
    const person = this.person;
    const conversations = await get("/page/slack/conversations", { person: person.id });
    const channel = this.channel ?? conversations.find((one) => one.kind === "dm")?.id ?? conversations[0]?.id;
    const home = this.tab === "home"; // what is not looked at stays unread
    const [seen, { stack }] = await Promise.all([
      home ? null : get("/page/slack/messages", { person: person.id, channel }),
      get("/page/slack/views", { person: person.id }),
    ]);
    if (person !== this.person || (this.channel && channel !== this.channel)) return; // switched meanwhile
    this.channel = channel;
    this.conversations = conversations;
    this.drawSidebar();
    this.drawHead();
    if (seen && this.tab !== "home") drawMessages(this.part("messages"), seen.messages, channel, this.viewer());
    this.modals.show(stack, this.viewer());
    if (this.tab === "home") await this.drawHome();
    await this.countOthers();
  }

  /** Redraws everything that shows a time or belongs to a zone. */
  redraw() {
    this.part("messages").replaceChildren();
    this.refresh();
  }

  drawSidebar() {
    const open = this.tab === "home" ? null : this.channel;
    const row = (one) => {
      const current = one.id === open;
      const badge = one.unread > 0 && !current && el("span", { class: "badge", "aria-label": `${one.unread} unread` }, String(one.unread));
      const sign = one.kind === "dm" ? el("span", { class: "avatar avatar-app avatar-tiny", "aria-hidden": "true" }, "D") : el("span", { class: "hash", "aria-hidden": "true" }, "#");
      return el("button", {
        type: "button", class: `place${badge ? " unread" : ""}`, "aria-current": current ? "true" : null, data: { channel: one.id },
        on: { click: () => this.open(one.id) },
      }, sign, el("span", { class: "place-name" }, one.name), badge);
    };
    const of = (kind) => this.conversations.filter((one) => one.kind === kind).map(row);
    keepingFocus(this.part("places"), "channel", () =>
      fill(this.part("places"), el("h3", {}, "Channels"), of("channel"), el("h3", {}, "Apps"), of("dm")));
    this.drawPeople();
  }

  drawPeople() {
    const row = (person) => {
      const count = this.unread.get(person.id) ?? 0;
      return el("button", {
        type: "button", class: "person", "aria-pressed": person === this.person ? "true" : "false", data: { person: person.key },
        title: `${person.title} · ${person.zone}`, on: { click: () => this.become(person) },
      },
      el("span", { class: `avatar avatar-small avatar-${colourOf(person.id)}`, "aria-hidden": "true" }, initials(person.name)),
      el("span", { class: "person-words" }, el("span", { class: "person-name" }, person.name.split(" ")[0]), el("span", { class: "person-title" }, person.title)),
      count > 0 && person !== this.person && el("span", { class: "badge", "aria-label": `${count} unread` }, String(count)));
    };
    keepingFocus(this.part("people"), "person", () => fill(this.part("people"), this.people.map(row)));
  }

  /** Unread counts of those who are not looking, for the badges on the person switch. */
  async countOthers() {
    const others = this.people.filter((person) => person !== this.person);
    const counts = await Promise.all(others.map((person) => get("/page/slack/conversations", { person: person.id })));
    this.unread = new Map(others.map((person, index) => [person.id, counts[index].reduce((sum, one) => sum + one.unread, 0)]));
    this.drawPeople();
  }

  drawHead() {
    const one = this.conversations.find((each) => each.id === this.channel);
    const isApp = one?.kind === "dm";
    const name = isApp ? one.name : `#${one?.name ?? ""}`;
    fill(this.part("title"), isApp && el("span", { class: "avatar avatar-app avatar-small", "aria-hidden": "true" }, "D"), name);
    this.part("tabs").hidden = !isApp;
    for (const tab of this.root.querySelectorAll("[role=tab]")) tab.setAttribute("aria-selected", tab.dataset.tab === this.tab ? "true" : "false");
    const home = this.tab === "home";
    const waiting = home && one?.unread > 0 && el("span", { class: "badge", "aria-label": `${one.unread} unread` }, String(one.unread));
    fill(this.root.querySelector('[data-tab="messages"]'), "Messages", waiting && [" ", waiting]);
    this.part("home").hidden = !home;
    this.part("messages").hidden = home;
    this.part("composer").hidden = home;
    this.composer.label(name);
  }

  async drawHome() {
    const { view } = await get("/page/slack/home", { person: this.person.id });
    const place = this.part("home");
    const stamp = JSON.stringify([view?.blocks, this.person.id]);
    if (place.stamp === stamp) return;
    const entered = place.surface?.form.values() ?? {};
    place.stamp = stamp;
    place.surface = view && surfaceAt({ view_id: view.id }, this.viewer(), entered);
    fill(place, view ? drawBlocks(view.blocks ?? [], place.surface) : el("p", { class: "empty" }, "This app has nothing on its Home tab yet."));
  }

  async open(channel) {
    if (this.channel !== channel) this.part("messages").replaceChildren();
    this.channel = channel;
    this.tab = "messages";
    await this.load();
  }

  async openTab(tab) {
    this.tab = tab;
    this.drawHead();
    if (tab === "home") await post("/page/slack/home", { person: this.person.id });
    await this.load();
  }
}

/** Redraws a list of buttons and gives the focus back to the one that had it. */
function keepingFocus(list, name, draw) {
  const held = list.contains(document.activeElement) ? document.activeElement.dataset[name] : null;
  draw();
  if (held) [...list.querySelectorAll("button")].find((button) => button.dataset[name] === held)?.focus();
}
