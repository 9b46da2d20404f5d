// Times as Slack writes them, in the zone of the person who looks, by the sandbox's clock.

const clock = { told: new Date(), at: performance.now(), zone: "UTC" };

/** Sets the time and the zone that all later formatting is relative to. From then on it runs by itself. */
export function setClock(now, zone) {
  clock.told = now;
  clock.at = performance.now();
  clock.zone = zone;
}

/** The sandbox's time: what it said last, and what has passed since, so that nothing counts down from an old minute. */
export function worldNow() {
  return new Date(clock.told.getTime() + performance.now() - clock.at);
}

function format(date, options, zone = clock.zone) {
  return new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }).format(date);
}

/** "9:05 AM" in the viewer's zone. */
export function clockTime(date) {
  return format(date, { hour: "numeric", minute: "2-digit" });
}

/** "2026-03-03" of an instant in the viewer's zone. */
export function dayOf(date) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: clock.zone, dateStyle: "short" }).format(date);
}

/** "Tuesday, March 3rd": the divider between days, with Today and Yesterday by name. */
export function dayName(date) {
  return near(date) ?? `${format(date, { weekday: "long", month: "long" })} ${ordinal(date)}`.replace(/^(\w+) (\w+) /, "$2, $1 ");
}

/** "Tue 3 Mar 2026, 09:00" for the clock on the strip. */
export function fullTime(date) {
  const part = (options) => format(date, options);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: clock.zone, timeStyle: "short" }).format(date);
  return `${part({ weekday: "short" })} ${part({ day: "numeric" })} ${part({ month: "short" })} ${part({ year: "numeric" })}, ${time}`;
}

/** "3 Mar, 09:01" for histories in the CRM. */
export function shortStamp(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text ?? "";
  const day = `${format(date, { day: "numeric" })} ${format(date, { month: "short" })}`;
  return `${day}, ${clockTime(date)}`;
}

function ordinal(date) {
  const day = Number(format(date, { day: "numeric" }));
  const tail = day % 100 >= 11 && day % 100 <= 13 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th");
  return `${day}${tail}`;
}

function near(date) {
  const day = 86_400_000;
  const wanted = dayOf(date);
  if (wanted === dayOf(worldNow())) return "Today";
  if (wanted === dayOf(new Date(worldNow().getTime() - day))) return "Yesterday";
  if (wanted === dayOf(new Date(worldNow().getTime() + day))) return "Tomorrow";
  return null;
}

function ago(date) {
  const seconds = Math.round((worldNow() - date) / 1000);
  if (seconds > -90 && seconds < 0) return `in ${-seconds} ${seconds === -1 ? "second" : "seconds"}`;
  const minutes = Math.round(seconds / 60);
  const [count, unit] =
    Math.abs(minutes) < 60 ? [minutes, "minute"] : Math.abs(minutes) < 1440 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-count, unit);
}

const PARTS = {
  date_num: (date) => dayOf(date),
  date: (date) => `${format(date, { month: "long" })} ${ordinal(date)}, ${format(date, { year: "numeric" })}`,
  date_short: (date) => format(date, { month: "short", day: "numeric", year: "numeric" }),
  date_long: (date) => `${format(date, { weekday: "long" })}, ${PARTS.date(date)}`,
  date_pretty: (date) => near(date) ?? PARTS.date(date),
  date_short_pretty: (date) => near(date) ?? PARTS.date_short(date),
  date_long_pretty: (date) => near(date) ?? PARTS.date_long(date),
  time: clockTime,
  time_secs: (date) => format(date, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago,
};

/** Writes every counting time on the page anew; whether there is one that still counts. */
export function recount(root = document) {
  let counts = false;
  for (const node of root.querySelectorAll("time[data-counts]")) {
    const { seconds, pattern } = node.dataset;
    const text = dateToken(seconds, pattern);
    if (node.textContent !== text) node.textContent = text;
    counts ||= Number(seconds) * 1000 > worldNow().getTime();
  }
  return counts;
}

/** Fills Slack's date tokens ("{date_short_pretty} at {time}"); null when the seconds are no number. */
export function dateToken(seconds, pattern) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const text = pattern.replace(/\{(\w+)\}/g, (whole, name) => PARTS[name]?.(date) ?? whole);
  // Slack lowers "Today" inside a sentence and keeps it at the start.
  return text.replace(/(?<=\S\s)(Today|Yesterday|Tomorrow)\b/g, (word) => word.toLowerCase());
}
