"""What the verbs of the sentence stand on: memory, the CRM, the clock, the roster, and the switches people set.

Two switches stop execution without losing anything: `paused` (a person's kill switch, G-03) and `stopped` (the CRM or
Slack refused our token). What is approved stays approved and waits.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter

from bot.asking import Asking
from bot.clock import Clock
from bot.crm import Crm
from bot.crm_reader import CrmReader
from bot.ledger import Entry
from bot.mailboxes import MailAccounts, SharedMail
from bot.mailroom import KeptMail, halt_keys
from bot.memory import Memory
from bot.model import Notice, Proposal, Receipt
from bot.operations import Writers
from bot.policy import Guardrail, HouseRules
from bot.policy.keeping import Keeper
from bot.policy.outbound import OutboundGate
from bot.post import Mailer
from bot.prompting import Writer
from bot.readers import Readers
from bot.reading import Model, NoModel
from bot.senders import Senders
from bot.standing import State
from bot.territories import Territories
from bot.transaction import Tx
from bot.values import Person, RecordRef
from bot.workflow import Workflow

OPEN_CARDS = 3  # at once per person; the rest is listed under /actions (product/rules.md 4.3)
AT_ONCE = timedelta(hours=2)  # who must be answered within less is not kept waiting behind those (the same)
_LOOKED_AT = 20  # of the best that wait

_GUARDRAILS = TypeAdapter(tuple[Guardrail, ...])
_TERRITORIES = TypeAdapter(Territories)


@dataclass(frozen=True)
class House:
    """Everything the lifecycle is given; built once by app.py."""

    memory: Memory
    crm: Crm
    clock: Clock
    workflows: Mapping[str, Workflow]
    crm_name: str = "the CRM"
    mailer: Mailer | None = None  # seen by the outbound gate alone
    postal_address: str = ""
    public_url: str = ""  # where our pages are reached from outside; empty: no mail has a link to leave by
    hold: timedelta = timedelta(seconds=90)  # how long approved mail waits, for second thoughts
    shared: SharedMail = field(default_factory=SharedMail)
    accounts: MailAccounts | None = None  # signs in to the mailboxes that people connect
    pages: Callable[[], str] = str  # where our own pages are reached now; empty while nothing is served
    writer: Writer | None = None  # the model's endpoint; None, and nothing leaves for one
    daily_tokens: int = 0
    machine: Callable[[], float] = time.monotonic  # seconds that only grow
    log_mail: bool = True  # mail of people whom the CRM knows is logged there without a click
    writers: Writers = field(init=False)
    keeper: Keeper = field(init=False)
    senders: Senders = field(init=False)
    model: Model = field(init=False)

    def __post_init__(self) -> None:
        gate = OutboundGate(
            self.mailer, self.crm, self.memory, self.clock, self.postal_address, self.public_url
        )
        object.__setattr__(self, "keeper", Keeper(self.memory, self.clock))
        object.__setattr__(self, "senders", Senders(self.memory, self.shared))
        object.__setattr__(self, "writers", Writers(self.crm, gate, self.keeper))
        object.__setattr__(self, "model", self._model())

    def _model(self) -> Model:
        if self.writer is None:
            return NoModel()
        return Asking(
            self.writer, self.memory, self.clock, self.daily_tokens, self._tell_once_a_day, self.machine
        )

    def _tell_once_a_day(self, tx: Tx, kind: str, text: str) -> None:
        for admin in self.administrators(tx):
            key = f"{kind}:{self.now():%Y-%m-%d}:{admin.id}"
            self.memory.desk.tell(tx, Notice(key, kind, text, person=admin.id))

    def now(self) -> datetime:
        """Business time, aware, UTC."""
        return self.clock.now()

    def readers(self, crm: CrmReader | None = None) -> Readers:
        """What a workflow may look at now; `crm` where some of it was read ahead."""
        with self.memory.begin() as tx:
            people = self.memory.people.all(tx)
            ours = self.senders.ours(tx)
            territories = self.territories(tx)
        return Readers(
            crm or self.crm,
            self.clock,
            people,
            self._mail,
            model=self.model,
            stops=self._stops,
            filed=self._filed,
            unfiled=self._unfiled,
            sender_for=self.senders.sender_for,
            reply_to_for=self.senders.reply_to_for,
            receiver=self.senders.receiver,
            ours=ours,
            territories=territories,
            log_mail=self.log_mail,
        )

    def _mail(self, mail: str) -> KeptMail | None:
        with self.memory.begin() as tx:
            return self.memory.mailroom.mails.get(tx, mail)

    def _stops(self, address: str) -> str | None:
        try:
            keys = halt_keys((address,))
        except ValueError as error:
            return str(error)
        with self.memory.begin() as tx:
            found = self.memory.mailroom.suppressions.matching(tx, (address,))
            halts = self.memory.mailroom.halts.standing(tx, keys)
        if found:
            return f"must not be written to ({found[0].reason.value})"
        return f"belongs to a halted account ({halts[0].why})" if halts else None

    def _filed(self, message_ids: Sequence[str]) -> tuple[RecordRef, ...]:
        with self.memory.begin() as tx:
            return self.memory.mailroom.filings.find(tx, message_ids)

    def _unfiled(self, address: str) -> tuple[KeptMail, ...]:
        with self.memory.begin() as tx:
            sent = self.memory.mailroom.mails.sent_by(tx, address)
            known = [each for each in sent if each.mail and each.mail.message_id]
            there = self.memory.mailroom.filings
            return tuple(each for each in known if each.mail and not there.find(tx, (each.mail.message_id,)))

    def territories(self, tx: Tx) -> Territories:
        """Who sells where; nobody was named until an administrator does."""
        return _TERRITORIES.validate_python({"reps": self.memory.switches.get(tx, "territories") or {}})

    def rules(self, tx: Tx) -> HouseRules:
        """The switches policy judges by."""
        alone = self.memory.switches.get(tx, "alone") or []
        return HouseRules(
            people=self.memory.people.all(tx),
            guardrails=self.guardrails(tx),
            alone=frozenset((workflow, operation) for workflow, operation in alone),
            log_mail=self.log_mail,
        )

    def guardrails(self, tx: Tx) -> tuple[Guardrail, ...]:
        """The house's guardrails; none until someone sets one."""
        return _GUARDRAILS.validate_python(self.memory.switches.get(tx, "guardrails") or [])

    def keep_territories(self, tx: Tx, territories: Territories, *, by: str) -> None:
        """Replace who sells where."""
        value = {country: list(reps) for country, reps in territories.reps.items()}
        self.memory.switches.set(tx, "territories", value, by=by, at=self.now())

    def keep_guardrails(self, tx: Tx, guardrails: tuple[Guardrail, ...], *, by: str) -> None:
        """Replace the list."""
        value = _GUARDRAILS.dump_python(guardrails, mode="json")
        self.memory.switches.set(tx, "guardrails", value, by=by, at=self.now())

    def paused(self, tx: Tx) -> dict[str, Any] | None:
        """Who paused everything and why, or None."""
        return self.memory.switches.get(tx, "paused") or None

    def stopped(self, tx: Tx) -> str | None:
        """Why the queue stands still by itself, or None."""
        switch = self.memory.switches.get(tx, "stopped")
        return str(switch["reason"]) if switch else None

    def stop(self, tx: Tx, reason: str) -> None:
        """Stop executing until the connection works again, and tell the administrators once."""
        if self.stopped(tx) is not None:
            return
        now = self.now()
        self.memory.switches.set(tx, "stopped", {"reason": reason}, by="dealhand", at=now)
        self.memory.ledger.write(tx, Entry("switch", now, facts={"stopped": reason}))
        for admin in self.administrators(tx):
            text = (
                f"I stopped carrying out approvals: {reason} Nothing is lost: what is approved waits and goes on by "
                f"itself once the connection works. `python app.py doctor` says what to renew."
            )
            key = f"stopped:{now.isoformat()}:{admin.id}"
            self.memory.desk.tell(tx, Notice(key, "stopped", text, person=admin.id))

    def administrators(self, tx: Tx) -> tuple[Person, ...]:
        """Who hears of broken connections: the administrators, else everybody's managers."""
        people = self.memory.people.all(tx)
        managers = {p.manager for p in people}
        return tuple(p for p in people if p.admin) or tuple(p for p in people if p.id in managers)

    def may_take_back(self, tx: Tx, person: Person, proposal: Proposal, receipt: Receipt) -> bool:
        """Undo is open to the approver, the owner and their managers (architecture §1)."""
        held = [self.memory.people.get(tx, who) for who in (proposal.owner, receipt.approver)]
        allowed = {p.id for p in held if p} | {p.manager for p in held if p and p.manager}
        return person.id in allowed

    def fill_desk(self, tx: Tx, person: str) -> None:
        """Show that person's best open proposals until three of their cards are open; the rest is listed.

        What somebody waits for is shown even so: whose answer is due within two hours of its making.
        """
        shown = self.memory.desk.shown(tx, person)
        room = max(OPEN_CARDS - len(shown), 0)
        waiting = self.memory.proposals.asked_of(tx, person, (State.OPEN,), limit=_LOOKED_AT + len(shown))
        unseen = [s for s in waiting if s.proposal.id not in shown]
        soon = [s for s in unseen[room:] if s.proposal.deadline - s.proposal.created_at < AT_ONCE]
        for standing in reversed(soon + unseen[:room]):  # the last one posted is the one people see first
            self.memory.desk.show(tx, standing.proposal.id, person)
