// The Mail tab: the mailboxes here, what went out to the world, and what people outside do with the mail they get.

import { gathered, get, post } from "./api.js";
import { el, fill, reconcile } from "./dom.js";
import { drawLetter, letterRow } from "./letter.js";

const OUTBOX = "outbox";

export class Mail {
  /** `root` is the tab's panel; `onUnseen(count)` hears how much nobody has looked at; `toast(words, bad)` says things; the app's pages are below `publicUrl`. */
  constructor(root, { onUnseen, toast, publicUrl }) {
    this.publicUrl = publicUrl;
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.onUnseen = onUnseen;
    this.toast = toast;
    this.box = null; // key of the open mailbox, or OUTBOX
    this.open = null; // id of the open mail
    this.refresh = gathered(() => this.load());
    this.part("mail-back").addEventListener("click", () => this.close());
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.open && !event.target.closest("textarea, input")) this.close();
    });
  }

  async load() {
    const state = await get("/page/mail/boxes");
    this.state = state;
    this.box ??= state.boxes[0].key;
    const letters = await get("/page/mail/list", { box: this.box });
    this.drawBoxes();
    this.drawList(letters);
    this.onUnseen([...state.boxes, state.outbox].reduce((sum, one) => sum + one.unseen, 0));
  }

  async show(box) {
    this.box = box;
    this.close();
    await this.load();
  }

  drawBoxes() {
    const { boxes, outbox, away } = this.state;
    const tab = (key, label, one) => el("button", {
      type: "button", class: "mail-box", "aria-pressed": key === this.box ? "true" : "false", data: { box: key },
      on: { click: () => this.show(key) },
    }, label, one.unseen > 0 && el("span", { class: "badge", "aria-label": `${one.unseen} new` }, String(one.unseen)));
    const held = this.part("mail-boxes").contains(document.activeElement) ? document.activeElement.dataset.box : null;
    fill(this.part("mail-boxes"),
      el("span", { class: "mail-group" }, "Inbox"), boxes.map((one) => tab(one.key, one.name.split(/[ ,]/)[0], one)),
      el("span", { class: "mail-group mail-group-out" }, "Sent"), tab(OUTBOX, "Outbox", outbox));
    if (held) this.part("mail-boxes").querySelector(`[data-box="${held}"]`)?.focus();
    this.part("mail-away").hidden = !away;
  }

  drawList(letters) {
    const box = this.state.boxes.find((one) => one.key === this.box);
    fill(this.part("mail-list-head"), box ? this.inboxHead(box) : this.outboxHead());
    const empty = box ? `No mail for ${box.address} yet.` : "Nothing has been sent yet. Mail that Dealhand sends to people outside shows up here.";
    const rows = letters.length ? letters.map((one) => ({ ...one, out: this.box === OUTBOX })) : [{ id: "empty", words: empty }];
    reconcile(this.part("mail-list"), rows, (one) => one.id, (one) =>
      one.words ? el("li", { class: "empty" }, one.words) : letterRow(one, () => this.read(one.id)));
    const stamp = `${this.box}:${this.state.imap_port}`;
    if (this.part("mail-foot").stamp === stamp) return; // a half-written mail stays
    this.part("mail-foot").stamp = stamp;
    fill(this.part("mail-foot"), box && this.strangerForm(box), box && this.ownProgram(box));
  }

  inboxHead(box) {
    return [
      el("h2", { class: "crm-list-title" }, box.name, el("span", { class: "mail-address" }, box.address)),
      el("p", { class: "mail-read", data: { on: box.read_by_app ? "yes" : "no" } },
        box.read_by_app ? "Dealhand reads this mailbox." : "Dealhand does not read this mailbox. Its owner connects it with /dealhand connect."),
    ];
  }

  outboxHead() {
    return [
      el("h2", { class: "crm-list-title" }, "Outbox"),
      el("p", { class: "mail-read" }, "What left for people outside, as they got it. Open one to answer it in their place."),
    ];
  }

  strangerForm(box) {
    const field = (label, name, value, type = "text") => el("label", { class: "mail-field" }, el("span", {}, label), el("input", { class: "bk-field-input", name, value, type, autocomplete: "off" }));
    const trouble = el("p", { class: "bk-error", role: "alert" });
    const form = el("form", {
      class: "mail-form", novalidate: true,
      on: { submit: (event) => { event.preventDefault(); this.sent(form, trouble, () => post("/page/mail/write", { ...Object.fromEntries(new FormData(form)), to: box.address })); } },
    },
    field("Name", "name", "Robin Vega"), field("From", "from", "robin.vega@adatum.example", "email"), field("Subject", "subject", ""),
    el("label", { class: "mail-field" }, el("span", {}, "Text"), el("textarea", { class: "bk-field-input", name: "text", rows: "4" })),
    trouble, el("button", { class: "bk-button bk-primary", type: "submit" }, "Send to " + box.address));
    return el("details", { class: "mail-more" }, el("summary", {}, "Write to this mailbox as a stranger"), form);
  }

  ownProgram(box) {
    const { host, imap_port: imap, smtp_port: smtp } = this.state;
    const line = (name, value) => el("div", { class: "crm-field" }, el("dt", {}, name), el("dd", {}, el("code", {}, value)));
    return el("details", { class: "mail-more" }, el("summary", {}, "Sign-in of this mailbox, for /dealhand connect"),
      el("dl", { class: "crm-fields" }, line("Provider", "Another provider"), line("Reading (IMAP)", `${host}:${imap}`), line("Sending (SMTP)", `${host}:${smtp}`), line("Password", box.password)));
  }

  /** Runs a send, shows what the server refused, and empties the form after it went. */
  async sent(form, trouble, run) {
    fill(trouble);
    try {
      await run();
      form.reset();
      form.closest("details")?.removeAttribute("open");
      this.toast("Sent by SMTP. It lands in the mailbox in a moment.");
    } catch (failure) {
      fill(trouble, failure.message);
    }
  }

  async read(id) {
    const letter = await get("/page/mail/mail", { id });
    this.open = id;
    fill(this.part("mail-letter"), drawLetter(letter, {
      answer: (form, trouble, text) => this.sent(form, trouble, () => post("/page/mail/answer", { id, text })),
      unsubscribe: (place) => this.unsubscribe(id, place),
      publicUrl: this.publicUrl,
    }));
    this.part("mail-reading").hidden = false;
    this.part("mail-browsing").hidden = true;
    this.part("mail-back").focus();
    this.refresh();
  }

  async unsubscribe(id, place) {
    try {
      const { said } = await post("/page/mail/unsubscribe", { id });
      fill(place, el("span", { class: "mail-done" }, `Unsubscribed: ${said}.`));
    } catch (failure) {
      fill(place, el("span", { class: "bk-error" }, failure.message));
    }
  }

  close() {
    const id = this.open;
    this.open = null;
    this.part("mail-reading").hidden = true;
    this.part("mail-browsing").hidden = false;
    if (id) this.part("mail-list").querySelector(`[data-letter="${CSS.escape(id)}"]`)?.focus();
  }
}
