"""What an operation may write into our own books: suppressions and reminders, with what follows from them at once."""

from collections.abc import Callable
from datetime import datetime

from bot.clock import Clock
from bot.ledger import Entry
from bot.mailroom import Halt, Outgoing, Reminder, halt_keys
from bot.memory import Memory
from bot.model import Notice, Proposal
from bot.operations import SendMail
from bot.policy.complaints import WINDOW, ComplaintRate
from bot.standing import State
from bot.suppression import Suppression
from bot.transaction import Tx
from bot.values import RecordRef

MOST_HELD = 10_000  # looked through at once; a hold lasts seconds, so there are few


def why_not(proposal: Proposal, rule: str, said: str, at: datetime) -> Entry:
    """A line of the log of what was deliberately not done, and which rule stopped it (N11)."""
    facts = {"rule": rule, "said": said, "headline": proposal.headline, "record": str(proposal.record)}
    return Entry("why_not", at, proposal.id, proposal.signal, proposal.owner, proposal.workflow, facts)


def cancel_held(
    memory: Memory, tx: Tx, concerns: Callable[[Proposal], bool], rule: str, said: str, *, at: datetime
) -> tuple[str, ...]:
    """Cancel every held proposal that `concerns` is true of, and say in the log by which rule. Returns their ids."""
    cancelled = []
    for standing in memory.proposals.in_states(tx, (State.HELD,), limit=MOST_HELD):
        if concerns(standing.proposal) and memory.proposals.move(
            tx, standing, standing.if_cancelled, at=at, said=said
        ):
            memory.desk.redraw(tx, standing.proposal.id)
            memory.ledger.write(tx, why_not(standing.proposal, rule, said, at))
            cancelled.append(standing.proposal.id)
    return tuple(cancelled)


def barred(memory: Memory, tx: Tx, proposal: Proposal) -> tuple[str, str] | None:
    """The rule by which our own books bar a mail of this proposal, and why; None where they bar none.

    The outbound gate has the last word all the same, and asks the CRM too.
    """
    found = memory.mailroom.suppressions.matching(tx, proposal.recipients())
    if found:
        first = found[0]
        said = f"{first.of or 'this person'} must not be written to ({first.reason.value.replace('_', ' ')})"
        return f"suppressed:{first.reason.value}", said
    mails = [op for op in proposal.operations if isinstance(op, SendMail) and not op.past_halt]
    keys = {key for mail in mails for key in halt_keys(mail.recipients(), mail.account)}
    halts = memory.mailroom.halts.standing(tx, keys) if keys else ()
    if halts:
        name = halts[0].account or "this account"
        return "halted", f"all mail to {name} is stopped until a person clears it ({halts[0].why})"
    return None


def writing_to(covers: Callable[[str], bool]) -> Callable[[Proposal], bool]:
    """Whether a proposal would write to an address that `covers` is true of."""
    return lambda proposal: any(covers(address) for address in proposal.recipients())


def stopped_by(halt: Halt) -> Callable[[Proposal], bool]:
    """Whether a proposal would write to the halted mailbox, company or account."""

    def concerns(proposal: Proposal) -> bool:
        mails = (op for op in proposal.operations if isinstance(op, SendMail) and not op.past_halt)
        return any(halt.key in halt_keys(mail.recipients(), mail.account) for mail in mails)

    return concerns


