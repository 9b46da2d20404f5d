"""How values, times and foreign text are written for people in Slack.

Everything that comes from outside the house (CRM fields, names, links) passes `plain`, `safe` or `link` before it is
shown, so that it can never ping a channel, forge a link or break a block (docs.slack.dev, "Formatting message text").
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from bot.values import Change, FieldType, Value

EMPTY = "(empty)"
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
_MONEY_PLACES = 2
_MOST_ADDRESS = 400  # a longer one would crowd out the words around it
_MOST_TEXT = 2900  # under Slack's 3,000 for one text object


def cut(text: str, most: int) -> str:
    """At most so many characters, with an ellipsis where something is missing; control characters become spaces."""
    clean = "".join(c if c.isprintable() or c == "\n" else " " for c in text).strip()
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + "…"


def plain(text: str, most: int = 150) -> str:
    """Foreign text for a plain_text object or a table cell: one line, never empty (Slack refuses empty text)."""
    return cut(" ".join(text.split()), most) or EMPTY


def safe(text: str, most: int = 300) -> str:
    """Foreign text for mrkdwn: cut first, then escaped, so that an escape is never cut in half."""
    return escape(plain(text, most))


def escape(text: str) -> str:
    """Our own sentences for mrkdwn, which may carry names from the CRM: no mention, link or entity comes through."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str, most: int) -> str:
    """Foreign text in its own lines, as a quotation in mrkdwn."""
    return "\n".join(f">{line}" for line in escape(cut(text, most)).splitlines())


def to_copy(text: str, most: int) -> str:
    """A text that is there to be copied; what would end the block early is taken out of it."""
    return f"```{escape(cut(text, most)).replace('`', '’')}```"


def link(address: str | None, text: str, most: int = 150) -> str:
    """A link in mrkdwn, or the text alone where the address is not one of http(s) that fits."""
    words = safe(text, most)
    if not web_address(address) or len(str(address)) > _MOST_ADDRESS:
        return words
    target = escape(str(address)).replace("|", "%7C")
    return f"<{target}|{words}>"


def web_address(address: str | None) -> bool:
    """Whether it may be shown as a link or put on a button: http(s), no spaces, within Slack's 3,000 characters."""
    return bool(
        address
        and address.startswith(("https://", "http://"))
        and len(address) <= 3000  # noqa: PLR2004  # Slack's limit for a button's url
        and not any(c.isspace() for c in address)
    )


def without_aside(text: str) -> str:
    """A text without the bracket at its end, which says what it rests on and would repeat itself down a list."""
    return re.sub(r"\s*\([^()]*\)(?=\.?$)", "", text)


def when(moment: datetime, form: str = "{date_short_pretty} at {time}") -> str:
    """A moment as a Slack date token, so that each reader sees it in their own zone; UTC where Slack cannot."""
    return f"<!date^{int(moment.timestamp())}^{form}|{moment:%d %b %Y %H:%M} UTC>"


def day(text: str) -> str:
    """A canonical date as `30 Apr 2026`; anything else as it is."""
    try:
        return f"{date.fromisoformat(text):%d %b %Y}".lstrip("0")
    except ValueError:
        return text


def money(text: str, currency: str | None) -> str:
    """A canonical number as `$48,000`, `48,000.50 CHF` or `48,000`; anything else as it is."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return text
    places = 0 if amount == amount.to_integral_value() else _MONEY_PLACES
    grouped = f"{amount:,.{places}f}"
    if currency in _SIGNS:
        return f"-{_SIGNS[currency]}{grouped[1:]}" if amount < 0 else f"{_SIGNS[currency]}{grouped}"
    return f"{grouped} {currency}" if currency else grouped


def value(raw: Value, kind: FieldType, shown: str | None = None, unit: str | None = None) -> str:
    """A canonical value as a person reads it; empty ones say so."""
    if shown:
        return shown
    if raw is None or not raw.strip():
        return EMPTY
    match kind:
        case "money":
            return money(raw, unit)
        case "date":
            return day(raw)
        case "datetime":
            return moment(raw)
        case "flag":
            return "yes" if raw == "true" else "no"
        case _:
            return raw


def moment(text: str) -> str:
    """A canonical moment as `5 Mar 2026 15:00 UTC`, for places where a date token is not understood (table cells)."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{found:%d %b %Y %H:%M} UTC".lstrip("0")


def before(change: Change) -> str:
    """What the field held."""
    return value(change.before, change.type, change.shown_before, change.unit)


def after(change: Change) -> str:
    """What the field would hold."""
    return value(change.after, change.type, change.shown_after, change.unit)


def sure(confidence: float) -> str:
    """How sure, in a word and a number: `high (95%)`."""
    word = "high" if confidence >= 0.9 else "medium" if confidence >= 0.6 else "low"  # noqa: PLR2004  # the two bounds
    return f"{word} ({confidence:.0%})"


def sentence(text: str) -> str:
    """With a capital first, where no address stands there, and a full stop last."""
    clean = " ".join(text.split())
    if not clean:
        return ""
    ended = clean if clean[-1] in ".!?…" else f"{clean}."
    return ended if "@" in ended.partition(" ")[0] else ended[0].upper() + ended[1:]


def listed(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def joined(parts: Sequence[str], between: str, unit: str = "") -> str:
    """As many whole parts as fit into one text object, and how many are left; markup is never cut in half."""
    kept: list[str] = []
    for part in parts:
        if sum(map(len, kept)) + len(between) * len(kept) + len(part) > _MOST_TEXT:
            break
        kept.append(part)
    left = len(parts) - len(kept)
    return between.join([*kept, f"… and {left} more{unit}"] if left else kept)
