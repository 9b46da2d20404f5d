"""What people are shown about mail, in every state: reviews and escalations."""

import dataclasses
from datetime import timedelta

from bot.human_only.escalations import Escalation
from bot.mail import Address
from bot.mailroom import Halt, Review
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


def halt(**more: object) -> Halt:
    found = Halt("domain:northwind.example", "“my lawyer”", "policy", NOW, "mail:m1", "northwind.example")
    return dataclasses.replace(found, **more)  # type: ignore[arg-type]  # each test says which


def escalation(**more: object) -> Escalation:
    found = Escalation(
        mail="m1",
        address="jo@northwind.example",
        subject="Re: your offer",
        words="This is unacceptable.\nI asked three times for the invoice.",
        at=NOW,
        halted=(halt(), halt(key="account:a1", account="Northwind Robotics Ltd")),
        suppressed="",
        sender=Address("priya@acme.example", "Priya Nair"),
        calm="Hello Jo,\n\nThank you for telling me.\n\nKind regards\nPriya Nair",
    )
    return dataclasses.replace(found, **more)  # type: ignore[arg-type]  # each test says which


def every_escalation() -> dict[str, Escalation]:
    """An escalation of each kind, by a name."""
    answered = {"answered": "Dana Whitfield", "answered_at": NOW + timedelta(minutes=9)}
    return {
        "angry": escalation(),
        "suppressed": escalation(suppressed="threat"),
        "no mailbox": escalation(sender=None),
        "answered": escalation(**answered),
        "answered and cleared": escalation(halted=(), cleared="Dana Whitfield: we talked", **answered),
        "cleared by another mail": escalation(halted=()),
        "suppressed alone": escalation(halted=(), suppressed="recipient asked"),
        "hostile": escalation(
            address=HOSTILE,
            subject=HOSTILE,
            words=f"{HOSTILE}\n" * 90,
            calm=f"```{HOSTILE}" * 60,
            suppressed=HOSTILE,
            halted=tuple(halt(account=HOSTILE, why=HOSTILE) for _ in range(9)),
        ),
        "long": escalation(words="x" * 1500, calm="y\n" * 900, cleared="z" * 400, halted=()),
    }
