// Slack's confirm dialog. The browser's own <dialog> keeps the focus inside and closes on Escape.

import { el } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";

/** Asks a Block Kit confirm object; resolves to whether the person confirmed. */
export function ask(confirm, names) {
  return new Promise((resolve) => {
    const deny = el("button", { type: "button", class: "bk-button", on: { click: () => dialog.close("no") } }, plain(confirm.deny?.text ?? "Cancel"));
    const agree = el("button", {
      type: "button",
      class: `bk-button bk-${confirm.style === "danger" ? "danger-solid" : "primary"}`,
      on: { click: () => dialog.close("yes") },
    }, plain(confirm.confirm?.text ?? "Yes"));
    const title = el("h2", { class: "modal-title", id: "confirm-title" }, plain(confirm.title?.text ?? "Are you sure?"));
    const dialog = el("dialog", { class: "modal confirm", "aria-labelledby": "confirm-title" },
      el("div", { class: "modal-head" }, title),
      el("div", { class: "modal-body" }, textObject(confirm.text, names)),
      el("div", { class: "modal-foot" }, deny, agree));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    agree.focus();
  });
}
