// What a person has entered on one surface, as Slack's state.values.

/** Collects the controls of a message or view; `initial` keeps values over a redraw, by block_id and action_id. */
export class Form {
  constructor(initial = {}) {
    this.initial = initial;
    this.controls = [];
  }

  /** Registers a control whose `read()` gives the value part of its state, e.g. {value: "x"}. */
  add(block, element, read) {
    this.controls.push({ block: block.block_id, action: element.action_id, type: element.type, read });
  }

  /** What was entered in this control before a redraw, or undefined. */
  before(block, element) {
    return this.initial[block.block_id]?.[element.action_id];
  }

  /** {block_id: {action_id: {type, …}}} */
  values() {
    const state = {};
    for (const { block, action, type, read } of this.controls) {
      state[block] ??= {};
      state[block][action] = { type, ...read() };
    }
    return state;
  }
}
