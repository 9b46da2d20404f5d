"""The card after a reply: what it says of the mail, and the operations somebody else chose."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.correspondents import Correspondent
from bot.days import sentence_at
from bot.mail import Mail
from bot.mailroom import KeptMail
from bot.model import Choice, Facts, Proposal, Signal, fingerprint
from bot.operations import Operation
from bot.queues import MAIL_REVIEWED
from bot.readers import Readers
from bot.records import Record
from bot.values import Evidence, Person, RecordRef, end_of_next_business_day, new_id
from bot.workflows.reply_routing.decision import Decision, Label
from bot.workflows.reply_routing.doubt import model_of
from bot.workflows.reply_routing.steps import Step

RESPOND_WITHIN = timedelta(minutes=15)  # to a yes (C-REP-02)
_QUOTED = 200


@dataclass(frozen=True)
class Heard:
    """A mail of a person, and how it was understood."""

    signal: Signal
    kept: KeptMail
    mail: Mail
    decision: Decision

    @property
    def address(self) -> str:
        """Where it came from, as written."""
        return self.mail.sender.address

    @property
    def source(self) -> str:
        """What evidence and suppressions name it by: the digest of its raw bytes (C-REP-05)."""
        return f"mail:{self.kept.id}"

    @property
    def words(self) -> str:
        """The words that the decision rests on."""
        spans = [span.text for span in self.decision.evidence if span.where != "header"]
        return f"“{' '.join((spans or [self.decision.label.value])[0].split())[:_QUOTED]}”"

    @property
    def quote(self) -> str:
        """The sentence in which they stand, for people to read; a rule may rest on two words of it."""
        first = next((span for span in self.decision.evidence if span.where != "header"), None)
        if first is None or first.where != "new_text":
            return self.words
        return f"“{(sentence_at(self.mail.new_text, first.start) or first.text)[:_QUOTED]}”"

    @property
    def label(self) -> str:
        """As people read it."""
        return self.decision.label.value.replace("_", " ")

    @property
    def again(self) -> bool:
        """Whether it was heard before and comes back with a person's word on it."""
        return self.signal.kind == MAIL_REVIEWED

    @property
    def understood(self) -> str:
        """How it was understood, and by whom."""
        if by := self.decision.read_by:
            return f"{by} read it as {self.label}"
        if self.decision.label is Label.OTHER and Step.HALT_ACCOUNT.value in self.decision.would_propose:
            return "understood as anger"
        return f"understood as {self.label} ({self.decision.confidence:.0%})"


@dataclass(frozen=True)
class Draft:
    """What a card would do, and to whom it says so. `record` is what it is about."""

    record: RecordRef
    name: str
    headline: str
    operations: tuple[Operation, ...]
    owner: Person | None
    matched: str
    link: str = ""
    outcome: str = "The person gets what they asked for (no past cases yet)"
    if_ignored: str = "The mail stays unanswered"
    facts: Facts = field(default_factory=lambda: Facts("address"))
    touches: tuple[RecordRef, ...] = ()
    needs: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    silent: str = ""  # why no mail answers them
    confidence: float | None = None  # the decision's own where it is None


def proposal(heard: Heard, draft: Draft, readers: Readers) -> Proposal:
    """The draft as a proposal, with the mail as its evidence."""
    now, decision = readers.clock.now(), heard.decision
    confidence = decision.confidence if draft.confidence is None else draft.confidence
    day = now + timedelta(days=1) if draft.owner is None else end_of_next_business_day(now, draft.owner)
    urgent = decision.label is Label.POSITIVE and not all(op.only_records for op in draft.operations)
    return Proposal(
        id=new_id(now),
        workflow="reply_routing",
        signal=heard.signal.id,
        rule=f"A reply that is {heard.label} is answered by its own next step",
        record=draft.record,
        record_name=draft.name,
        record_link=draft.link,
        headline=draft.headline,
        reason=_reason(heard, draft),
        operations=draft.operations,
        evidence=(
            Evidence(heard.source, heard.quote, "the mail", heard.kept.received_at, decision.confidence),
            *(() if _is_explained(draft) else _explained(heard, draft, now, confidence)),
        ),
        owner=draft.owner.id if draft.owner else "nobody",
        deadline=now + RESPOND_WITHIN if urgent else day,
        expires_at=day if urgent else None,
        outcome=draft.outcome,
        if_ignored=draft.if_ignored,
        confidence=confidence,
        fingerprint=fingerprint("reply_routing", heard.kept.id, draft.record),
        facts=draft.facts,
        created_at=now,
        needs=draft.needs,
        choices=draft.choices,
        model=model_of(decision),
        touches=draft.touches,
    )


def _reason(heard: Heard, draft: Draft) -> str:
    wrote = f"{heard.address} wrote: {heard.quote}"
    if draft.silent:
        wrote = f"{wrote}. Without a mail: {draft.silent}"
    return f"{wrote} ({heard.understood}; matched: {draft.matched})" if _is_explained(draft) else wrote


def _is_explained(draft: Draft) -> bool:
    """Whether the reason says how it was matched: a person is asked just that, or no card shows the evidence."""
    return bool(draft.choices) or all(op.only_records for op in draft.operations)


def _explained(heard: Heard, draft: Draft, now: datetime, confidence: float) -> tuple[Evidence, ...]:
    return (
        Evidence("understood", heard.understood, "how it was read", now, heard.decision.confidence),
        Evidence("matched", draft.matched, "how it was matched", now, confidence),
    )


def facts_of(record: Record, readers: Readers) -> Facts:
    """What guardrails judge by (A-30). Raises CrmError where a deal's stages cannot be read."""
    if record.ref.kind != "deal":
        return Facts(record.ref.kind)
    stage = next((each for each in readers.crm.stages() if each.id == record.get("stage")), None)
    return Facts(
        kind="deal",
        stage=record.get("stage"),
        stage_label=stage.label if stage else record.show("stage"),
        stage_order=stage.order if stage else None,
        amount=record.get("amount"),
        currency=record.get("currency"),
    )


def name_of(record: Record) -> str:
    """As people call it."""
    return record.get("name") or record.ref.id


def known_as(found: Correspondent) -> str:
    """The person's name in the CRM, else their address."""
    return (found.person.get("name") if found.person else None) or found.address
