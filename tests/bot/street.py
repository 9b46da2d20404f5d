"""Deals for tests of the law that no edit by a person is lost: the real lifecycle, store, adapters and local CRMs.

Executions run here and now, step by step, so that a test can say what happens between two steps. What they do when the
process dies for real is shown in tests/engine.
"""

import contextlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

import sqlalchemy as sa

from bot import noticing
from bot.answering import Answer
from bot.clock import Clock
from bot.crm import Crm
from bot.house import House
from bot.lifecycle import Lifecycle
from bot.model import Receipt, Signal
from bot.runs import Execution
from bot.standing import Standing
from bot.transaction import Tx
from bot.values import Person, RecordRef, Value
from bot.workflows import ROSTER
from integrations.crm.hubspot import HubSpotCrm
from integrations.crm.salesforce import ClientCredentials, SalesforceCrm
from integrations.demo import CrmName
from store.database import open_database
from store.memory import SqlMemory
from store.tables import proposals
from tests.engine.chaos.town import Town, town

T = TypeVar("T")
PRIYA = Person("U0PRIYA", "Priya Raman", "priya@dealhand.example", "America/New_York", "U0PRIYA", admin=True)
SHOWN = {"next_step": "text", "amount": "money", "close_date": "date"}


class Died(BaseException):
    """The process is gone; what was not remembered by then happens again."""


class Later:
    """An engine that keeps what it was asked to run until the test lets it run."""

    def __init__(self) -> None:
        self.queue: list[str] = []

    def submit(self, tx: Tx, execution: str) -> None:  # noqa: ARG002  # the port's signature
        self.queue.append(execution)

    def live(self, executions: Collection[str]) -> frozenset[str]:
        return frozenset(executions) & frozenset(self.queue)


class Steps:
    """One run; a second one of the same execution finds what the first remembered."""

    def __init__(self, memory: SqlMemory, known: dict[str, Any], *, dies: bool) -> None:
        self._memory = memory
        self._known = known
        self._dies = dies

    def step(self, name: str, f: Callable[[], T]) -> T:
        if name not in self._known:
            result = f()
            if self._dies:
                raise Died
            self._known[name] = result
        found: T = self._known[name]
        return found

    def step_tx(self, name: str, f: Callable[[Tx], T]) -> T:
        if name not in self._known:
            with self._memory.begin() as tx:
                self._known[name] = f(tx)
        found: T = self._known[name]
        return found

    def pause(self, seconds: float) -> None:
        """Nothing waits here."""


@dataclass
class Street:
    """A town, and the house that works in it."""

    town: Town
    house: House
    lifecycle: Lifecycle
    memory: SqlMemory
    engine: Later
    free: Iterator[str]
    numbers: Iterator[int]
    known: dict[str, dict[str, Any]] = field(default_factory=dict)

    def look(self, deal: str) -> None:
        """The change feed brings the deal."""
        ref = RecordRef("deal", deal)
        signal = Signal(f"s{next(self.numbers)}", "record_changed", "a test", self.house.now(), ref)
        with self.memory.begin() as tx:
            self.memory.inbox.put(tx, [signal])
        noticing.notice(self.house, signal)

    def run(self, execution: str, *, dies: bool = False) -> None:
        """Carry it out; when it dies it stays queued, to be carried out again."""
        known = self.known.setdefault(execution, {})
        with contextlib.suppress(Died):
            self.lifecycle.execute(Steps(self.memory, known, dies=dies), execution)
            self.engine.queue.remove(execution)

    def standing(self, proposal: str) -> Standing:
        """Where it stands."""
        found = self.lifecycle.standing(proposal)
        assert found is not None
        return found

    def execution(self, execution: str) -> Execution:
        """That try."""
        with self.memory.begin() as tx:
            found = self.memory.executions.get(tx, execution)
        assert found is not None
        return found

    def of(self, deal: str) -> list[Standing]:
        """Every proposal about that deal, oldest first."""
        query = sa.select(proposals.c.id).where(proposals.c.record_id == deal).order_by(proposals.c.id)
        with self.memory.begin() as tx:
            return [s for name in tx.connection.scalars(query) if (s := self.memory.proposals.get(tx, name))]

    def receipts(self, deal: str) -> list[Receipt]:
        """Every receipt about that deal, oldest first."""
        mine = {standing.proposal.id for standing in self.of(deal)}
        found: list[Receipt] = []
        with self.memory.begin() as tx:
            for proposal in sorted(mine):
                for entry in self.memory.ledger.entries(tx, proposal=proposal, kinds=("receipt",)):
                    receipt = self.memory.ledger.receipt(tx, (entry.facts or {})["receipt"])
                    found += [receipt] if receipt else []
        return found

    def queued(self, deal: str) -> list[str]:
        """The executions about that deal that wait to be carried out."""
        mine = {standing.proposal.id for standing in self.of(deal)}
        return [name for name in self.engine.queue if self.execution(name).proposal in mine]


def plain(name: str, value: Value) -> Value:
    """A value as both CRMs and our cards can be compared by; None where there is none."""
    if value in (None, ""):
        return None
    if SHOWN[name] == "money":
        return f"{Decimal(value):.2f}"
    return value[:10] if SHOWN[name] == "date" else value


def done(answer: Answer) -> bool:
    """Whether the press did what it says on the button."""
    return answer.kind.value == "done"


@contextlib.contextmanager
def street(crm: CrmName, deals: int, database_url: str) -> Iterator[Street]:
    """All of it, until the block ends."""
    database = open_database(database_url)
    with town(crm, deals) as place:
        engine = Later()
        memory = SqlMemory(database, engine)
        adapter = adapter_at(place.crm, place.address, place.sandbox.world.clock)
        house = House(memory, adapter, place.sandbox.world.clock, {w.name: w for w in ROSTER})
        with memory.begin() as tx:
            memory.people.put(tx, [PRIYA])
        try:
            numbers = iter(range(10**9))
            yield Street(place, house, Lifecycle(house), memory, engine, iter(place.ids()), numbers)
        finally:
            adapter.close()
            database.close()


def adapter_at(
    crm: CrmName, address: str, clock: Clock, wait: Callable[[float], None] = lambda _seconds: None
) -> Any:
    """The real adapter on the local CRM at that address; it waits for nothing unless told how."""
    if crm == "hubspot":
        return HubSpotCrm("pat-sandbox", url=f"{address}/hubspot", clock=clock, wait=wait)
    credentials = ClientCredentials("sandbox-client", "sandbox-secret")
    return SalesforceCrm(
        credentials,
        domain="dealhand-dev-ed.my.salesforce.com",
        url=f"{address}/salesforce",
        clock=clock,
        wait=wait,
    )


def _are_crms(one: HubSpotCrm, other: SalesforceCrm) -> tuple[Crm, Crm]:
    return one, other
