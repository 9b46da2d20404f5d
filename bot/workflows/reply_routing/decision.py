"""What routing a reply says: labels, the words it rests on, and what may follow."""

from datetime import date
from enum import StrEnum

from pydantic.dataclasses import dataclass

READ_BY = "person:"  # how the rule of a span begins where a person made the decision; their name follows


class Label(StrEnum):
    """Six buckets of a sales reply, one for machines, one for "a person must look"."""

    POSITIVE = "positive"
    OBJECTION = "objection"
    NOT_NOW = "not_now"
    UNSUBSCRIBE = "unsubscribe"
    WRONG_PERSON = "wrong_person"
    COMPLIANCE_THREAT = "compliance_threat"
    AUTO_REPLY = "auto_reply"
    OTHER = "other"


@dataclass(frozen=True)
class Span:
    """`text` is verbatim; `start` and `end` count characters of the part named by `where`.

    `where` is new_text, subject, signature, alternative, calendar, quoted_text or header (then both are 0).
    """

    start: int
    end: int
    text: str
    rule: str
    where: str = "new_text"


@dataclass(frozen=True)
class Decision:
    """`labels[0] == label`. `suppress` is True for opt-outs, threats over contact and spam complaints only.

    `pause_until` is the first day on which writing makes sense again, in the sender's calendar.
    `would_propose` holds next steps out of a closed set; no word of the mail can add one to that set.
    """

    label: Label
    labels: tuple[Label, ...]
    confidence: float
    suppress: bool
    pause_until: date | None
    evidence: tuple[Span, ...]
    would_propose: tuple[str, ...]

    @property
    def read_by(self) -> str | None:
        """The name of the person who made it in the review queue; None where no person looked."""
        found = [span.rule for span in self.evidence if span.rule.startswith(READ_BY)]
        return found[0].removeprefix(READ_BY) if found else None
