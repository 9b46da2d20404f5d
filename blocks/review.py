"""What waits for a person's eyes: who wrote, the words in doubt, why it was unsure, and an answer by one tap (G-05)."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject, DividerBlock

from blocks import words
from blocks.pieces import header, row, say, small
from blocks.surface import Drawn, message
from bot.model import Notice
from bot.queues import QUEUES, Looked, Tap

AT_MOST = 5


def action_of(tap: Tap) -> str:
    """The action id of that answer's button."""
    return f"review_{tap.value}.v1"


def review_message(looked: Looked) -> Drawn:
    """One of them, as it lies in a direct message."""
    settled = looked.review.settled_at is not None
    title = "Looked at" if settled else "Needs your eyes"
    return message(
        f"{title}: a mail from {words.safe(looked.sender, 120)}",
        [*([] if settled else [say("👀 *This needs your eyes*")]), *_one(looked)],
    )


def review_notice(notice: Notice, looked: Looked | None) -> Drawn:
    """The notice with its buttons; what was brought up again says first what the notice says."""
    if looked is None:
        text = words.escape(words.cut(notice.text, 2800))
        return message(text, [say(text)])
    return review_message(looked)


def reviews_list(found: Sequence[Looked], person: str, said: str = "") -> Drawn:
    """The oldest five, each with its answers, and how many more there are.

    Args:
        found: what waits, the oldest first.
        person: the id of the colleague who reads it; whose a review is stands beside those of others.
        said: what came of the tap before this drawing.
    """
    told = [say(words.safe(said, 400))] if said else []
    if not found:
        return message(
            "Nothing waits for your eyes.", [*told, say("*Nothing waits for your eyes.* Every mail is told.")]
        )
    title = f"{len(found)} waiting for your eyes"
    blocks: list[Block] = [*told, header(title)]
    for looked in found[:AT_MOST]:
        blocks += [*_one(looked, of=None if looked.review.person == person else looked), DividerBlock()]
    left = len(found) - AT_MOST
    blocks.append(small(f"… and {left} more, newer ones; they move up. " if left > 0 else "", _KEPT))
    return message(title, blocks)


_KEPT = "The oldest come first. Nothing here expires; what waits longer than two business days goes to the manager."


def _one(looked: Looked, of: Looked | None = None) -> list[Block]:
    review = looked.review
    whose = (
        f" · asked of {words.safe(of.asked.name if of.asked else 'a colleague who is gone', 80)}"
        if of
        else ""
    )
    subject = f" · {words.safe(looked.subject, 100)}" if looked.subject else ""
    quoted = f"\n>{words.safe(looked.words, 320)}" if looked.words else ""
    text = f"*{words.safe(looked.sender, 120)}*{subject}{quoted}"
    why = small(f"{words.when(review.at)}{whose} · {words.safe(words.sentence(review.said), 300)}")
    return [say(text), why, *_answers(looked)]


def _answers(looked: Looked) -> list[Block]:
    review, queue = looked.review, QUEUES.get(looked.review.queue)
    if queue is None:
        return [small("This was brought up by an older version, which knew other answers. Nothing was lost.")]
    if review.settled_at is None:
        return row(*(_button(tap, review.id) for tap in queue.taps))
    tap = queue.tap(review.settled)
    by = words.safe(looked.by.name, 80) if looked.by else "Somebody"
    what = f"“{tap.label}”. {tap.follows}" if tap else "it was looked at."
    return [say(f"✅ *{by}* ({words.when(review.settled_at)}): {words.safe(what, 300)}")]


def _button(tap: Tap, review: str) -> ButtonElement:
    asked_twice = ConfirmObject(
        title=tap.label,
        text=f"{tap.follows} Nobody can take this back.",
        confirm=f"Yes: {tap.label.lower()}",
        deny="Not sure",
        style="danger",
    )
    return ButtonElement(
        text=tap.label, action_id=action_of(tap), value=review, confirm=asked_twice if tap.final else None
    )
