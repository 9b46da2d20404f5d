// Builds DOM nodes. Foreign text always arrives as a text node or an attribute value, never as markup.

/** An element with attributes (`on` holds listeners, `data` the dataset) and children; null children are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [type, run] of Object.entries(value)) node.addEventListener(type, run);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "value" || name === "checked" || name === "selected") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  append(node, children);
  return node;
}

/** Adds strings as text nodes and flattens lists. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Replaces what is inside a node. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

/**
 * Makes `parent` hold one child per item, keeping the node of an item whose `stamp` did not change
 * (so that half-typed inputs, focus and scroll survive a refresh). `draw(item)` builds a node.
 */
export function reconcile(parent, items, keyOf, draw) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const stamp = JSON.stringify(item);
    const kept = old.get(key);
    if (kept && kept.stamp === stamp) return kept;
    const node = draw(item);
    node.dataset.key = key;
    node.stamp = stamp;
    if (kept && kept.contains(document.activeElement)) node.hadFocus = true;
    return node;
  });
  wanted.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
  while (parent.children.length > wanted.length) parent.lastElementChild.remove();
  const refocus = wanted.find((node) => node.hadFocus);
  if (refocus) {
    refocus.hadFocus = false;
    refocus.tabIndex = -1;
    refocus.focus({ preventScroll: true });
  }
}