class Keeper:
    """Our books, as an operation sees them.

    Args:
        memory: where they are.
        clock: business time.
    """

    def __init__(self, memory: Memory, clock: Clock) -> None:
        self._memory = memory
        self._clock = clock

    def suppress(self, suppression: Suppression) -> bool:
        """Keep it for good, and cancel what is held for whom it covers. False when it was known."""
        with self._memory.begin() as tx:
            return self.suppress_in(tx, suppression)

    def suppress_in(self, tx: Tx, suppression: Suppression) -> bool:
        """The same in a transaction of the caller's."""
        now = self._clock.now()
        if not self._memory.mailroom.suppressions.add(tx, suppression):
            return False
        said = f"{suppression.of} must not be written to any more: {suppression.said}"
        rule = f"suppressed:{suppression.reason.value}"
        cancel_held(self._memory, tx, writing_to(suppression.covers), rule, said, at=now)
        facts = {"reason": suppression.reason.value, "source": suppression.source, "id": suppression.id}
        facts |= {"key": suppression.key}
        entry = Entry("suppression", now, signal=suppression.source, person=suppression.by, facts=facts)
        self._memory.ledger.write(tx, entry)
        return True

    def complained(self, tx: Tx, message_id: str) -> None:
        """Somebody reported that mail of ours as spam: it counts once, and may stop everything (G-04)."""
        now = self._clock.now()
        if self._memory.mailroom.outgoing.complained(tx, message_id, now):
            self._weigh(tx, now)

    def halt(self, halt: Halt) -> bool:
        """Nothing goes to that account any more, and what is held for it is cancelled (H6-03)."""
        with self._memory.begin() as tx:
            return self.halt_in(tx, halt)

    def halt_in(self, tx: Tx, halt: Halt) -> bool:
        """The same in a transaction of the caller's."""
        now = self._clock.now()
        if not self._memory.mailroom.halts.add(tx, halt):
            return False
        said = f"this account is halted: {halt.why}"
        cancel_held(self._memory, tx, stopped_by(halt), "halted", said, at=now)
        facts = {"key": halt.key, "why": halt.why, "source": halt.source}
        self._memory.ledger.write(tx, Entry("halt", now, signal=halt.source, person=halt.by, facts=facts))
        return True

    def file(self, message_id: str, record: RecordRef) -> bool:
        """Remember on which record a mail was logged; False when it was filed before."""
        with self._memory.begin() as tx:
            return self._memory.mailroom.filings.add(tx, message_id, record, self._clock.now())

    def remind(self, reminder: Reminder) -> bool:
        """Keep a reminder; False when it was known."""
        with self._memory.begin() as tx:
            return self._memory.mailroom.reminders.add(tx, reminder)

    def unremind(self, reminder: str) -> bool:
        """Take a reminder back; False when it had spoken up or was cancelled before."""
        with self._memory.begin() as tx:
            return self._memory.mailroom.reminders.end(tx, reminder, "taken back", self._clock.now())

    def making(self, key: str) -> bool:
        """A record is about to be made under that key; True when an earlier try said so and never said how it ended."""
        with self._memory.begin() as tx:
            return not self._memory.executions.begin_making(tx, key, self._clock.now())

    def made_nothing(self, key: str) -> None:
        """What was begun under that key surely made nothing."""
        with self._memory.begin() as tx:
            self._memory.executions.made_nothing(tx, key)

    def left(self, message_id: str) -> Outgoing | None:
        """What our own log says of a mail that we sent, or tried to."""
        with self._memory.begin() as tx:
            return self._memory.mailroom.outgoing.get(tx, message_id)

    def _weigh(self, tx: Tx, now: datetime) -> None:
        """Trip the kill switch, or warn, where the complaints of the week ask for it (G-04)."""
        memory, since = self._memory, now - WINDOW
        outgoing = memory.mailroom.outgoing
        rate = ComplaintRate(outgoing.complaints(tx, since), outgoing.count(tx, since))
        if rate.means == "fine":
            return
        text = f"Warning: {rate.sentence()}."
        if rate.means == "trip":
            text = f"I paused everything by myself: {rate.sentence()}. /dealhand resume <reason> goes on."
            if not memory.switches.get(tx, "paused"):
                switch = {
                    "by": "dealhand",
                    "by_name": "Dealhand",
                    "reason": rate.sentence(),
                    "at": now.isoformat(),
                }
                memory.switches.set(tx, "paused", switch, by="dealhand", at=now)
                memory.ledger.write(tx, Entry("switch", now, facts={"paused": rate.sentence()}))
        people = memory.people.all(tx)
        managers = {p.manager for p in people}
        for person in people:
            if person.admin or person.id in managers:
                key = f"complaints:{rate.means}:{rate.complaints}:{now:%Y-%m-%d}:{person.id}"
                memory.desk.tell(tx, Notice(key, "complaints", text, person=person.id))
