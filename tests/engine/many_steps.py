"""A desk that works on cards of many steps: a local CRM, a real SMTP server, and the lifecycle run by hand."""

import contextlib
import dataclasses
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot import sweeps
from bot.crm import Crm
from bot.crm_mail import MailLog
from bot.lifecycle import Lifecycle
from bot.mail import Address
from bot.mailroom import Reminder
from bot.model import Facts, Proposal, Receipt
from bot.operations import (
    REGISTRY,
    Addressee,
    CreateRecord,
    Letter,
    LogMail,
    LogSent,
    Operation,
    SendMail,
    SetReminder,
)
from bot.policy import judge
from bot.standing import Standing, State
from bot.values import Change, Evidence, FieldType, RecordKind, RecordRef
from bot.workflow import Workflow
from integrations.demo import CrmName
from integrations.mail.smtp import SmtpMailer
from tests.bot.street import PRIYA, Steps, Street, street
from tests.contracts.mail_servers import Postbox

ACCOUNT, CONTACT, DEAL = (
    RecordRef("account", "new:account"),
    RecordRef("contact", "new:contact"),
    RecordRef("deal", "new:deal"),
)
OURS = Address("priya@dealhand.example", "Priya Raman")
PROSPECTS = Workflow(
    name="prospects",
    title="Prospects",
    answers=frozenset({"mail_received"}),
    may=REGISTRY,
    kpi="new_business_recorded",
    guardrails={"one": "a sentence"},
    failure_modes={"one": "a sentence"},
    propose=lambda _signal, _readers: (),
)


@dataclass
class Steppers:
    """People, a CRM and a mail server; every test takes a prospect of its own."""

    place: Street
    postbox: Postbox
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def life(self) -> Lifecycle:
        return self.place.lifecycle

    @property
    def crm(self) -> Crm:
        return self.place.house.crm

    @property
    def now(self) -> datetime:
        return self.place.house.now()

    def prospect(self) -> "Prospect":
        """Somebody whom nobody knows yet."""
        return Prospect(self, next(self.numbers))

    def put(self, prospect: "Prospect", *operations: Operation, **more: Any) -> str:
        """An open card with these operations."""
        made = prospect.proposal(operations, **more)
        memory = self.place.memory
        with memory.begin() as tx:
            verdict = judge(made, PROSPECTS, self.place.house.rules(tx))
            assert verdict.whom, verdict.reason
            standing = Standing(made, State.OPEN, 0, verdict.whom, verdict, due_at=made.deadline)
            assert memory.proposals.add(tx, standing)
        return made.id

    def approve(self, card: str, **edits: str) -> None:
        answer = self.life.answer(card, PRIYA.slack_user or "", edits)
        assert answer.kind.value == "done", answer.said

    def release(self) -> None:
        """The hold goes by, and the tick looks."""
        self.place.town.sandbox.world.clock.advance(timedelta(seconds=91))
        sweeps.release_held(self.place.house)

    def run(self) -> None:
        """Carry out what was submitted."""
        for execution in list(self.place.engine.queue):
            self.place.run(execution)

    def carry_out(self, card: str, **edits: str) -> Standing:
        """Approve, wait, carry out."""
        self.approve(card, **edits)
        self.release()
        self.run()
        return self.standing(card)

    def crashes_after(self, executions: int) -> None:
        """Carry out, and lose the process right after that many operations touched the world."""
        for execution in list(self.place.engine.queue):
            known = self.place.known.setdefault(execution, {})
            with contextlib.suppress(Lost):
                self.life.execute(_Dying(self.place.memory, known, executions), execution)

    def standing(self, card: str) -> Standing:
        return self.place.standing(card)

    def receipt(self, card: str) -> Receipt:
        standing = self.standing(card)
        found = self.life.receipt(standing.receipt or "")
        assert found is not None
        return found

    def arm(self, **switches: object) -> None:
        self.place.town.arm(**switches)

    def later(self) -> None:
        """HubSpot's search has caught up."""
        self.place.town.sandbox.world.clock.advance(timedelta(seconds=30))

    def named(self, kind: RecordKind, prospect: "Prospect") -> list[RecordRef]:
        """The records of that prospect which are in the CRM now."""
        self.later()
        fields = {"account": "name", "contact": "last_name", "deal": "name"}
        return [
            row.ref for row in self.crm.find(kind, []) if prospect.last in str(row.get(fields[kind]) or "")
        ]


class Lost(BaseException):
    """The process is gone."""


class _Dying(Steps):
    """A run whose process dies after so many operations, before the last one was remembered."""

    def __init__(self, memory: Any, known: dict[str, Any], operations: int) -> None:
        super().__init__(memory, known, dies=False)
        self._left = operations

    def step(self, name: str, f: Callable[[], Any]) -> Any:
        if name in self._known:
            return self._known[name]
        result = f()
        self._left -= 1
        if self._left == 0:
            raise Lost
        self._known[name] = result
        return result


