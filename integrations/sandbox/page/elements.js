// Interactive elements. Each returns its node; what is entered is registered with the surface's form.

import { ask } from "./dialog.js";
import { el } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { openMenu } from "./menu.js";

const DRAW = {
  button,
  overflow,
  static_select: select,
  users_select: people,
  datepicker: (block, part, surface) => picker(block, part, surface, "date", "selected_date", part.initial_date),
  timepicker: (block, part, surface) => picker(block, part, surface, "time", "selected_time", part.initial_time),
  plain_text_input: typed,
  number_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  radio_buttons: (block, part, surface) => choices(block, part, surface, "radio"),
  checkboxes: (block, part, surface) => choices(block, part, surface, "checkbox"),
};

/** One element of a block as a node. */
export function element(block, part, surface) {
  const draw = DRAW[part.type];
  if (!draw) return el("span", { class: "bk-unknown", role: "note" }, `This page does not draw “${part.type}”.`);
  return draw(block, part, surface);
}

/** Runs a press after its confirm dialog, if it has one; false when the person took it back. */
async function press(block, part, surface, value, control) {
  if (part.confirm && !(await ask(part.confirm, surface.names))) return false;
  await surface.act(block, part, value, control);
  return true;
}

function identity(block, part) {
  return { data: { blockId: block.block_id ?? "", actionId: part.action_id ?? "", value: part.value ?? "" } };
}

function button(block, part, surface) {
  const style = part.style ? ` bk-${part.style}` : "";
  const node = el(part.url ? "a" : "button", {
    class: `bk-button${style}`,
    type: part.url ? null : "button",
    href: part.url && /^https?:/i.test(part.url) ? part.url : null,
    target: part.url ? "_blank" : null,
    rel: part.url ? "noopener noreferrer" : null,
    "aria-label": part.accessibility_label ?? null,
    ...identity(block, part),
    on: { click: () => press(block, part, surface, part.value === undefined ? {} : { value: part.value }, node) },
  }, el("span", { class: "bk-button-text" }, plain(part.text?.text ?? "")));
  return node;
}

function overflow(block, part, surface) {
  const node = el("button", {
    class: "bk-button bk-overflow", type: "button", "aria-label": "More actions", "aria-haspopup": "menu", ...identity(block, part),
    on: {
      click: () => openMenu(node, part.options.map((option) => ({
        label: plain(option.text?.text ?? ""),
        run: () => press(block, part, surface, { selected_option: option }, node),
      }))),
    },
  }, "⋯");
  return node;
}

function select(block, part, surface) {
  const groups = part.option_groups ?? [{ label: null, options: part.options ?? [] }];
  const all = groups.flatMap((group) => group.options);
  const before = surface.form.before(block, part);
  const start = before ? before.selected_option : part.initial_option;
  const option = (item) =>
    el("option", { value: String(all.indexOf(item)), selected: item.value === start?.value }, plainWords(item.text));
  const node = el("select", { class: "bk-select", "aria-label": plainWords(part.placeholder) || null, ...identity(block, part) },
    el("option", { value: "", selected: !start }, plainWords(part.placeholder) || "Choose an option"),
    groups.map((group) => (group.label ? el("optgroup", { label: plainWords(group.label) }, group.options.map(option)) : group.options.map(option))));
  const read = () => ({ selected_option: node.value === "" ? null : all[Number(node.value)] });
  return changes(block, part, surface, node, read);
}

function people(block, part, surface) {
  const start = surface.form.before(block, part)?.selected_user ?? part.initial_user;
  const node = el("select", { class: "bk-select", "aria-label": plainWords(part.placeholder) || null, ...identity(block, part) },
    el("option", { value: "", selected: !start }, plainWords(part.placeholder) || "Choose a person"),
    surface.people.map((person) => el("option", { value: person.id, selected: person.id === start }, person.name)));
  return changes(block, part, surface, node, () => ({ selected_user: node.value || null }));
}

function picker(block, part, surface, kind, field, initial) {
  const before = surface.form.before(block, part);
  const node = el("input", { class: "bk-field-input bk-picker", type: kind, ...identity(block, part), value: (before ? before[field] : initial) ?? "" });
  return changes(block, part, surface, node, () => ({ [field]: node.value || null }));
}

/** A control whose change is a press of its own outside input blocks (or where dispatch_action asks for it). */
function changes(block, part, surface, node, read) {
  surface.form.add(block, part, read);
  let last = node.value;
  node.addEventListener("change", async () => {
    const isPress = block.type !== "input" || block.dispatch_action;
    if (isPress && !(await press(block, part, surface, read(), node))) node.value = last;
    last = node.value;
  });
  return node;
}

const INPUT_TYPES = { number_input: "number", email_text_input: "email", url_text_input: "url", plain_text_input: "text" };

function typed(block, part, surface) {
  const before = surface.form.before(block, part);
  const number = part.type === "number_input";
  const attributes = {
    class: "bk-field-input",
    placeholder: plainWords(part.placeholder) || null,
    maxlength: number ? null : (part.max_length ?? null),
    min: number ? (part.min_value ?? null) : null,
    max: number ? (part.max_value ?? null) : null,
    step: number && part.is_decimal_allowed ? "any" : null,
    ...identity(block, part),
    value: (before ? before.value : part.initial_value) ?? "",
  };
  const node = part.multiline ? el("textarea", { ...attributes, rows: "4" }) : el("input", { ...attributes, type: INPUT_TYPES[part.type] });
  const read = () => ({ value: node.value === "" ? null : node.value });
  surface.form.add(block, part, read);
  if (block.dispatch_action) {
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || part.multiline) return;
      event.preventDefault();
      press(block, part, surface, read(), node);
    });
  }
  return node;
}

let groupNumber = 0;

function choices(block, part, surface, kind) {
  const name = `choice-${(groupNumber += 1)}`;
  const before = surface.form.before(block, part);
  const chosen = kind === "radio" ? [before ? before.selected_option : part.initial_option] : (before ? before.selected_options : part.initial_options) ?? [];
  const values = new Set(chosen.filter(Boolean).map((option) => option.value));
  const boxes = part.options.map((option) => el("input", { type: kind, name, checked: values.has(option.value) }));
  const picked = () => part.options.filter((_, index) => boxes[index].checked);
  const read = () => (kind === "radio" ? { selected_option: picked()[0] ?? null } : { selected_options: picked() });
  const node = el("div", { class: "bk-choices", role: kind === "radio" ? "radiogroup" : "group", ...identity(block, part) },
    part.options.map((option, index) => el("label", { class: "bk-choice" }, boxes[index],
      el("span", {}, plain(option.text?.text ?? ""), option.description && el("span", { class: "bk-hint" }, plain(option.description.text ?? ""))))));
  return changes(block, part, surface, node, read);
}

/** A group of choices with its label as the group's name. */
export function optionGroup(label, control, hint, error) {
  return el("fieldset", { class: "bk-input bk-group" }, el("legend", { class: "bk-label-text" }, label), control, hint, error);
}

function plainWords(object) {
  return plain(object?.text ?? "").map((part) => (part instanceof Node ? " " : part)).join("");
}
