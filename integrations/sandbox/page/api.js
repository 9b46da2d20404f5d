// The page's one way to the sandbox: JSON over HTTP, and one stream of pings that something changed.

/** GET a JSON answer; parameters with null are left out. Throws with the server's words on a refusal. */
export function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null));
  const tail = query.size ? `?${query}` : "";
  return ask(path + tail, {});
}

/** POST JSON and read the JSON answer. */
export function post(path, body = {}) {
  return ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error ?? `${path} answered ${answer.status}`);
  return body;
}

/**
 * A refresh that is never run twice at once: calls made while it runs lead to exactly one more run.
 * `wait` in milliseconds gathers a burst of pings into one.
 */
export function gathered(run, wait = 60) {
  let timer = null;
  let running = false;
  let again = false;
  async function go() {
    timer = null;
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await run();
    } finally {
      running = false;
      if (again) {
        again = false;
        schedule();
      }
    }
  }
  function schedule() {
    timer ??= setTimeout(go, wait);
  }
  return schedule;
}

/** Calls `onTopic(topic)` for each ping, and `onTopic("all")` when the stream (re)connects. */
export function listen(onTopic) {
  const stream = new EventSource("/page/live");
  stream.onopen = () => onTopic("all");
  stream.onmessage = (event) => onTopic(JSON.parse(event.data).topic);
  return stream;
}
