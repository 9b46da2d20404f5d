// HTML of CRM notes, rebuilt from an allow-list: what is not on it loses its tag and keeps its words.

import { el } from "./dom.js";

const ALLOWED = new Set(
  "P BR B STRONG I EM U S DEL UL OL LI H1 H2 H3 H4 H5 TABLE THEAD TBODY TR TH TD BLOCKQUOTE CODE PRE HR DIV SPAN A".split(" "),
);
const DROPPED = new Set("SCRIPT STYLE IFRAME OBJECT EMBED TEMPLATE SVG MATH NOSCRIPT HEAD TITLE".split(" "));

/** The note as fresh nodes without attributes, but for the address of a web link. */
export function safeNodes(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.childNodes].flatMap(rebuild);
}

function rebuild(node) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName.toUpperCase())) return [];
  const inside = [...node.childNodes].flatMap(rebuild);
  if (!ALLOWED.has(node.tagName)) return inside;
  if (node.tagName !== "A") return [el(node.tagName.toLowerCase(), {}, inside)];
  const href = node.getAttribute("href") ?? "";
  return /^https?:/i.test(href) ? [el("a", { href, target: "_blank", rel: "noopener noreferrer" }, inside)] : inside;
}
