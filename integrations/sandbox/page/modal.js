// Modals: the top of the person's stack, drawn in the browser's <dialog>; submit, close, errors at their inputs.

import { post } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { el, fill } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { reason, surfaceAt, waiting } from "./surface.js";

export class ModalStack {
  /** `refresh` fetches the views again. */
  constructor(refresh) {
    this.refresh = refresh;
    this.shown = null; // {id, stamp, surface}
    this.form = el("form", { class: "modal-form", novalidate: true, on: { submit: (event) => this.submit(event) } });
    this.dialog = el("dialog", { class: "modal view", "aria-labelledby": "view-title", on: { cancel: (event) => this.escape(event) } }, this.form);
    document.body.append(this.dialog);
  }

  /** Shows the top of `stack` (as /page/slack/views tells it) to the viewer, or nothing. */
  show(stack, viewer) {
    this.viewer = viewer;
    const top = stack.at(-1);
    if (!top) {
      this.shown = null;
      if (this.dialog.open) this.dialog.close();
      return;
    }
    const { title, submit, close, blocks } = top.view;
    const stamp = JSON.stringify({ title, submit, close, blocks });
    if (this.shown?.id !== top.id || this.shown.stamp !== stamp) this.draw(top, stack.length, stamp);
    this.markErrors(top.errors ?? {});
    if (!this.dialog.open) {
      this.dialog.showModal();
      this.focusFirst();
    }
  }

  draw(top, depth, stamp) {
    const same = this.shown?.id === top.id;
    const entered = same ? this.shown.surface.form.values() : (top.view.state?.values ?? {});
    const surface = surfaceAt({ view_id: top.id }, this.viewer, entered);
    const focused = same ? document.activeElement?.dataset?.actionId : null;
    this.shown = { id: top.id, stamp, surface };
    const { title, submit, close } = top.view;
    fill(this.form,
      el("div", { class: "modal-head" },
        depth > 1 && el("button", { type: "button", class: "modal-x", "aria-label": "Back", on: { click: () => this.close() } }, "‹"),
        el("span", { class: "avatar avatar-app avatar-small", "aria-hidden": "true" }, "D"),
        el("h2", { class: "modal-title", id: "view-title" }, plain(title?.text ?? "")),
        el("button", { type: "button", class: "modal-x", "aria-label": "Close", on: { click: () => this.close() } }, "✕")),
      el("div", { class: "modal-body" }, drawBlocks(top.view.blocks ?? [], surface)),
      el("div", { class: "modal-foot" },
        el("button", { type: "button", class: "bk-button", on: { click: () => this.close() } }, plain(close?.text ?? "Close")),
        submit && el("button", { type: "submit", class: "bk-button bk-primary modal-submit" }, plain(submit.text ?? "Submit"))));
    if (focused) this.form.querySelector(`[data-action-id="${CSS.escape(focused)}"]`)?.focus();
    else if (this.dialog.open) this.focusFirst();
  }

  focusFirst() {
    const first = this.form.querySelector(".modal-body input, .modal-body textarea, .modal-body select, .modal-body button");
    (first ?? this.form.querySelector(".modal-foot button"))?.focus();
  }

  markErrors(errors) {
    let first = null;
    for (const place of this.form.querySelectorAll("[data-error-for]")) {
      const words = errors[place.dataset.errorFor];
      fill(place, words ? [el("span", { "aria-hidden": "true" }, "⚠ "), words] : []);
      const control = place.parentElement.querySelector("input, textarea, select");
      control?.toggleAttribute("aria-invalid", Boolean(words));
      place.parentElement.classList.toggle("has-error", Boolean(words));
      if (words && !first) first = control;
    }
    const stamp = JSON.stringify(errors);
    if (first && this.shown.errors !== stamp) first.focus();
    this.shown.errors = stamp;
  }

  async submit(event) {
    event.preventDefault();
    const button = this.form.querySelector(".modal-submit");
    if (!button || !this.shown) return;
    const { id, surface } = this.shown;
    const body = { person: this.viewer.person.id, view_id: id, state: surface.form.values() };
    const answer = await waiting(button, () => post("/page/slack/submit", body));
    this.form.querySelectorAll(".modal-trouble").forEach((old) => old.remove());
    if (answer && !answer.errors && answer.error) this.trouble(answer.error);
    this.refresh();
  }

  trouble(error) {
    this.form.querySelector(".modal-foot .no-answer")?.remove();
    const words = error === "not_acked" ? "We had some trouble connecting. Try again?" : reason(error);
    this.form.querySelector(".modal-body").prepend(el("div", { class: "modal-trouble", role: "alert" }, `⚠ ${words}`));
  }

  escape(event) {
    event.preventDefault();
    this.close();
  }

  async close() {
    if (!this.shown) return;
    await post("/page/slack/close", { person: this.viewer.person.id, view_id: this.shown.id }).catch(() => null);
    this.refresh();
  }
}
