"""`/dealhand mails`: the day's mail, how it was understood, what came of it and what was refused (B-10, N11)."""

from collections.abc import Mapping

from blocks import words
from blocks.pieces import header, pairs, say, small
from blocks.surface import Drawn, message
from bot.mail_day import Line, MailDay
from bot.queues import CLASSIFICATION


def mails_message(day: MailDay | None) -> Drawn:
    """The numbers first, then the latest mails, each with its card."""
    if day is None:
        text = "I could not match you to a colleague by e-mail, so I have no mail to show."
        return message(text, [say(text)])
    whose = "everybody's" if day.everybody else "yours"
    title = f"Mail today: {day.mails} ({whose})"
    numbers = [(_named(label), str(count)) for label, count in _ordered(day.labels)]
    return message(
        title,
        [
            header(title),
            *([pairs(numbers)] if numbers else [say("No mail came in today.")]),
            say(_done(day)),
            *([say("\n".join(_line(line) for line in day.lines))] if day.lines else []),
            small(
                "Counted from the ledger since midnight where you are. `/dealhand review` shows what is unsure."
            ),
        ],
    )


def _ordered(labels: Mapping[str, int]) -> list[tuple[str, int]]:
    order = [tap.value for tap in CLASSIFICATION.taps]
    return sorted(labels.items(), key=lambda each: order.index(each[0]) if each[0] in order else len(order))


def _named(label: str) -> str:
    tap = CLASSIFICATION.tap(label)
    return tap.label if tap else words.safe(label, 40)


def _done(day: MailDay) -> str:
    said = [
        f"*Suppressed because they wished it:* {day.opt_outs}",
        f"*Held now, before it goes:* {day.held}",
        f"*Waiting for eyes:* {day.reviews}",
    ]
    refused = sum(day.refused.values())
    rules = ", ".join(
        f"{words.safe(rule.replace('_', ' ').replace(':', ': '), 60)}: {count}"
        for rule, count in day.refused.items()
    )
    said.append(f"*Not done, by rule:* {refused}{f' ({rules})' if refused else ''}")
    return "\n".join(said)


def _line(line: Line) -> str:
    what = words.safe(line.what, 120) if line.what else "nothing to do"
    whose = f" · {words.safe(line.whose, 60)}" if line.whose else ""
    state = f" ({words.safe(line.state, 20)})" if line.state else ""
    return f"• *{words.safe(line.sender, 80)}*: {_named(line.label).lower()} → {what}{state}{whose}"
