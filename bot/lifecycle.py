"""The sentence: Signal → Workflow → Proposal → Policy → Card → Approval → Operations → Receipt → Undo → Lesson.

Four verbs carry it: `notice`, `answer`, `execute`, `undo`. The rest of this class is what a card can also say (dismiss,
choose, try again) and what people may look at. Everything they stand on is a noun or a port.
"""

from collections.abc import Mapping
from decimal import Decimal

from bot import (
    answering,
    assigning,
    cancelling,
    choosing,
    escalating,
    executing,
    leaving,
    mail_day,
    noticing,
    reviewing,
    suppressing,
    switching,
    undoing,
)
from bot.answering import Answer, AnswerKind
from bot.connecting import Connecting
from bot.gathering import card_facts, stands_still, trust, why
from bot.house import House
from bot.human_only.escalations import Escalation
from bot.mail_day import MailDay
from bot.mailroom import Halt, WayOut
from bot.model import DismissReason, Receipt, Signal
from bot.policy import Guardrail
from bot.queues import Looked
from bot.records import Stage
from bot.runs import Run
from bot.showing import CardFacts, Why
from bot.standing import Standing, State
from bot.trust import Trust
from bot.values import Person, Value

__all__ = ["Answer", "AnswerKind", "CardFacts", "Lifecycle", "Standing", "State"]


