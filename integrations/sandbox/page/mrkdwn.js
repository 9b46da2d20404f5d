// Slack's mrkdwn to DOM nodes. What it does not know stays text.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { dateToken } from "./time.js";

const INLINE = new RegExp(
  [
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    "(?<![\\w*])\\*(?!\\s)([^*\\n]+?)(?<!\\s)\\*(?![\\w*])",
    "(?<![\\w_])_(?!\\s)([^_\\n]+?)(?<!\\s)_(?![\\w_])",
    "(?<![\\w~])~(?!\\s)([^~\\n]+?)(?<!\\s)~(?![\\w~])",
    ":([a-z0-9_+-]+):",
  ].join("|"),
  "g",
);

/** A text object ({type: plain_text | mrkdwn, text}) as nodes; `names` maps user and channel ids to names. */
export function textObject(object, names) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text ?? "", names);
  return plain(object.text ?? "", object.emoji !== false);
}

/** Plain text: no formatting, entities decoded, emoji shortcodes drawn unless switched off. */
export function plain(text, withEmoji = true) {
  const decoded = decode(text);
  return lines(withEmoji ? decoded.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole) : decoded);
}

/** mrkdwn as a list of nodes: fenced code, quoted lines, then what stands inside a line. */
export function mrkdwn(text, names) {
  const out = [];
  text.split("```").forEach((piece, index, all) => {
    const closed = index < all.length - 1;
    if (index % 2 === 1 && closed) out.push(el("pre", { class: "mrk-pre" }, decode(piece.replace(/^\n|\n$/g, ""))));
    else out.push(...quotes(index % 2 === 1 ? `\`\`\`${piece}` : piece, names));
  });
  return out;
}

function quotes(text, names) {
  const out = [];
  let quoted = [];
  const flush = () => {
    if (quoted.length) out.push(el("blockquote", { class: "mrk-quote" }, inline(quoted.join("\n"), names)));
    quoted = [];
  };
  const plainLines = [];
  const flushPlain = () => {
    if (plainLines.length) out.push(...inline(plainLines.join("\n"), names));
    plainLines.length = 0;
  };
  for (const line of text.split("\n")) {
    const match = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (match) {
      flushPlain();
      quoted.push(match[1]);
    } else {
      flush();
      plainLines.push(line);
    }
  }
  flush();
  flushPlain();
  return out;
}

function inline(text, names) {
  const out = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    out.push(...lines(decode(text.slice(from, match.index))));
    out.push(token(match, names));
    from = match.index + match[0].length;
  }
  out.push(...lines(decode(text.slice(from))));
  return out;
}

function token(match, names) {
  const [whole, code, angle, bold, italic, strike, shortcode] = match;
  if (code !== undefined) return el("code", { class: "mrk-code" }, decode(code));
  if (angle !== undefined) return reference(angle, names);
  if (bold !== undefined) return el("strong", {}, inline(bold, names));
  if (italic !== undefined) return el("em", {}, inline(italic, names));
  if (strike !== undefined) return el("s", {}, inline(strike, names));
  return emoji(shortcode) ?? whole;
}

function reference(inside, names) {
  const [target, ...rest] = inside.split("|");
  const label = rest.length ? decode(rest.join("|")) : null;
  if (target.startsWith("@") || target.startsWith("#")) return mention(target, label, names);
  if (target.startsWith("!date^")) return dateReference(target, label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return link(decode(target), label ?? decode(target.replace(/^mailto:/, "")));
}

function mention(target, label, names) {
  const known = names?.get(target.slice(1)) ?? label ?? target.slice(1);
  return el("span", { class: "mention" }, `${target[0]}${known}`);
}

function dateReference(target, fallback) {
  const [, seconds, pattern, url] = target.split("^");
  const text = dateToken(seconds, decode(pattern ?? "")) ?? fallback ?? "";
  if (url) return link(decode(url), text);
  const counting = pattern?.includes("{ago}") ? { counts: "yes", seconds, pattern: decode(pattern) } : {};
  return el("time", { class: "mrk-date", title: fallback ?? text, data: counting }, text);
}

function special(name, label) {
  const word = name.startsWith("subteam^") ? (label ?? "group") : name.split("^")[0];
  return el("span", { class: "mention mention-all" }, label ?? `@${word}`);
}

/** A link when the address is one a browser may open, else its text. Records open in the CRM pane (see links.js). */
export function link(address, label) {
  if (!/^(https?:|mailto:)/i.test(address)) return document.createTextNode(label);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", class: "mrk-link" }, label);
}

function lines(text) {
  return text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line])).filter((part) => part !== "");
}

/** Slack's three entities; everything else is text already. */
export function decode(text) {
  return text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);
}
