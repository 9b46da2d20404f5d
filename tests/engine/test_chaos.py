"""Killed with -9 while sixty approved proposals execute: nothing is lost, nothing happens twice."""

from pathlib import Path

import pytest

from bot.standing import State
from integrations.demo import CrmName
from tests.conftest import NewUrl
from tests.engine.chaos.books import Books, books, settings_for
from tests.engine.chaos.fate import Moment, doom, moments, spare
from tests.engine.chaos.served import served
from tests.engine.chaos.town import PROPOSED, Town, town
from tests.engine.until import until

MANY = 60
CALLS = 150  # what sixty approvals surely need, so that each kill comes in the middle

pytestmark = [pytest.mark.row("N1"), pytest.mark.row("N3")]


@pytest.mark.parametrize(("sort", "crm"), [("sqlite", "hubspot"), ("postgres", "salesforce")])
def test_sixty_approvals_survive_three_kills(
    sort: str, crm: CrmName, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    survives(url(request, sort), crm, moments(7, 3, calls=CALLS), tmp_path, poll=600)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("sort", ["sqlite", "postgres"])
@pytest.mark.parametrize("crm", ["hubspot", "salesforce"])
def test_sixty_approvals_survive_twelve_kills(
    sort: str, crm: CrmName, seed: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    survives(url(request, sort), crm, moments(seed, 12, calls=CALLS), tmp_path, poll=2)


def url(request: pytest.FixtureRequest, sort: str) -> str:
    new: NewUrl = request.getfixturevalue(f"{sort}_url_factory")
    return new()


def survives(database_url: str, crm: CrmName, ends: list[Moment], logs: Path, *, poll: float) -> None:
    """Approve sixty, let one process after the other die in the middle, and hold our books against the CRM's."""
    with town(crm, MANY) as place, books(place, database_url) as ours:
        proposed = ours.propose()
        assert len(proposed) == MANY
        ours.approve(proposed)
        settings = settings_for(place.address, crm, database_url, poll=poll)
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
