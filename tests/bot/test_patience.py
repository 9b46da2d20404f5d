"""How long somebody waits for the word that the CRM does not answer: the adapter's tries and the run's together."""

import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Any, cast

import pytest

from bot.errors import Temporary, Unavailable
from bot.executing import PATIENCE, carry_out
from bot.house import House
from bot.lifecycle import Lifecycle
from bot.model import Failed
from bot.operations import Applied, Operation
from bot.receipts import LAST_TRY, pause_after
from bot.standing import State
from integrations.demo import CrmName
from store.memory import SqlMemory
from tests.bot.street import PRIYA, Steps, Street, adapter_at, street
from tests.conftest import NewUrl

FOR_GOOD = 1_000_000


class Waiting:
    """Machine time that passes only where somebody waits."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def wait(self, seconds: float) -> None:
        self.seconds += seconds


class Run(Steps):
    """A run whose pauses are waited out, and whose steps are counted."""

    def __init__(self, memory: SqlMemory, known: dict[str, Any], waiting: Waiting) -> None:
        super().__init__(memory, known, dies=False)
        self.waiting = waiting

    def pause(self, seconds: float) -> None:
        self.waiting.wait(seconds)


@dataclasses.dataclass
class Waited:
    """An approved card, and who waits for it."""

    place: Street
    house: House
    waiting: Waiting
    proposal: str

    @property
    def faults(self) -> Any:
        """What is wrong with the CRM."""
        sandbox = self.place.town.sandbox
        return (sandbox.hubspot if self.place.town.crm == "hubspot" else sandbox.salesforce).faults

    def run(self, known: dict[str, Any]) -> State:
        """Carry it out; returns where it stands then."""
        Lifecycle(self.house).execute(Run(self.place.memory, known, self.waiting), self.place.engine.queue[0])
        return self.place.standing(self.proposal).state


@contextlib.contextmanager
def waited(crm: CrmName, url: str) -> Iterator[Waited]:
    """A card that was just approved."""
    with street(crm, 1, url) as place:
        waiting = Waiting()
        adapter = adapter_at(crm, place.town.address, place.house.clock, waiting.wait)
        house = dataclasses.replace(place.house, crm=adapter, machine=lambda: waiting.seconds)
        deal = next(place.free)
        place.look(deal)
        (standing,) = place.of(deal)
        place.lifecycle.answer(standing.proposal.id, PRIYA.id, {})
        adapter.describe("deal")
        with contextlib.closing(adapter):
            yield Waited(place, house, waiting, standing.proposal.id)


@pytest.mark.parametrize("crm", ["salesforce", "hubspot"])
def test_a_crm_that_is_down_is_told_within_five_seconds(crm: CrmName, sqlite_url_factory: NewUrl) -> None:
    with waited(crm, sqlite_url_factory()) as desk:
        desk.faults.arm({"server_error": FOR_GOOD})
        known: dict[str, Any] = {}

        assert desk.run(known) is State.FAILED
        assert 0 < desk.waiting.seconds <= PATIENCE
        assert len([name for name in known if name.startswith("act:")]) > 1, "it was tried again"


@pytest.mark.parametrize("crm", ["salesforce", "hubspot"])
def test_a_crm_that_is_down_for_a_moment_is_waited_for(crm: CrmName, sqlite_url_factory: NewUrl) -> None:
    with waited(crm, sqlite_url_factory()) as desk:
        desk.faults.arm({"server_error": 4})

        assert desk.run({}) is State.DONE
        assert desk.waiting.seconds <= PATIENCE


class Failing:
    """An operation that takes so long to be refused."""

    def __init__(self, waiting: Waiting, error: Temporary, took: float) -> None:
        self.waiting, self.error, self.took, self.tries = waiting, error, took, 0

    def apply(self, _writers: object, _key: str) -> Applied:
        self.tries += 1
        self.waiting.wait(self.took)
        raise self.error


def test_there_is_another_try_while_it_can_end_in_time_and_a_repeated_run_comes_by_the_same(
    sqlite_url_factory: NewUrl,
) -> None:
    with waited("salesforce", sqlite_url_factory()) as desk:
        for asked, took, tries in (
            (1.0, 0.0, 3),
            (2.0, 0.0, 3),
            (3.0, 0.0, 2),
            (30.0, 0.0, 1),
            (1.0, 1.0, 3),
            (1.0, 1.8, 2),
            (1.0, 10.0, 1),
        ):
            known: dict[str, Any] = {}
            failing = Failing(desk.waiting, Unavailable("down", retry_after=asked), took)

            first, again = (
                carry_out(
                    desk.house,
                    Run(desk.place.memory, known, desk.waiting),
                    "act:p:1:0",
                    "key",
                    cast("Operation", failing),
                )
                for _ in range(2)
            )

            assert isinstance(first, Failed)
            assert first == again
            assert failing.tries == tries, (asked, took)
            assert [*known] == [f"act:p:1:0:{number}" for number in range(1, tries + 1)]


def test_a_note_is_tried_for_most_of_a_day_and_not_sooner_than_the_crm_asks() -> None:
    pauses = [pause_after(tries, 1.0) for tries in range(LAST_TRY)]

    assert 12 * 3600 < sum(pauses) < 24 * 3600
    assert pauses[:4] == [1, 2, 4, 8]
    assert pause_after(0, 30.0) == 30
