// A surface: where blocks stand (a message, a modal, a Home tab) and what a press on them does.

import { post } from "./api.js";
import { el } from "./dom.js";
import { Form } from "./form.js";

/**
 * The surface of one message or view. `place` is {channel, ts} or {view_id}; `viewer` knows the person,
 * the people and the names; `entered` are values kept over a redraw.
 */
export function surfaceAt(place, viewer, entered = {}) {
  const form = new Form(entered);
  return {
    form,
    names: viewer.names,
    people: viewer.people,
    async act(block, part, value, control) {
      await waiting(control, async () => {
        const action = { block_id: block.block_id, action_id: part.action_id, type: part.type, ...value };
        return post("/page/slack/click", { person: viewer.person.id, ...place, action, state: form.values() });
      });
    },
  };
}

/** Shows a control as waiting while `request` runs, and Slack's warning beside it when the app did not answer. */
export async function waiting(control, request) {
  if (control.dataset.pending) return null;
  control.dataset.pending = "yes";
  control.setAttribute("aria-busy", "true");
  const place = control.closest(".bk-actions, .modal-foot") ?? control.parentElement;
  place.querySelectorAll(".no-answer").forEach((old) => old.remove());
  let answer;
  try {
    answer = await request();
  } catch (failure) {
    answer = { acked: false, error: failure.message };
  }
  delete control.dataset.pending;
  control.removeAttribute("aria-busy");
  if (!answer.acked && !answer.errors) place.append(noAnswer(answer.error));
  return answer;
}

const REASONS = {
  not_acked: "This app did not respond",
  not_connected: "This app is not connected",
  connection_lost: "The connection to this app broke",
};

/** Slack's warning triangle with its words. */
export function noAnswer(error) {
  return el("span", { class: "no-answer", role: "alert" }, el("span", { "aria-hidden": "true" }, "⚠ "), reason(error));
}

export function reason(error) {
  return REASONS[error] ?? `This app did not respond (${error ?? "no reason"})`;
}
