// The shortcodes an app's cards commonly use; any other stays as typed, as in Slack for an unknown emoji.

const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️",
  rotating_light: "🚨", bell: "🔔", no_bell: "🔕", hourglass: "⌛", hourglass_flowing_sand: "⏳", alarm_clock: "⏰",
  stopwatch: "⏱️", clock3: "🕒", calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️", memo: "📝", pencil: "✏️", pencil2: "✏️",
  receipt: "🧾", page_facing_up: "📄", clipboard: "📋", bar_chart: "📊", chart_with_upwards_trend: "📈", moneybag: "💰",
  dollar: "💵", handshake: "🤝", wave: "👋", raised_hand: "✋", thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎",
  eyes: "👀", bulb: "💡", mag: "🔍", link: "🔗", lock: "🔒", unlock: "🔓", key: "🔑", shield: "🛡️", octagonal_sign: "🛑",
  no_entry: "⛔", no_entry_sign: "🚫", arrow_right: "➡️", arrow_left: "⬅️", leftwards_arrow_with_hook: "↩️", back: "🔙",
  arrows_counterclockwise: "🔄", rewind: "⏪", information_source: "ℹ️", question: "❓", exclamation: "❗", sparkles: "✨",
  tada: "🎉", rocket: "🚀", fire: "🔥", seedling: "🌱", robot_face: "🤖", speech_balloon: "💬", email: "📧", envelope: "✉️",
  telephone_receiver: "📞", phone: "☎️", bust_in_silhouette: "👤", busts_in_silhouette: "👥", office: "🏢", broom: "🧹",
  wastebasket: "🗑️", package: "📦", gear: "⚙️", wrench: "🔧", pushpin: "📌", round_pushpin: "📍", triangular_flag_on_post: "🚩",
  large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠", red_circle: "🔴", white_circle: "⚪",
  large_blue_circle: "🔵", black_circle: "⚫", zzz: "💤", pause_button: "⏸️", arrow_forward: "▶️", slightly_smiling_face: "🙂",
  smile: "😄", thinking_face: "🤔", pray: "🙏", heart: "❤️", star: "⭐", zap: "⚡", sunrise: "🌅", city_sunset: "🌇",
};

/** The character of a shortcode without its colons, or null. */
export function emoji(name) {
  return Object.hasOwn(EMOJI, name) ? EMOJI[name] : null;
}
