"""The nouns of the sentence: Signal → Proposal → Verdict → Approval → Receipt, and Notice and Lesson.

All are frozen and stored through the registry of bot/values.py. A `Proposal` that nobody could act on or understand
cannot be built: no reason, no evidence, no owner, no deadline or no operation raises ValueError (A-33, A-34, B-20).
"""

import hashlib
import json
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from bot.operations import REGISTRY
from bot.operations.shape import AnyOperation, Applied, Operation, Stale
from bot.values import Change, Evidence, RecordRef, UndoKind, Value, noun


@noun("signal")
class Signal:
    """Something happened. `id` is stable, so that the same event twice is one signal; `at` is aware, UTC."""

    id: str
    kind: str
    source: str
    at: datetime
    record: RecordRef | None = None
    body: dict[str, str] | None = None


@noun("facts")
class Facts:
    """What the guardrails judge by: the record's kind, stage and amount, as read when the proposal was made (A-30)."""

    kind: str
    stage: str | None = None
    stage_label: str | None = None
    stage_order: int | None = None
    amount: str | None = None  # canonical number
    currency: str | None = None


@noun("score_part")
class ScorePart:
    """One reason for a place in the queue; the parts add up to the score, and are kept (A-18)."""

    name: str
    points: float


@noun("choice")
class Choice:
    """An option for a field, ranked by its place in the list, with its own reason (A-05)."""

    field: str
    value: str
    shown: str
    reason: str
    points: float


@noun("proposal", version=1)
class Proposal:
    """What the bot would do, to which record, why, on what evidence, whose it is and by when."""

    id: str
    workflow: str
    signal: str
    rule: str  # which rule fired, as a sentence
    record: RecordRef
    record_name: str
    record_link: str
    headline: str
    reason: str
    operations: tuple[AnyOperation, ...]
    evidence: tuple[Evidence, ...]
    owner: str  # a Person's id
    deadline: datetime
    outcome: str  # the likely outcome with its base, or "no data yet"
    if_ignored: str
    confidence: float
    fingerprint: str
    facts: Facts
    created_at: datetime
    needs: tuple[str, ...] = ()  # fields only a person can fill; their `after` is empty until then
    choices: tuple[Choice, ...] = ()
    score: tuple[ScorePart, ...] = ()
    model: str = "none"
    touches: tuple[RecordRef, ...] = ()  # further records, found by reading the CRM, that it may change
    expires_at: datetime | None = None  # when the card closes unanswered, where that is after the deadline

    def __post_init__(self) -> None:
        for name in ("headline", "reason", "owner", "rule", "outcome", "if_ignored"):
            if not str(getattr(self, name)).strip():
                raise ValueError(f"a proposal without {name} cannot be built")
        if not self.evidence:
            raise ValueError("a proposal without evidence cannot be built")
        if not self.operations:
            raise ValueError("a proposal without an operation is only a reminder, and cannot be built")
        if any(not isinstance(op, REGISTRY) for op in self.operations if isinstance(op, Operation)):
            raise ValueError("an operation outside the registry cannot be proposed")
        if self.deadline.tzinfo is None or self.deadline <= self.created_at - timedelta(days=1):
            raise ValueError("a proposal needs a deadline with a zone, not in the past")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError("confidence lies between 0 and 1")

    @property
    def points(self) -> float:
        """Its place in the queue: higher is sooner."""
        return sum(part.points for part in self.score)

    @property
    def undo(self) -> UndoKind:
        """The weakest undo among its operations; `none` only where nothing can be taken back (see `lasting`)."""
        order = list(UndoKind)
        back = [op.undo for op in self.operations if op.undo is not UndoKind.NONE]
        if len(back) == len(self.operations) or not back:
            return max((op.undo for op in self.operations), key=order.index)
        return max((UndoKind.COMPENSATING, *back), key=order.index)

    def lasting(self) -> tuple[str, ...]:
        """What of it nothing takes back though the rest can be undone; what hangs on a record it makes goes along."""
        if self.undo is UndoKind.NONE:
            return ()
        stays = (op for op in self.operations if op.undo is UndoKind.NONE and not op.target.is_new)
        return tuple(op.summary() for op in stays)

    @property
    def only_records(self) -> bool:
        """Whether all of it writes down what happened anyway."""
        return all(op.only_records for op in self.operations)

    @property
    def acts_first(self) -> bool:
        """Whether all of it is what a recipient asked for, which waits for nobody."""
        return all(op.acts_first for op in self.operations)

    @property
    def is_held(self) -> bool:
        """Whether it waits out the hold after its approval, because it cannot be called back once done."""
        return any(op.undo is UndoKind.WINDOW for op in self.operations)

    def recipients(self) -> tuple[str, ...]:
        """The addresses outside that it would write to."""
        return tuple(address for op in self.operations for address in op.recipients())

    def changes(self) -> tuple[Change, ...]:
        """Every field of every operation, in order."""
        return tuple(change for op in self.operations for change in op.changes())


