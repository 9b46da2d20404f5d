// The right pane: the CRM's record list and the open record, refreshed while others write to it.

import { gathered, get } from "./api.js";
import { el, fill } from "./dom.js";
import { drawRecord, editRecord, KINDS, recordRow } from "./record.js";

const NAMES = { hubspot: "HubSpot", salesforce: "Salesforce" };
const PLURALS = { deal: "Deals", account: "Companies", contact: "Contacts", task: "Tasks", meeting: "Meetings" };
const FRESH_MILLISECONDS = 12_000;

export class Crm {
  /** `config` as /page/config tells it; `person()` is who looks. */
  constructor(root, config, person) {
    this.crm = config.crm;
    this.since = new Date(config.start);
    this.person = person;
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.kind = "deal";
    this.open = null; // {kind, id}
    this.seen = null; // the record as last drawn
    this.unfolded = { value: false }; // whether all fields of a record are shown
    this.fresh = new Map(); // field name or note id -> when it was noticed
    this.refresh = gathered(() => this.load());
    root.dataset.crm = this.crm;
    fill(this.part("crm-name"), NAMES[this.crm] ?? this.crm);
    this.part("search").addEventListener("input", () => this.searchTyped());
    this.drawTabs();
  }

  /** Shows the record of a world key, such as deal o1. */
  async showKey(kind, key) {
    const { id } = await get(`/page/${this.crm}/id/${kind}/${key}`);
    await this.show(kind, id);
  }

  async show(kind, id) {
    this.open = { kind, id };
    this.kind = kind;
    this.seen = null;
    this.fresh.clear();
    this.drawTabs();
    await this.load();
    this.part("record").scrollTop = 0;
  }

  async list(kind) {
    this.open = null;
    this.kind = kind;
    this.drawTabs();
    await this.load();
    this.part("record").scrollTop = 0;
  }

  searchTyped() {
    this.open = null;
    this.drawTabs();
    this.refresh();
  }

  async load() {
    if (this.open) await this.loadRecord();
    else await this.loadList();
  }

  async loadList() {
    const { kind } = this;
    const q = this.part("search").value;
    const records = await get(`/page/${this.crm}/records`, { kind, q });
    if (this.open || this.kind !== kind) return;
    fill(this.part("record"),
      el("h2", { class: "crm-list-title" }, PLURALS[kind], el("span", { class: "crm-count" }, String(records.length))),
      records.length ? el("ul", { class: "crm-rows" }, records.map((one) => recordRow(one, (k, id) => this.show(k, id)))) : el("p", { class: "empty" }, "Nothing found."));
  }

  async loadRecord() {
    const { kind, id } = this.open;
    const record = await get(`/page/${this.crm}/record/${kind}/${id}`);
    if (this.open?.id !== id) return;
    const same = this.seen && JSON.stringify(this.seen) === JSON.stringify(record);
    if (same || this.part("record").querySelector(".crm-editor")) return;
    this.notice(record);
    this.seen = record;
    fill(this.part("record"),
      el("button", { type: "button", class: "crm-back", on: { click: () => this.list(kind) } }, `‹ ${PLURALS[kind]}`),
      drawRecord(record, {
        fresh: this.fresh, since: this.since, crm: NAMES[this.crm], unfolded: this.unfolded,
        open: (k, other) => this.show(k, other),
        edit: (field, value) => this.edit(record, field, value),
      }));
  }

  async edit(record, field, value) {
    await editRecord(this.crm, record, field, value, this.person().key);
    this.part("record").querySelector(".crm-editor")?.remove();
    this.seen = this.seen && { ...this.seen, edited: true };
    await this.load();
  }

  /** Marks what differs from the record as last drawn; a mark fades after a while. */
  notice(record) {
    const now = Date.now();
    for (const [name, at] of this.fresh) if (now - at > FRESH_MILLISECONDS) this.fresh.delete(name);
    if (!this.seen) return;
    const values = new Map(this.seen.fields.map((field) => [field.name, field.value]));
    for (const field of record.fields) if (values.get(field.name) !== field.value) this.fresh.set(field.name, now);
    const notes = new Set(this.seen.notes.map((note) => note.id));
    for (const note of record.notes) if (!notes.has(note.id)) this.fresh.set(note.id, now);
  }

  drawTabs() {
    fill(this.part("kinds"), Object.keys(KINDS).map((kind) =>
      el("button", { type: "button", class: "crm-tab", "aria-pressed": kind === this.kind ? "true" : "false", on: { click: () => this.list(kind) } }, PLURALS[kind])));
  }
}
