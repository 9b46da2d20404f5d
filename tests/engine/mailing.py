"""A house that sends mail through a real SMTP server, with a CRM that only knows about consent."""

import dataclasses
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from bot import executing, sweeps
from bot.answering import Answer, answer
from bot.crm import Crm
from bot.crm_mail import Consent
from bot.house import House
from bot.mail import Address
from bot.operations import Addressee, Letter, SendMail
from bot.policy import judge
from bot.post import Mailer
from bot.runs import Run
from bot.standing import Standing, State
from bot.transaction import Tx
from bot.values import Person, RecordRef
from bot.workflows.crm_hygiene import WORKFLOW
from store.memory import SqlMemory
from tests.engine.conftest import WrittenDown
from tests.engine.made import NOON, proposal

PRIYA = Person("priya", "Priya", "priya@acme.example", "UTC", slack_user="U1", manager="dana")
DANA = Person("dana", "Dana", "dana@acme.example", "UTC", slack_user="U2")
OMAR = Person("omar", "Omar", "omar@acme.example", "UTC", slack_user="U3", admin=True, manager="dana")
JO = "jo@northwind.example"
MAILING = dataclasses.replace(WORKFLOW, name="mailing", may=(SendMail,))


@dataclass
class Hands:
    """The world's clock, moved by hand."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def later(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Consents:
    """A CRM that is asked for consent only."""

    answers: dict[str, Consent] = field(default_factory=dict)
    error: Exception | None = None

    def consent(self, address: str) -> Consent:
        if self.error is not None:
            raise self.error
        return self.answers.get(address, Consent("allow", "no record", addresses=(address,)))


class Straight:
    """A run without an engine: every step once, in order."""

    def __init__(self, memory: SqlMemory) -> None:
        self._memory = memory

    def step(self, _name: str, f: Any) -> Any:
        return f()

    def step_tx(self, _name: str, f: Any) -> Any:
        with self._memory.begin() as tx:
            return f(tx)

    def pause(self, seconds: float) -> None:
        pass


@dataclass
class Desk:
    """People at work: a proposal made, approved, released and carried out."""

    memory: SqlMemory
    clock: Hands
    crm: Consents
    house: House

    @property
    def engine(self) -> WrittenDown:
        return cast("WrittenDown", self.memory.engine)

    def put(self, name: str = "p1", *, to: str = JO, cc: tuple[str, ...] = (), **rest: Any) -> None:
        """An open card with one mail on it."""
        operations = (mail(name, to=to, cc=cc),)
        made = proposal(name, workflow="mailing", deal=name, operations=operations, **rest)
        with self.memory.begin() as tx:
            self.memory.proposals.add(tx, open_card(self.house, tx, made))

    def approve(self, name: str = "p1", by: str = "U1") -> Answer:
        return answer(self.house, name, by, {})

    def standing(self, name: str = "p1") -> Standing:
        with self.memory.begin() as tx:
            found = self.memory.proposals.get(tx, name)
        assert found is not None
        return found

    def release(self, seconds: float = 90) -> int:
        """The hold goes by; the tick looks."""
        self.clock.later(seconds)
        return sweeps.release_held(self.house)

    def run(self) -> None:
        """Carry out what was submitted."""
        submitted, self.engine.submitted = self.engine.submitted, []
        for execution in submitted:
            executing.execute(self.house, cast("Run", Straight(self.memory)), execution)

    def send(self, name: str = "p1") -> State:
        """Approve, wait, carry out; where it ends."""
        self.approve(name)
        self.release()
        self.run()
        return self.standing(name).state


def open_card(house: House, tx: Tx, made: Any) -> Standing:
    verdict = judge(made, MAILING, house.rules(tx))
    return Standing(made, State.OPEN, 0, verdict.whom or "priya", verdict, due_at=made.deadline)


def mail(name: str = "p1", *, to: str = JO, cc: tuple[str, ...] = ()) -> SendMail:
    letter = Letter(
        message_id=f"<{name}@acme.example>",
        sender=Address("priya@acme.example", "Priya Shah"),
        to=Address(to),
        subject="Security review",
        text="Hello,\n\nhere is the document.",
        cc=tuple(Address(copied) for copied in cc),
    )
    deal = RecordRef("deal", name)
    return SendMail(
        record=deal,
        record_name="Acme",
        letter=letter,
        account=RecordRef("account", "a1"),
        read=tuple(Addressee(address, record=deal) for address in (to, *cc)),
    )


def desk(memory: SqlMemory, mailer: Mailer | None, *, postal_address: str = "1 Main St, Springfield") -> Desk:
    clock, crm = Hands(), Consents()
    with memory.begin() as tx:
        memory.people.put(tx, [PRIYA, DANA, OMAR])
    house = House(
        memory,
        cast("Crm", crm),
        clock,
        {"mailing": MAILING},
        mailer=mailer,
        postal_address=postal_address,
    )
    return Desk(memory, clock, crm, house)