class Lifecycle:
    """The one way anything happens. Safe to call from several threads and several processes at once."""

    def __init__(self, house: House, connecting: Connecting | None = None) -> None:
        self.house = house
        self.connecting = connecting

    # the four verbs

    def notice(self, signal: Signal) -> None:
        """One signal through every workflow that answers it, once per (signal, workflow)."""
        noticing.notice(self.house, signal)

    def answer(self, proposal: str, by_slack: str, edits: Mapping[str, Value]) -> Answer:
        """Approve, with the person's own values where they gave some (field → canonical value)."""
        return answering.answer(self.house, proposal, by_slack, edits)

    def execute(self, run: Run, execution: str) -> None:
        """Carry out one approved execution; called by the engine."""
        executing.execute(self.house, run, execution)

    def undo(self, receipt: str, by_slack: str, *, force: bool = False) -> Answer:
        """Take back what a receipt says was done."""
        return undoing.undo(self.house, receipt, by_slack, force=force)

    # what a card can also say

    def dismiss(self, proposal: str, by_slack: str, reason: DismissReason) -> Answer:
        """No, and one tap why."""
        return choosing.dismiss(self.house, proposal, by_slack, reason)

    def choose(self, proposal: str, by_slack: str, *, mine: bool) -> Answer:
        """After a conflict: ours over theirs, or leave theirs."""
        return choosing.choose(self.house, proposal, by_slack, mine=mine)

    def retry(self, proposal: str, by_slack: str) -> Answer:
        """Try again what failed."""
        return choosing.retry(self.house, proposal, by_slack)

    def settle(self, proposal: str, by_slack: str, *, happened: bool) -> Answer:
        """A person looked, and says whether a doubtful execution happened."""
        return choosing.settle(self.house, proposal, by_slack, happened=happened)

    def cancel(self, proposal: str, by_slack: str) -> Answer:
        """Take an approval back while its mail is still held."""
        return cancelling.cancel(self.house, proposal, by_slack)

    def reopen(self, proposal: str, by_slack: str) -> Answer:
        """Put a card whose mail was cancelled before people again."""
        return cancelling.reopen(self.house, proposal, by_slack)

    def adopt(self, proposal: str, by_slack: str, channel: str, ts: str) -> None:
        """A click came from this message: it is the card from now on."""
        with self.house.memory.begin() as tx:
            person = self.house.memory.people.by_slack(tx, by_slack)
            if person is not None:
                self.house.memory.desk.adopt(tx, proposal, person.id, channel, ts)

    def show(self, proposal: str, by_slack: str) -> Answer:
        """Put the card on that person's desk now, beyond the three if they ask."""
        return switching.show(self.house, proposal, by_slack)

    # what people outside can say by a link in a mail

    def way_out(self, token: str) -> WayOut | None:
        """Whom the link in a mail belongs to; looking changes nothing."""
        return leaving.way_out(self.house, token)

    def leave(self, token: str) -> WayOut | None:
        """Stop all mail to whom that link belongs to, at once (RFC 8058)."""
        return leaving.leave(self.house, token)

    # what nobody was sure of

    def reviews(self, by_slack: str) -> tuple[Looked, ...]:
        """What waits for that person's eyes and for those of their team, the oldest first (G-05)."""
        return reviewing.waiting(self.house, by_slack)

    def review(self, review: str) -> Looked | None:
        """One of them as it stands, settled or not."""
        return reviewing.one(self.house, review)

    def settle_review(self, review: str, by_slack: str, answer: str) -> Answer:
        """Say what it is; it is settled once, and what follows goes down the one road."""
        return reviewing.answer(self.house, review, by_slack, answer)

    # what only people answer

    def escalation(self, mail: str, by_slack: str | None = None) -> Escalation | None:
        """That mail's escalation as it stands, as that colleague may answer it (H6)."""
        return escalating.escalation(self.house, mail, by_slack)

    def write_answer(self, mail: str, by_slack: str, text: str) -> Answer:
        """Answer it in one's own words; a card follows, and nothing is sent before it is approved (H6-02)."""
        return escalating.write(self.house, mail, by_slack, text)

    def was_answered(self, mail: str, by_slack: str) -> Answer:
        """Say that it was answered outside (H6-04)."""
        return escalating.answered(self.house, mail, by_slack)

    def clear_escalation(self, mail: str, by_slack: str, reason: str) -> Answer:
        """Let mail to whoever wrote it go out again, with a reason (H6-03)."""
        return escalating.clear(self.house, mail, by_slack, reason)

    # the switches

    def pause(self, by_slack: str, reason: str) -> Answer:
        """The kill switch: nothing is carried out until someone resumes with a reason (G-03)."""
        return switching.pause(self.house, by_slack, reason)

    def resume(self, by_slack: str, reason: str) -> Answer:
        """Go on, with a reason; what was approved meanwhile is carried out now."""
        return switching.resume(self.house, by_slack, reason)

    def halts(self) -> tuple[Halt, ...]:
        """The accounts that nothing may go to."""
        with self.house.memory.begin() as tx:
            return self.house.memory.mailroom.halts.standing(tx)

    def clear_halt(self, by_slack: str, name: str, reason: str) -> Answer:
        """Let mail to a halted account go out again, with a reason (H6-03)."""
        return switching.clear_halt(self.house, by_slack, name, reason)

    def suppress(self, by_slack: str, text: str) -> Answer:
        """Ask that an address or a domain be ruled out; a card follows (C-SUP-10)."""
        return suppressing.ask(self.house, by_slack, text)

    def release(self, by_slack: str, text: str) -> Answer:
        """Take back a suppression that was our own view."""
        return suppressing.release(self.house, by_slack, text)

    def add_guardrail(
        self,
        by_slack: str,
        kind: str,
        *,
        stage: str | None,
        amount_over: Decimal | None,
        currency: str | None,
    ) -> Answer:
        """From now on such records need the manager (A-30)."""
        return switching.add_guardrail(
            self.house, by_slack, kind, stage=stage, amount_over=amount_over, currency=currency
        )

    def remove_guardrail(self, by_slack: str, guardrail: str) -> Answer:
        """Take a guardrail away again."""
        return switching.remove_guardrail(self.house, by_slack, guardrail)

    def guardrails(self) -> tuple[Guardrail, ...]:
        """The guardrails in force."""
        with self.house.memory.begin() as tx:
            return self.house.guardrails(tx)

    def assign(self, by_slack: str, words: str) -> Answer:
        """Say who sells in a country (A-11)."""
        return assigning.assign(self.house, by_slack, words)

    def territories(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Countries by name, with who sells there."""
        return assigning.territories(self.house)

    # what people may look at

    def mail_day(self, by_slack: str) -> MailDay | None:
        """Today's mail: everybody's for who leads, else that person's own (B-10)."""
        return mail_day.mail_day(self.house, by_slack)

    def standing(self, proposal: str) -> Standing | None:
        """The proposal and where it stands."""
        with self.house.memory.begin() as tx:
            return self.house.memory.proposals.get(tx, proposal)

    def queue(self, by_slack: str) -> tuple[Standing, ...]:
        """What waits for that person, best first."""
        with self.house.memory.begin() as tx:
            person = self.house.memory.people.by_slack(tx, by_slack)
            return self.house.memory.proposals.asked_of(tx, person.id, (State.OPEN,)) if person else ()

    def person(self, by_slack: str) -> Person | None:
        """The colleague behind a Slack user."""
        with self.house.memory.begin() as tx:
            return self.house.memory.people.by_slack(tx, by_slack)

    def receipt(self, receipt: str) -> Receipt | None:
        """A receipt by its id."""
        with self.house.memory.begin() as tx:
            return self.house.memory.ledger.receipt(tx, receipt)

    def stages(self) -> tuple[Stage, ...]:
        """The CRM's pipeline, in order. Raises CrmError when it cannot be read."""
        return self.house.crm.stages()

    def receipts(self, limit: int = 10) -> tuple[Receipt, ...]:
        """The newest receipts, newest first."""
        with self.house.memory.begin() as tx:
            return self.house.memory.ledger.receipts(tx, limit=limit)

    def stands_still(self) -> str | None:
        """Why nothing is carried out now, as a sentence, or None."""
        return stands_still(self.house)

    def facts(self, proposal: str, person: str) -> CardFacts | None:
        """Everything a card for that person shows, read from the tables now."""
        return card_facts(self.house, proposal, person)

    def why(self, proposal: str) -> Why | None:
        """What stands behind a card."""
        return why(self.house, proposal)

    def trust(self) -> Trust:
        """What is kept, what leaves, and which model sees it."""
        return trust(self.house)
