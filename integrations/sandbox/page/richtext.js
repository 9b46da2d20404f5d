// rich_text blocks: sections, lists, quotes and preformatted text, each piece with its own style.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { link } from "./mrkdwn.js";
import { dateToken } from "./time.js";

const CONTAINERS = {
  rich_text_section: (part, names) => el("div", { class: "rt-section" }, pieces(part, names)),
  rich_text_quote: (part, names) => el("blockquote", { class: "mrk-quote" }, pieces(part, names)),
  rich_text_preformatted: (part, names) => el("pre", { class: "mrk-pre" }, pieces(part, names)),
  rich_text_list: (part, names) => list(part, names),
};

/** The nodes of a rich_text block or table cell. */
export function richText(block, names) {
  return (block.elements ?? []).map((part) => {
    const draw = CONTAINERS[part.type];
    return draw ? draw(part, names) : unknown(part.type);
  });
}

function list(part, names) {
  const items = (part.elements ?? []).map((item) => el("li", {}, pieces(item, names)));
  return el(part.style === "ordered" ? "ol" : "ul", { class: `rt-list rt-indent-${Math.min(part.indent ?? 0, 4)}` }, items);
}

function pieces(part, names) {
  return (part.elements ?? []).map((piece) => styled(piece, drawPiece(piece, names)));
}

function drawPiece(piece, names) {
  switch (piece.type) {
    case "text":
      return textLines(piece.text ?? "");
    case "link":
      return [link(piece.url ?? "", piece.text || piece.url || "")];
    case "emoji":
      return [emoji(piece.name) ?? `:${piece.name}:`];
    case "user":
      return [el("span", { class: "mention" }, `@${names?.get(piece.user_id) ?? piece.user_id}`)];
    case "channel":
      return [el("span", { class: "mention" }, `#${names?.get(piece.channel_id) ?? piece.channel_id}`)];
    case "broadcast":
      return [el("span", { class: "mention mention-all" }, `@${piece.range}`)];
    case "date":
      return [el("time", {}, dateToken(piece.timestamp, piece.format ?? "{date_short}") ?? piece.fallback ?? "")];
    default:
      return [unknown(piece.type)];
  }
}

function textLines(text) {
  return text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
}

function styled(piece, nodes) {
  const style = piece.style ?? {};
  let out = nodes;
  if (style.code) out = [el("code", { class: "mrk-code" }, out)];
  if (style.strike) out = [el("s", {}, out)];
  if (style.italic) out = [el("em", {}, out)];
  if (style.bold) out = [el("strong", {}, out)];
  return out;
}

function unknown(type) {
  return el("span", { class: "unknown-inline" }, `[not drawn here: ${type}]`);
}
