"""Our own books, from the test's process: it fills the inbox, says yes for people, and reads what came of it."""

import contextlib
import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from app import Dealhand, assemble
from bot import noticing, receipts, sweeps
from bot.answering import AnswerKind
from bot.crm import Crm
from bot.lifecycle import Lifecycle
from bot.receipts import Discrepancy
from bot.settings import Settings
from bot.standing import State
from integrations.clock import HttpClock
from integrations.crm.hubspot import HubSpotCrm
from integrations.demo import CrmName, sandbox_settings
from integrations.sources import keep_people
from store.notes import CLAIM as NOTE_CLAIM
from store.tables import card_outbox, executions, note_outbox, notices, proposals
from tests.engine.chaos.town import Town

PAST = datetime(2000, 1, 1, tzinfo=UTC)


def settings_for(address: str, crm: CrmName, database_url: str, *, poll: float = 600.0) -> Settings:
    """Settings that point at that sandbox and that database; the CRM is asked for changes each `poll` seconds."""
    more = {"database_url": database_url, "poll_seconds": poll}
    return sandbox_settings(address, crm, Path()).model_copy(update=more)


@dataclass(frozen=True)
class Books:
    """Everything assembled, but nothing running: what is approved here is carried out by other processes."""

    dealhand: Dealhand

    def propose(self) -> list[str]:
        """Look at every open deal and let the workflow speak; the ids of the open proposals."""
        house = self.dealhand.house
        self.know_people()
        sweeps.look_once_a_day(house)
        while noticing.drain(house):
            pass
        return self.ids(State.OPEN)

    def know_people(self) -> None:
        """Match Slack's people with the CRM's."""
        keep_people(self.dealhand.house, self.dealhand.client, self.dealhand.settings)

    def approve(self, some: list[str]) -> None:
        """The person who was asked says yes to each."""
        for proposal in some:
            standing = self.dealhand.lifecycle.standing(proposal)
            assert standing is not None
            person = self.person(standing.asked)
            answer = self.dealhand.lifecycle.answer(proposal, person, {})
            assert answer.kind is AnswerKind.DONE, answer.said

    def person(self, who: str) -> str:
        """The Slack user of that colleague."""
        with self.dealhand.house.memory.begin() as tx:
            found = self.dealhand.house.memory.people.get(tx, who)
        assert found is not None
        assert found.slack_user is not None
        return found.slack_user

    def ids(self, state: State) -> list[str]:
        """The proposals in that state."""
        query = sa.select(proposals.c.id).where(proposals.c.state == state.value).order_by(proposals.c.id)
        with self.dealhand.database.begin() as tx:
            return list(tx.connection.scalars(query))

    def states(self) -> Counter[str]:
        """How many proposals are in each state."""
        query = sa.select(proposals.c.state, sa.func.count()).group_by(proposals.c.state)
        with self.dealhand.database.begin() as tx:
            return Counter({row[0]: row[1] for row in tx.connection.execute(query)})

    def waiting_notes(self) -> int:
        """Receipts whose note is not in the CRM yet."""
        query = sa.select(sa.func.count()).where(note_outbox.c.state == "pending")
        with self.dealhand.database.begin() as tx:
            return int(tx.connection.scalar(query) or 0)

    def waiting_cards(self) -> int:
        """Cards that do not yet show the latest."""
        query = sa.select(sa.func.count()).where(card_outbox.c.wanted > card_outbox.c.sent)
        with self.dealhand.database.begin() as tx:
            return int(tx.connection.scalar(query) or 0)

    def runs(self) -> frozenset[str]:
        """The executions with a run that is queued or running."""
        with self.dealhand.database.begin() as tx:
            every = list(tx.connection.scalars(sa.select(executions.c.id)))
        return self.dealhand.engine.live(every)

    def unfinished(self) -> list[str]:
        """The executions that never came to an end."""
        query = sa.select(executions.c.id).where(executions.c.state == "submitted")
        with self.dealhand.database.begin() as tx:
            return list(tx.connection.scalars(query))

    def let_notes_of_the_dead_go(self, died: datetime) -> None:
        """As if the minute had passed for what was claimed before that moment of machine time, and only for that."""
        mine = (note_outbox.c.state == "pending", note_outbox.c.ready_at < died + NOTE_CLAIM)
        with self.dealhand.database.begin() as tx:
            tx.connection.execute(sa.update(note_outbox).where(*mine).values(ready_at=PAST))

    def let_claims_run_out(self) -> None:
        """As if a minute had passed: what a killed process had taken from an outbox may be taken again."""
        with self.dealhand.database.begin() as tx:
            for table, waiting in (
                (note_outbox, note_outbox.c.state == "pending"),
                (card_outbox, card_outbox.c.wanted > card_outbox.c.sent),
                (notices, notices.c.told_at.is_(None)),
            ):
                tx.connection.execute(sa.update(table).where(waiting).values(ready_at=PAST))

    def at_rest(self, *states: State, total: int) -> bool:
        """Whether that many proposals are in one of these states, and none is being carried out."""
        counted = self.states()
        return sum(counted[state.value] for state in states) == total

    def record_of(self, proposal: str) -> str:
        """The CRM's id of the record that it is about."""
        standing = self.dealhand.lifecycle.standing(proposal)
        assert standing is not None
        return standing.proposal.record.id

    def let_later_be_now(self) -> None:
        """As if the pause after a failed note were over."""
        self.let_claims_run_out()

    def disagreements(self) -> tuple[Discrepancy, ...]:
        """Where receipts and their notes in the CRM differ."""
        every = self.dealhand.lifecycle.receipts(10_000)
        return receipts.verify_notes(self.dealhand.house, every)

    def chain_holds(self) -> bool:
        """Whether the chain of receipts verifies."""
        with self.dealhand.house.memory.begin() as tx:
            return self.dealhand.house.memory.ledger.verify(tx) is None


@contextlib.contextmanager
def books(town: Town, database_url: str) -> Iterator[Books]:
    """Our books of that town, kept in that migrated database. They call the CRM without the pace it asks for."""
    settings = settings_for(town.address, town.crm, database_url)
    dealhand = assemble(settings, lock=False)
    house = dataclasses.replace(dealhand.house, crm=impatient(settings, dealhand.house.crm))
    try:
        yield Books(dataclasses.replace(dealhand, house=house, lifecycle=Lifecycle(house)))
    finally:
        dealhand.close()


def impatient(settings: Settings, crm: Crm) -> Crm:
    """HubSpot's adapter keeps to 17 calls a second; filling the inbox need not wait for that."""
    if settings.crm != "hubspot" or settings.hubspot_token is None:
        return crm
    token = settings.hubspot_token.get_secret_value()
    clock = HttpClock(settings.clock_url or "")
    return HubSpotCrm(token, url=settings.hubspot_url, clock=clock, wait=lambda _seconds: None)
