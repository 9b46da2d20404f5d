// Block Kit to DOM. Each block type has one drawing function; a type without one gets a visible placeholder.

import { el } from "./dom.js";
import { element, optionGroup } from "./elements.js";
import { decode, mrkdwn, plain, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";

/**
 * What a surface (message, modal, Home tab) gives its blocks:
 * `names` of people and channels, `people`, `form` (see form.js), `act(block, element, value, control)` for presses.
 */
const DRAW = {
  header: (block) => el("h3", { class: "bk-header" }, plain(block.text?.text ?? "")),
  section,
  context: (block, surface) => el("div", { class: "bk-context" }, (block.elements ?? []).map((part) => contextPart(part, surface))),
  divider: () => el("hr", { class: "bk-divider" }),
  table,
  rich_text: (block, surface) => el("div", { class: "bk-rich" }, richText(block, surface.names)),
  actions: (block, surface) =>
    el("div", { class: "bk-actions" }, (block.elements ?? []).map((part) => element(block, part, surface))),
  input,
  image: (block) => image(block),
  markdown: (block) => el("div", { class: "bk-section" }, plain(block.text ?? "")),
  alert: (block, surface) =>
    el("div", { class: `bk-alert bk-alert-${block.level ?? "default"}`, role: "status" }, textObject(block.text, surface.names)),
};

/** All blocks of a surface as nodes. */
export function drawBlocks(blocks, surface) {
  return blocks.map((block) => {
    const draw = DRAW[block.type];
    const node = draw ? draw(block, surface) : unknownBlock(block.type);
    node.dataset.blockId = block.block_id ?? "";
    node.dataset.blockType = block.type;
    return node;
  });
}

/** Text of a message without blocks. */
export function drawText(text, surface) {
  return el("div", { class: "bk-section" }, mrkdwn(text, surface.names));
}

function section(block, surface) {
  const body = el("div", { class: "bk-body" });
  if (block.text) body.append(el("div", { class: "bk-text" }, textObject(block.text, surface.names)));
  if (block.fields?.length) {
    body.append(el("div", { class: "bk-fields" }, block.fields.map((field) => el("div", { class: "bk-field" }, textObject(field, surface.names)))));
  }
  const accessory = block.accessory && el("div", { class: "bk-accessory" }, accessoryOf(block, surface));
  return el("div", { class: "bk-section" }, body, accessory);
}

function accessoryOf(block, surface) {
  return block.accessory.type === "image" ? image(block.accessory, "bk-thumb") : element(block, block.accessory, surface);
}

function contextPart(part, surface) {
  if (part.type === "image") return image(part, "bk-icon");
  return el("span", { class: "bk-context-text" }, textObject(part, surface.names));
}

function image(block, size = "bk-image") {
  // Pictures would come from the internet; the words they carry are shown instead.
  const title = block.title ? plain(block.title.text ?? "") : null;
  return el("figure", { class: size }, el("span", { class: "bk-picture", role: "img", "aria-label": block.alt_text ?? "image" }, "🖼"),
    size === "bk-image" && el("figcaption", {}, title ?? decode(block.alt_text ?? "")));
}

function table(block, surface) {
  const settings = block.column_settings ?? [];
  const [head = [], ...rows] = block.rows ?? [];
  const cell = (tag, content, column) => {
    const setting = settings[column] ?? {};
    const wrap = setting.is_wrapped ? "bk-wrap" : "bk-nowrap";
    return el(tag, { class: `${wrap} bk-${setting.align ?? "left"}`, scope: tag === "th" ? "col" : null }, cellContent(content, surface));
  };
  return el("div", { class: "bk-table-box", tabindex: "0", role: "group", "aria-label": "Table" },
    el("table", { class: "bk-table" },
      el("thead", {}, el("tr", {}, head.map((content, column) => cell("th", content, column)))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((content, column) => cell("td", content, column)))))));
}

function cellContent(content, surface) {
  if (content.type === "rich_text") return richText(content, surface.names);
  if (content.type === "raw_number") return content.text ?? String(content.value ?? "");
  if (content.type === "raw_text") return decode(content.text ?? "");
  return el("span", { class: "unknown-inline" }, `[not drawn here: ${content.type}]`);
}

function input(block, surface) {
  const part = block.element ?? {};
  const control = element(block, part, surface);
  const many = ["radio_buttons", "checkboxes"].includes(part.type);
  const label = [plain(block.label?.text ?? ""), block.optional && el("span", { class: "bk-optional" }, " (optional)")];
  const error = el("div", { class: "bk-error", role: "alert", data: { errorFor: block.block_id ?? "" } });
  const hint = block.hint && el("div", { class: "bk-hint" }, plain(block.hint.text ?? ""));
  if (many) return optionGroup(label, control, hint, error);
  return el("div", { class: "bk-input" }, el("label", { class: "bk-label" }, el("span", { class: "bk-label-text" }, label), control), hint, error);
}

function unknownBlock(type) {
  return el("div", { class: "bk-unknown", role: "note" }, `This page does not draw “${type}” blocks.`);
}
