// One CRM record as a page: title, fields that light up when they change, notes, related records.

import { post } from "./api.js";
import { el } from "./dom.js";
import { safeNodes } from "./sanitize.js";
import { shortStamp } from "./time.js";

export const KINDS = { deal: "Deal", account: "Company", contact: "Contact", task: "Task", meeting: "Meeting" };
const SIGNS = { deal: "$", account: "C", contact: "P", task: "✓", meeting: "M" };

// What a person looks at first, by the vendors' names and in this order; the rest stands folded below.
const KEY_FIELDS = [
  "dealstage", "StageName", "hs_next_step", "NextStep", "amount", "Amount", "closedate", "CloseDate",
  "jobtitle", "Title", "email", "Email", "HasOptedOutOfEmail", "phone", "Phone", "company",
  "domain", "Website", "industry", "Industry", "numberofemployees", "NumberOfEmployees", "country", "BillingCountry",
  "hs_task_status", "Status", "hs_timestamp", "ActivityDate", "hs_meeting_start_time", "StartDateTime", "hs_meeting_end_time", "EndDateTime",
  "hubspot_owner_id", "OwnerId", "AccountId",
];

/**
 * Draws a record. `fresh` holds the names of fields and ids of notes that changed since the person last saw it;
 * `since` is the instant the story began; `open(kind, id)`, `edit(field, value)` are what clicks do;
 * `unfolded` is {value}: whether all fields are shown, kept over redraws.
 */
export function drawRecord(record, { fresh, since, open, edit, crm, unfolded }) {
  const row = (field) => fieldRow(field, fresh, since, edit);
  const [first, rest] = byImportance(record.fields);
  return [
    head(record, crm),
    record.deleted && el("p", { class: "crm-deleted", role: "status" }, "This record was deleted."),
    el("section", { class: "crm-card", "aria-label": "Fields" },
      el("h3", {}, `About this ${KINDS[record.kind]?.toLowerCase() ?? "record"}`),
      el("dl", { class: "crm-fields" }, first.map(row)),
      folded(rest, row, unfolded)),
    el("section", { class: "crm-card", "aria-label": "Notes" },
      el("h3", {}, "Notes ", el("span", { class: "crm-count" }, String(record.notes.length))),
      record.notes.length ? el("ol", { class: "crm-notes" }, record.notes.map((note) => noteRow(note, fresh))) : el("p", { class: "empty" }, "No notes yet.")),
    related(record, open),
  ];
}

function byImportance(fields) {
  const first = KEY_FIELDS.map((name) => fields.find((field) => field.name === name)).filter(Boolean);
  return [first, fields.filter((field) => !first.includes(field))];
}

function folded(fields, row, unfolded) {
  if (!fields.length) return null;
  return el("details", { class: "crm-more", open: unfolded.value, on: { toggle: (event) => { unfolded.value = event.target.open; } } },
    el("summary", {}, `All fields (${fields.length} more)`),
    el("dl", { class: "crm-fields" }, fields.map(row)));
}

function head(record, crm) {
  return el("div", { class: "crm-head" },
    el("span", { class: `crm-sign crm-sign-${record.kind}`, "aria-hidden": "true" }, SIGNS[record.kind] ?? "•"),
    el("div", {},
      el("div", { class: "crm-kind" }, KINDS[record.kind] ?? record.kind),
      el("h2", { class: "crm-title" }, record.title),
      el("a", { class: "crm-url", href: record.url, title: `Open in ${crm}` }, record.url.replace(/^https?:\/\//, ""))));
}

function fieldRow(field, fresh, since, edit) {
  const isFresh = fresh.has(field.name);
  const empty = field.value === "" || field.value === null;
  const changed = field.changed_at && new Date(field.changed_at) > since;
  const value = el("dd", {},
    el("span", { class: empty ? "crm-empty" : "crm-value" }, empty ? "—" : field.value),
    el("button", {
      type: "button", class: "crm-edit", "aria-label": `Edit ${field.label}`, data: { edit: field.name },
      on: { click: () => openEditor(value, field, edit) },
    }, "Edit"),
    changed && el("span", { class: "crm-who" }, `${shortStamp(field.changed_at)}${field.changed_by ? ` · ${field.changed_by}` : ""}`));
  return el("div", { class: `crm-field${isFresh ? " fresh" : ""}`, data: { field: field.name } }, el("dt", { title: field.name }, field.label), value);
}

function openEditor(place, field, edit) {
  const held = [...place.childNodes];
  const back = () => place.replaceChildren(...held);
  const line = el("input", { class: "bk-field-input", "aria-label": field.label, value: String(field.raw ?? field.value ?? "") });
  const trouble = el("span", { class: "bk-error", role: "alert" });
  const form = el("form", {
    class: "crm-editor",
    on: {
      submit: async (event) => {
        event.preventDefault();
        await edit(field.name, line.value).then(back, (failure) => trouble.replaceChildren(failure.message));
      },
      keydown: (event) => {
        if (event.key === "Escape") back();
      },
    },
  }, line, el("button", { class: "bk-button bk-primary", type: "submit" }, "Save"), el("button", { class: "bk-button", type: "button", on: { click: back } }, "Cancel"), trouble);
  place.replaceChildren(form);
  line.focus();
  line.select();
}

function noteRow(note, fresh) {
  const body = el("div", { class: "crm-note-body" }, safeNodes(note.body_html ?? ""));
  // HubSpot's notes have no title of their own; the first line of the body stands in for it.
  const title = note.title && !body.textContent.trim().startsWith(note.title) ? note.title : "Note";
  return el("li", { class: `crm-note${fresh.has(note.id) ? " fresh" : ""}`, data: { note: note.id } },
    el("div", { class: "crm-note-head" }, el("strong", {}, title), el("span", {}, [shortStamp(note.at), note.by].filter(Boolean).join(" · "))),
    body);
}

function related(record, open) {
  if (!record.related.length) return null;
  return el("section", { class: "crm-card", "aria-label": "Related records" },
    el("h3", {}, "Related"),
    el("ul", { class: "crm-rows" }, record.related.map((one) => recordRow(one, open))));
}

/** A line in a list of records. */
export function recordRow(one, open) {
  return el("li", {}, el("button", { type: "button", class: "crm-row", data: { kind: one.kind, id: one.id }, on: { click: () => open(one.kind, one.id) } },
    el("span", { class: `crm-sign crm-sign-small crm-sign-${one.kind}`, "aria-hidden": "true" }, SIGNS[one.kind] ?? "•"),
    el("span", { class: "crm-row-words" }, el("span", { class: "crm-row-title" }, one.title), el("span", { class: "crm-row-sub" }, one.subtitle))));
}

/** A colleague's edit in the CRM itself. */
export function editRecord(crm, record, field, value, by) {
  return post(`/page/${crm}/edit`, { kind: record.kind, id: record.id, field, value, by });
}