def fingerprint(*parts: object) -> str:
    """A short stable digest of what a proposal stands on: same findings on the same evidence, same fingerprint."""
    text = json.dumps([str(part) for part in parts], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


class Decision(StrEnum):
    ALLOW = "allow"
    ASK = "ask"
    REFUSE = "refuse"


@noun("check")
class Check:
    """One guardrail that was looked at, and what it said; shown under "Why?" (A-31)."""

    rule: str
    said: str
    passed: bool


@noun("verdict")
class Verdict:
    """What policy says: allow it, ask `whom`, or refuse it; with the rule and the reason."""

    decision: Decision
    rule: str
    reason: str
    whom: str | None = None  # a Person's id
    checks: tuple[Check, ...] = ()


@noun("approval")
class Approval:
    """A person's answer. An edited approval is approval plus overrides, and policy has the last word over it."""

    by: str  # a Person's id
    by_name: str
    by_slack: str
    by_crm: str
    granted: bool
    at: datetime
    edits: dict[str, Value]
    reason: str = ""


@noun("failed")
class Failed:
    """An operation that did not happen, or that nobody can tell of (`in_doubt`); `said` is for the person."""

    error: str  # the name of the class in bot/errors.py
    said: str
    in_doubt: bool = False
    temporary: bool = False
    auth: bool = False
    waits: bool = False  # nothing happened, and it goes on once a person has resumed
    retry_after: float = 0.0
    took: float = 0.0  # seconds of machine time until this was known
    field: str | None = None
    allowed: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()  # ids of records that the CRM takes for the one to be made
    rule: str = ""  # of the outbound gate, where that refused it
    raw: str = ""


Outcome = Applied | Stale | Failed


LineState = Literal["done", "failed", "skipped", "in_doubt", "stale"]


@noun("receipt_line")
class ReceiptLine:
    """One operation on a receipt: what it was, how it ended, what the CRM answered."""

    operation: AnyOperation
    summary: str
    state: LineState
    changes: tuple[Change, ...]
    answer: str
    atomic: bool | None = None
    applied: Applied | None = None


@noun("receipt")
class Receipt:
    """Diff, who approved, when, why, what the CRM answered, and through its lines what takes it back (A-09)."""

    id: str
    proposal: str
    execution: str
    signal: str
    workflow: str
    record: RecordRef
    record_name: str
    record_link: str
    verb: str  # "updated", "undid"
    lines: tuple[ReceiptLine, ...]
    approver: str
    approver_name: str
    approver_slack: str
    approver_crm: str
    approved_at: datetime
    executed_at: datetime
    reason: str
    evidence: tuple[str, ...]
    undo: UndoKind
    edited: bool = False
    undoes: str | None = None  # the receipt this one takes back

    def done(self) -> tuple[Applied, ...]:
        """What really happened, in order."""
        return tuple(line.applied for line in self.lines if line.applied is not None)

    @property
    def is_silent(self) -> bool:
        """Whether policy did no more than write down what happened: the CRM shows it, and no note says it again."""
        known = all(isinstance(line.operation, Operation) for line in self.lines)
        return self.approver_name == "policy" and known and all(o.operation.only_records for o in self.lines)

    def made(self) -> dict[RecordRef, RecordRef]:
        """The placeholders of its card, and the records that they became."""
        found: dict[RecordRef, RecordRef] = {}
        for line in self.lines:
            if line.applied is not None and line.state == "done":
                found |= line.operation.made(line.applied)
        return found

    def inverses(self) -> tuple[Operation, ...]:
        """The operations that take it back, last first."""
        found = (
            line.operation.inverse(line.applied) for line in reversed(self.lines) if line.applied is not None
        )
        return tuple(op for op in found if op is not None)


@noun("notice")
class Notice:
    """A message that carries no operation, to a person or a channel. The same `key` is told once."""

    key: str
    kind: str
    text: str
    person: str | None = None
    channel: str | None = None
    about: str = ""  # the id that its buttons carry: of a review, or of an escalated mail


@noun("lesson")
class Lesson:
    """What an edit, a dismissal, an undo or a review taught. A review is of a mail (`about`), and of no proposal."""

    proposal: str
    workflow: str
    by: str
    kind: Literal["edit", "dismissal", "undo", "review"]
    said: str
    fields: tuple[Change, ...] = ()
    about: str = ""


class DismissReason(StrEnum):
    """The one tap after Dismiss (product/rules.md 4.3)."""

    WRONG = "wrong"
    NOT_NOW = "not_now"
    ALREADY_DONE = "already_done"
    NEVER = "never"


def as_json(value: Any) -> str:  # noqa: ANN401  # any JSON-ready value
    """Canonical JSON: sorted keys, no spaces; what digests are taken over."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
