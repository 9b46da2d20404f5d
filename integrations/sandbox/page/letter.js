// One mail: a line in a list, and the whole of it with what its reader can do.

import { el, fill } from "./dom.js";
import { shortStamp } from "./time.js";

// What an ordinary recipient might answer; a press fills the form, nothing is sent yet.
const ANSWERS = {
  "Yes, please": "Yes, that sounds good. Thursday at 10:00 works for me.",
  "Not now": "Thanks, but not this quarter. Please get back to me at the beginning of June.",
  "Leave me alone": "Please do not write to me again.",
};

/** A line in a list; `one.out` shows to whom it went instead of from whom it came. */
export function letterRow(one, open) {
  return el("li", {}, el("button", { type: "button", class: `mail-row${one.seen ? "" : " unseen"}`, data: { letter: one.id }, on: { click: open } },
    el("span", { class: "mail-row-head" },
      el("span", { class: "mail-row-who" }, one.out ? `To ${one.to}` : one.from), el("time", { class: "mail-row-when" }, shortStamp(one.at))),
    el("span", { class: "mail-row-subject" }, one.subject || "(no subject)"),
    el("span", { class: "mail-row-snippet" }, one.snippet)));
}

/**
 * The whole mail. `answer(form, trouble, text)` sends a reply in the recipient's place, `unsubscribe(place)` presses
 * their mail program's own link and says in `place` what came of it; links below `publicUrl` can be opened.
 */
export function drawLetter(letter, { answer, unsubscribe, publicUrl }) {
  const line = (name, value) => el("div", { class: "mail-line" }, el("dt", {}, name), el("dd", {}, value));
  return [
    el("h2", { class: "mail-subject" }, letter.subject || "(no subject)"),
    el("dl", { class: "mail-lines" }, line("From", letter.sender), line("To", letter.to), line("Date", shortStamp(letter.at))),
    letter.unsubscribe && letter.may_answer && wayOut(letter.unsubscribe, unsubscribe),
    el("div", { class: "mail-text" }, withOwnLinks(letter.text, publicUrl)),
    el("details", { class: "mail-more" }, el("summary", {}, `Headers (${letter.headers.length})`),
      el("dl", { class: "mail-headers" }, letter.headers.map(([name, value]) => line(name, value)))),
    letter.may_answer && answerForm(letter, answer),
  ];
}

/** Links to the app's own pages; every other address stays text, because nothing outside can be reached here. */
function withOwnLinks(text, publicUrl) {
  return text.split(/(https:\/\/[^\s<>"']+)/).map((part) =>
    part.startsWith(`${publicUrl}/`) ? el("a", { href: part, rel: "noopener noreferrer" }, part) : part);
}

function wayOut(way, press) {
  const place = el("p", { class: "mail-way-out", role: "status" });
  if (way.said) return fill(place, el("span", { class: "mail-done" }, `Unsubscribed: ${way.said}.`));
  const how = way.one_click ? "one POST to the link in List-Unsubscribe, as Gmail does it" : "a mail to the address in List-Unsubscribe";
  return fill(place,
    el("button", { type: "button", class: "bk-button", title: how, on: { click: () => press(place) } }, "Unsubscribe"),
    el("span", {}, way.one_click ? " in their mail program (one click)" : " in their mail program (sends a mail)"));
}

function answerForm(letter, answer) {
  const text = el("textarea", { class: "bk-field-input", rows: "4", "aria-label": `Answer as ${letter.to}`, placeholder: "What they write back …" });
  const trouble = el("p", { class: "bk-error", role: "alert" });
  const form = el("form", {
    class: "mail-form mail-answer",
    on: { submit: (event) => { event.preventDefault(); answer(form, trouble, text.value); } },
  },
  el("h3", {}, "Answer as ", letter.to),
  el("div", { class: "mail-ideas" }, Object.entries(ANSWERS).map(([label, words]) =>
    el("button", { type: "button", class: "mail-idea", on: { click: () => { text.value = words; text.focus(); } } }, label))),
  text, trouble, el("button", { class: "bk-button bk-primary", type: "submit" }, "Send the answer"));
  return form;
}