class Office(Protocol):
    """Where a prospect is dealt with: a CRM and the time there."""

    @property
    def crm(self) -> Crm: ...

    @property
    def now(self) -> datetime: ...


@dataclass(frozen=True)
class Prospect:
    """Somebody who wrote, and what a card about them would do."""

    desk: Office
    number: int

    @property
    def last(self) -> str:
        return f"Okafor{self.number:03}"

    @property
    def address(self) -> str:
        return f"ada@{self.last.lower()}.example"

    @property
    def message_id(self) -> str:
        return f"<answer-{self.number}@dealhand.example>"

    def account(self) -> CreateRecord:
        fields = (_change("name", f"{self.last} Ltd"), _change("domain", f"{self.last.lower()}.example"))
        return CreateRecord(ACCOUNT, f"{self.last} Ltd", fields)

    def contact(self, *links: RecordRef) -> CreateRecord:
        fields = (
            _change("first_name", "Ada"),
            _change("last_name", self.last),
            _change("email", self.address),
        )
        return CreateRecord(CONTACT, f"Ada {self.last}", fields, links or (ACCOUNT,))

    def deal(self, *links: RecordRef) -> CreateRecord:
        stage = next(stage for stage in self.desk.crm.stages() if stage.label == "Discovery")
        owner = next(each for each in self.desk.crm.owners() if each.name == "Priya Raman")
        fields = (
            _change("name", f"{self.last} – Inquiry"),
            _change("stage", stage.id, "stage"),
            _change("close_date", "2026-06-30", "date"),
            _change("amount", None, "money"),
            _change("owner", owner.id, "owner"),
        )
        return CreateRecord(DEAL, f"{self.last} – Inquiry", fields, links or (ACCOUNT, CONTACT))

    def log(self) -> LogMail:
        mail = MailLog(
            "received", "Pricing", "What does it cost?", self.desk.now, Address(self.address), (OURS,),
            f"<inquiry-{self.number}@{self.last.lower()}.example>",
        )  # fmt: skip
        return LogMail(DEAL, f"{self.last} – Inquiry", mail, (CONTACT,))

    def letter(self) -> Letter:
        return Letter(
            self.message_id, OURS, Address(self.address), "Re: Pricing", "Hello Ada,\n\nshall we talk?"
        )

    def send(self) -> SendMail:
        read = (Addressee(self.address, mail=f"mail:{self.number}"),)
        return SendMail(DEAL, f"{self.last} – Inquiry", self.letter(), ACCOUNT, read)

    def log_sent(self) -> LogSent:
        return LogSent(DEAL, f"{self.last} – Inquiry", self.letter(), (CONTACT,))

    def remind(self) -> SetReminder:
        reminder = Reminder(
            f"reminder:{self.number}", self.desk.now + timedelta(days=3), DEAL, f"{self.last} – Inquiry", "",
            PRIYA.id, "no answer yet", (self.address,),
        )  # fmt: skip
        return SetReminder(DEAL, reminder)

    def whole(self) -> tuple[Operation, ...]:
        """The morning scene."""
        return (
            self.account(), self.contact(), self.deal(), self.log(), self.send(), self.log_sent(), self.remind(),
        )  # fmt: skip

    def proposal(self, operations: tuple[Operation, ...], **more: Any) -> Proposal:
        now = self.desk.now
        given: dict[str, Any] = {
            "id": f"P{self.number:03}",
            "workflow": "prospects",
            "signal": f"mail:{self.number}",
            "rule": "a new prospect is answered",
            "record": RecordRef("address", self.address),
            "record_name": self.address,
            "record_link": "",
            "headline": f"{self.last} asks for a price",
            "reason": "they wrote and nobody knows them",
            "operations": operations,
            "evidence": (Evidence(f"mail:{self.number}", "“What does it cost?”", "the mail", now, 0.9),),
            "owner": PRIYA.id,
            "deadline": now + timedelta(days=1),
            "outcome": "no data yet",
            "if_ignored": "they hear nothing",
            "confidence": 0.9,
            "fingerprint": f"f{self.number}",
            "facts": Facts("deal"),
            "created_at": now,
        }
        return Proposal(**(given | more))


def _change(name: str, value: str | None, kind: FieldType = "text") -> Change:
    shown = "unknown" if value is None else None
    return Change(name, name.replace("_", " ").capitalize(), kind, None, value, shown_after=shown)


@contextlib.contextmanager
def steppers(crm: CrmName, database_url: str, postbox: Postbox, port: int) -> Iterator[Steppers]:
    """All of it, until the block ends."""
    with street(crm, 1, database_url) as place:
        clock = place.town.sandbox.world.clock
        house = dataclasses.replace(
            place.house,
            workflows={PROSPECTS.name: PROSPECTS},
            mailer=SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=no", clock=clock),
            postal_address="1 Main St, Springfield",
        )
        yield Steppers(dataclasses.replace(place, house=house, lifecycle=Lifecycle(house)), postbox)
