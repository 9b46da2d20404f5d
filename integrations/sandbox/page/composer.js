// The line where a person types: a message, or a slash command with its hints.

import { post } from "./api.js";
import { el, fill } from "./dom.js";

const COMMANDS = [
  ["/actions", "your ranked stack of what waits"],
  ["/dealhand help", "what Dealhand understands"],
];

export class Composer {
  /** `whereabouts()` gives {person, channel, name}; `refresh` fetches the messages again. */
  constructor(form, whereabouts, refresh) {
    this.whereabouts = whereabouts;
    this.refresh = refresh;
    this.line = el("input", {
      class: "composer-line", type: "text", autocomplete: "off", "aria-label": "Message", "aria-controls": "command-hints",
      on: { input: () => this.hint(), keydown: (event) => this.keys(event), blur: () => this.closeHints() },
    });
    this.hints = el("div", { class: "hints", id: "command-hints", role: "listbox", "aria-label": "Commands", hidden: true });
    this.trouble = el("div", { class: "composer-trouble", role: "alert" });
    this.send = el("button", { type: "submit", class: "composer-send", "aria-label": "Send" }, "➤");
    fill(form, this.trouble, this.hints, el("div", { class: "composer-box" }, this.line, this.send));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  /** Names the conversation in the empty line. */
  label(name) {
    this.line.placeholder = `Message ${name} or type / for commands`;
  }

  hint() {
    const typed = this.line.value;
    const found = typed.startsWith("/") ? COMMANDS.filter(([command]) => command.startsWith(typed) && command !== typed) : [];
    this.hints.hidden = found.length === 0;
    fill(this.hints, found.map(([command, words], index) =>
      el("div", {
        class: "hint", role: "option", "aria-selected": index === 0 ? "true" : "false", data: { command },
        on: { mousedown: (event) => { event.preventDefault(); this.take(command); } },
      }, el("strong", {}, command), el("span", {}, words))));
  }

  keys(event) {
    if (this.hints.hidden) return;
    const options = [...this.hints.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      options[at].setAttribute("aria-selected", "false");
      options[(at + step + options.length) % options.length].setAttribute("aria-selected", "true");
    } else if (event.key === "Tab") {
      event.preventDefault();
      this.take(options[at].dataset.command);
    } else if (event.key === "Escape") {
      this.closeHints();
    }
  }

  take(command) {
    this.line.value = command;
    this.closeHints();
    this.line.focus();
  }

  closeHints() {
    this.hints.hidden = true;
  }

  async submit() {
    const typed = this.line.value.trim();
    if (!typed || this.send.dataset.pending) return;
    this.closeHints();
    this.send.dataset.pending = "yes";
    fill(this.trouble);
    try {
      await (typed.startsWith("/") ? this.command(typed) : this.say(typed));
    } catch (failure) {
      fill(this.trouble, `⚠ ${failure.message}`);
    } finally {
      delete this.send.dataset.pending;
    }
    this.refresh();
  }

  async command(typed) {
    const [command, ...rest] = typed.split(" ");
    const { person, channel } = this.whereabouts();
    this.line.value = "";
    // A command that nobody answers is reported by Slackbot, in the conversation.
    await post("/page/slack/command", { person, channel, command, text: rest.join(" ") });
  }

  async say(text) {
    const { person, channel } = this.whereabouts();
    this.line.value = "";
    await post("/page/slack/message", { person, channel, text });
  }
}
