"""Two replicas on PostgreSQL, one killed with -9 in the middle of its work: the other finishes it."""

import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.standing import State
from store.leases import LeaseTimes
from store.tables import leases
from tests.conftest import NewUrl
from tests.engine.chaos.books import Books, books, settings_for
from tests.engine.chaos.served import served
from tests.engine.chaos.town import PROPOSED, town
from tests.engine.until import until

MANY = 40
PROMISED = 15.0  # seconds until a dead replica's work goes on

pytestmark = [pytest.mark.row("N1")]


def test_by_default_the_work_of_a_dead_replica_goes_on_in_time() -> None:
    times = LeaseTimes()
    assert times.span + times.beat < PROMISED


def test_the_other_replica_finishes_the_work_of_the_one_that_was_killed(
    postgres_url_factory: NewUrl, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    database_url = postgres_url_factory()
    with town("salesforce", MANY) as place, books(place, database_url) as ours:
        settings = settings_for(place.address, "salesforce", database_url)
        proposed = ours.propose()
        place.arm(slow_seconds=0.5)  # so that each has its hands full when one dies
        with served(settings, tmp_path / "one.log") as one, contextlib.ExitStack() as stack:
            one.ready()
            (dead,) = leased(ours)
            stack.enter_context(served(settings, tmp_path / "other.log")).ready()
            ours.approve(proposed)
            until(lambda: len(held(ours)) == 2)
            one.kill()
            one.killed()
            died, moment = time.monotonic(), datetime.now(UTC)
            left = held(ours).get(dead, set())
            assert left, "it held nothing when it died"
            place.arm(clear=True)

            until(lambda: not (left & ours.runs()), seconds=60)
            taken = time.monotonic() - died
            until(lambda: ours.states() == {State.DONE.value: MANY}, seconds=60)
            ours.let_notes_of_the_dead_go(moment)
            until(lambda: not ours.waiting_notes(), seconds=60)

        record_property("seconds until its work was done", taken)
        assert taken < 4 * PROMISED, "generous, because the machine may be busy; the promise is the lease"
        for deal in place.ids():
            assert place.written_by_us(deal) == [PROPOSED]
        assert place.notes() == MANY
        assert ours.disagreements() == ()
        assert ours.chain_holds()


def held(ours: Books) -> dict[str, set[str]]:
    """What each replica is carrying out now."""
    query = sa.text("SELECT executor_id, workflow_uuid FROM dbos.workflow_status WHERE status = 'PENDING'")
    found: dict[str, set[str]] = {}
    with ours.dealhand.database.begin() as tx:
        for executor, run in tx.connection.execute(query):
            found.setdefault(executor, set()).add(run)
    return found


def leased(ours: Books) -> list[str]:
    """The replicas that hold a lease."""
    with ours.dealhand.database.begin() as tx:
        return list(tx.connection.scalars(sa.select(leases.c.executor)))
