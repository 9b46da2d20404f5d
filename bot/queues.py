"""The review queues: what waits for a person's eyes because the bot was not sure, and what they may answer (G-05).

A further queue (enrichments, merges) is one more entry in `QUEUES`: its title, its answers, and the signal by which its
workflow hears of one.
"""

from collections.abc import Mapping

from pydantic.dataclasses import dataclass

from bot.mailroom import Review
from bot.values import Person

MAIL_REVIEWED = "mail_reviewed"  # the kind of the signal; its body: review, mail, answer, by, by_name


@dataclass(frozen=True)
class Tap:
    """One answer: what it is called inside, what the button says, and what follows from it, as a sentence."""

    value: str
    label: str
    follows: str
    final: bool = False  # nothing takes it back, so it is asked twice


@dataclass(frozen=True)
class Queue:
    """What one kind of doubt is called, how it may be answered, and the kind of the signal that carries the answer."""

    name: str
    title: str
    taps: tuple[Tap, ...]
    signal: str | None = None  # None: the person has done what was to do

    def tap(self, value: str) -> Tap | None:
        """The answer of that name."""
        return next((tap for tap in self.taps if tap.value == value), None)


CLASSIFICATION = Queue(
    "classification",
    "Mails I could not tell",
    (
        Tap("positive", "Interested", "A card with the next step follows."),
        Tap("objection", "Not interested", "Nothing is sent; answer them yourself if you like."),
        Tap("not_now", "Later", "If the mail names a day, a card offers to remind you then."),
        Tap("wrong_person", "Wrong person", "Whoever the mail names by address becomes a card."),
        Tap("unsubscribe", "Opt-out", "They get no more mail from us, from now on and for good.", final=True),
        Tap(
            "compliance_threat",
            "Threat",
            "They and their company get no more mail from us, and the owner and the manager are told.",
            final=True,
        ),
        Tap("auto_reply", "A machine", "Nothing follows."),
        Tap("other", "Something else", "Nothing follows by itself; the mail is yours to answer."),
    ),
    MAIL_REVIEWED,
)
COMPLAINT = Queue(
    "complaint",
    "Spam complaints that name nobody",
    (Tap("handled", "I have dealt with it", "Nothing more follows."),),
)
QUEUES: Mapping[str, Queue] = {queue.name: queue for queue in (CLASSIFICATION, COMPLAINT)}


@dataclass(frozen=True)
class Looked:
    """One review as a person sees it: who wrote, the words in doubt, and whose it is.

    `asked` and `by` are None for colleagues who are gone; `by` is who settled it.
    """

    review: Review
    sender: str
    subject: str
    words: str
    asked: Person | None
    by: Person | None = None
