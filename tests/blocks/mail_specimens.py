"""What people are shown about mail, in every state: reviews and escalations."""

import dataclasses
from datetime import timedelta

from bot.mailroom import Review
from bot.queues import Looked
from tests.blocks.specimens import DANA, NOW, PRIYA

HOSTILE = "<!channel> *now* <https://evil.example|click> `code` & ~gone~"


def review(**more: object) -> Review:
    asked = Review(
        "review:m1",
        "classification",
        "m1",
        "P",
        "I could not tell what it asks for; two contacts have it",
        NOW,
    )
    return dataclasses.replace(asked, **more)  # type: ignore[arg-type]  # each test says which


def looked(**more: object) -> Looked:
    shown = Looked(review(), "jo@northwind.example", "Re: your offer", "Blue seventeen, as ever.", PRIYA)
    return dataclasses.replace(shown, **more)  # type: ignore[arg-type]  # each test says which


def every_review() -> dict[str, Looked]:
    """A review of each kind, by a name."""
    settled = {"settled_at": NOW + timedelta(minutes=4), "settled_by": "D"}
    return {
        "waiting": looked(),
        "of somebody who is gone": looked(asked=None),
        "hostile": looked(sender=HOSTILE, subject=HOSTILE, words=f"{HOSTILE}\n>{HOSTILE * 20}"),
        "without words": looked(words="", subject=""),
        "opt-out": looked(review=review(settled="unsubscribe", **settled), by=DANA),
        "other": looked(review=review(settled="other", **settled), by=DANA),
        "by somebody who is gone": looked(review=review(settled="other", **settled)),
        "complaint": looked(review=review(queue="complaint")),
        "of a newer version": looked(review=review(queue="merges")),
    }
