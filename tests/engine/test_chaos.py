"""Killed with -9 while sixty approved proposals execute: nothing is lost, nothing happens twice."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.memory import State
from integrations.demo import CrmName
from tests.engine.chaos.books import Books, books, settings_for
from tests.engine.chaos.served import Served, served
from tests.engine.chaos.town import PROPOSED, Town, town
from tests.engine.until import until

NewUrl = Callable[[], str]
MANY = 60

pytestmark = [pytest.mark.row("N1")]


@dataclass(frozen=True)
class Moment:
    """When a life ends: with its n-th call to the CRM, as that arrives or once it was carried out, or a little later."""

    request: int
    carried_out: bool
    later: float


def moments(seed: int, lives: int) -> list[Moment]:
    """Random moments, the same for the same seed: a failure can be played again."""
    dice = random.Random(seed)
    return [
        Moment(dice.randint(5, 40), dice.random() < 0.5, dice.choice([0.0, 0.0, dice.uniform(0.0, 0.08)]))
        for _ in range(lives)
    ]


@pytest.mark.parametrize(("sort", "crm"), [("sqlite", "hubspot"), ("postgres", "salesforce")])
def test_sixty_approvals_survive_three_kills(
    sort: str, crm: CrmName, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    survives(url(request, sort), crm, moments(7, 3), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("sort", ["sqlite", "postgres"])
@pytest.mark.parametrize("crm", ["hubspot", "salesforce"])
@pytest.mark.parametrize("seed", [1, 2])
def test_sixty_approvals_survive_twelve_kills(
    sort: str, crm: CrmName, seed: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    survives(url(request, sort), crm, moments(seed, 12), tmp_path)


def url(request: pytest.FixtureRequest, sort: str) -> str:
    new: NewUrl = request.getfixturevalue(f"{sort}_url_factory")
    return new()


def survives(database_url: str, crm: CrmName, ends: list[Moment], logs: Path) -> None:
    """Approve sixty, let one process after the other die in the middle, and hold the books against the CRM."""
    with town(crm, MANY) as place, books(place, database_url) as ours:
        proposed = ours.propose()
        assert len(proposed) == MANY
        ours.approve(proposed)
        settings = settings_for(place.address, crm, database_url)
        for number, moment in enumerate(ends):
            with served(settings, logs / f"{number}.log") as process:
                doom(place, process, moment)
                process.killed()
                assert ours.states()[State.DONE.value] < MANY, "the kill came too late to be in the middle"
            ours.let_claims_run_out()
        spare(place)
        with served(settings, logs / "last.log"):
            until(lambda: ours.states() == {State.DONE.value: MANY}, seconds=60)
            until(lambda: not ours.waiting_notes(), seconds=60)
        agree(place, ours)


def doom(place: Town, process: Served, moment: Moment) -> None:
    """Kill the process at that moment of its life."""
    last = place.wire.seen + moment.request

    def strike(number: int, _method: str) -> None:
        if number == last:
            if moment.later:
                threading.Timer(moment.later, process.kill).start()
            else:
                process.kill()

    spare(place)
    if moment.carried_out:
        place.wire.carried_out = strike
    else:
        place.wire.arrived = strike


def spare(place: Town) -> None:
    """No more kills."""
    place.wire.arrived = place.wire.carried_out = lambda _number, _method: None


def agree(place: Town, ours: Books) -> None:
    """Sixty changes, receipts and notes, once each; the chain holds; nothing is left running."""
    for deal in place.ids():
        assert place.written_by_us(deal) == [PROPOSED]
    assert len(ours.dealhand.lifecycle.receipts(10 * MANY)) == MANY
    assert place.notes() == MANY
    assert ours.disagreements() == ()
    assert ours.chain_holds()
    assert ours.runs() == frozenset()
    assert ours.unfinished() == []
