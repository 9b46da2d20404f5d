"""What an approved update costs: calls to the CRM, statements to our database, and how many a process does a second."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from bot import receipts
from bot.standing import State
from integrations.demo import CrmName
from tests.benchmarks.machine import show
from tests.conftest import NewUrl
from tests.engine.chaos.books import Books, books
from tests.engine.chaos.town import town
from tests.engine.until import until

MANY = 30
IDLE = 3.0  # seconds in which the polling of an idle engine is counted, to be left out


@dataclass
class Counted:
    """Statements of every connection of this process."""

    statements: int = 0


@contextmanager
def counting() -> Iterator[Counted]:
    """Count until the block ends."""
    counted, lock = Counted(), threading.Lock()

    def seen(*_: Any) -> None:
        with lock:
            counted.statements += 1

    sa.event.listen(sa.Engine, "before_cursor_execute", seen)
    try:
        yield counted
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", seen)


@pytest.mark.parametrize("sort", ["sqlite", "postgres"])
@pytest.mark.parametrize("crm", ["salesforce", "hubspot"])
def test_what_an_approved_update_costs(crm: CrmName, sort: str, request: pytest.FixtureRequest) -> None:
    new: NewUrl = request.getfixturevalue(f"{sort}_url_factory")
    with town(crm, MANY + 1) as place, books(place, new()) as ours:
        some = ours.propose()
        ours.dealhand.engine.launch(ours.dealhand.lifecycle.execute)
        carried_out(ours, some[:1])  # what is asked once an hour is asked here
        with counting() as idle:
            threading.Event().wait(IDLE)
        calls = len(place.wire.log)
        with counting() as busy:
            began = time.monotonic()
            carried_out(ours, some[1:])
            taken = time.monotonic() - began
        calls = len(place.wire.log) - calls
        assert place.notes() == MANY + 1
    statements = busy.statements - idle.statements / IDLE * taken
    show(
        f"An approved update with its note, {crm}, {sort}, {MANY} at once, one process",
        [
            ("calls to the CRM", f"{calls / MANY:.2f} each"),
            ("statements to the database", f"about {statements / MANY:.0f} each, the engine's included"),
            ("carried out and noted", f"{MANY / taken:.1f} a second   ({taken:.1f} s)"),
        ],
    )


def carried_out(ours: Books, some: list[str]) -> None:
    """Approve these, and wait until each is done and noted."""
    done = ours.states()[State.DONE.value] + len(some)
    ours.approve(some)
    until(lambda: len(ours.ids(State.DONE)) == done, seconds=120)
    while receipts.deliver_notes(ours.dealhand.house):
        pass
