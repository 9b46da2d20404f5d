// The list of messages of one conversation, with threads, day dividers and what only one person sees.

import { drawBlocks, drawText } from "./blocks.js";
import { el, reconcile } from "./dom.js";
import { surfaceAt } from "./surface.js";
import { clockTime, dayName, dayOf } from "./time.js";

const TOGETHER_SECONDS = 300;

/** Draws `messages` into `list`; keeps at the bottom whoever was at the bottom. */
export function drawMessages(list, messages, channel, viewer) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const before = list.childElementCount;
  const rows = messages.length > 0 ? arranged(messages, viewer) : [{ key: "empty", empty: nothingYet(channel, viewer) }];
  reconcile(list, rows, (row) => row.key, (row) => drawRow(row, channel, viewer));
  if (atEnd || before === 0) scrollToEnd(list, before === 0);
}

/** Keeps the newest message in sight when the window changes its size, for whoever looked at it. */
export function keepEndInSight(list) {
  let shownEnd = true;
  let size = "";
  const sizeNow = () => `${list.clientWidth}x${list.clientHeight}`;
  list.addEventListener("scroll", () => {
    // Amid a change of size a scroll is the browser's own and says nothing of where somebody looks.
    if (size === sizeNow()) shownEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  });
  new ResizeObserver(() => {
    size = sizeNow();
    if (shownEnd) scrollToEnd(list, true);
  }).observe(list);
}

function scrollToEnd(list, atOnce) {
  list.scrollTo({ top: list.scrollHeight, behavior: atOnce ? "instant" : "smooth" });
}

function nothingYet(channel, viewer) {
  const first = viewer.person.name.split(" ")[0];
  return channel.startsWith("D") ? `Nothing yet. Dealhand writes here when something waits for ${first}.` : "Nothing has been said here yet.";
}

/** Day dividers and messages in order; replies stand inside their parent. */
function arranged(messages, viewer) {
  const roots = messages.filter((message) => !message.thread_ts || message.thread_ts === message.ts);
  const replies = Map.groupBy ? Map.groupBy(messages, (message) => message.thread_ts) : grouped(messages);
  const rows = [];
  let previous = null;
  for (const message of roots) {
    const day = dayOf(timeOf(message));
    if (!previous || dayOf(timeOf(previous)) !== day) {
      rows.push({ key: `day-${day}`, day, label: dayName(timeOf(message)) });
      previous = null;
    }
    const answers = (replies.get(message.ts) ?? []).filter((reply) => reply.ts !== message.ts);
    rows.push({ key: `m-${message.ts}`, message, answers, zone: viewer.person.zone, compact: follows(previous, message) });
    previous = message;
  }
  return rows;
}

function grouped(messages) {
  const groups = new Map();
  for (const message of messages) groups.set(message.thread_ts, [...(groups.get(message.thread_ts) ?? []), message]);
  return groups;
}

function follows(previous, message) {
  if (!previous || previous.user !== message.user || previous.ephemeral !== message.ephemeral) return false;
  return Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS;
}

function timeOf(message) {
  return new Date(Number(message.ts) * 1000);
}

function drawRow(row, channel, viewer) {
  if (row.empty) return el("li", { class: "nothing" }, row.empty);
  if (row.day) return el("li", { class: "day", role: "separator" }, el("span", {}, row.label));
  return drawMessage(row.message, channel, viewer, row.compact, row.answers);
}

function drawMessage(message, channel, viewer, compact, answers = []) {
  const surface = surfaceAt({ channel, ts: message.ts }, viewer);
  const content = message.blocks?.length ? drawBlocks(message.blocks, surface) : [drawText(message.text ?? "", surface)];
  const classes = `message${compact ? " compact" : ""}${message.ephemeral ? " ephemeral" : ""}`;
  return el("li", { class: classes, data: { ts: message.ts } },
    el("div", { class: "gutter" }, compact ? el("time", { class: "gutter-time" }, clockTime(timeOf(message)).replace(/ [AP]M$/, "")) : avatar(message, viewer)),
    el("div", { class: "message-main" },
      message.ephemeral && el("div", { class: "only-you" }, el("span", { "aria-hidden": "true" }, "👁 "), "Only visible to you"),
      !compact && heading(message, viewer),
      el("div", { class: "message-blocks" }, content),
      message.edited && el("span", { class: "edited" }, "(edited)"),
      answers.length > 0 && thread(answers, channel, viewer)));
}

function thread(answers, channel, viewer) {
  return el("ol", { class: "thread", "aria-label": "Thread" }, answers.map((reply) => drawMessage(reply, channel, viewer, false)));
}

function heading(message, viewer) {
  return el("div", { class: "message-head" },
    el("span", { class: "author" }, message.username),
    viewer.isApp(message.user) && el("span", { class: "app-badge" }, "APP"),
    el("time", { class: "when" }, clockTime(timeOf(message))));
}

/** A person's initials, or the app's sign. */
export function avatar(message, viewer) {
  return viewer.isApp(message.user)
    ? el("span", { class: `avatar avatar-${message.username === "Slackbot" ? "slackbot" : "app"}`, "aria-hidden": "true" }, message.username[0])
    : el("span", { class: `avatar avatar-${colourOf(message.user)}`, "aria-hidden": "true" }, initials(message.username));
}

export function initials(name) {
  return name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
}

export function colourOf(id) {
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
}
