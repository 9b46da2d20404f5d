"""What kill -9 does to approved work: nothing is lost, and what we wrote with a checkpoint is written once."""

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from store.database import Database, rows
from store.engine import DbosEngine
from store.memory import SqlMemory
from tests.engine.replica import Replica
from tests.engine.until import until

Start = Callable[..., Replica]


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """The file whose appearance lets the step "write" go on."""
    return tmp_path / "gate"


@pytest.fixture
def start(database_url: str, gate: Path) -> Iterator[Start]:
    """Starts workers on the test's database; those still alive at the end are killed."""
    started: list[Replica] = []

    def new(*, wait: bool = True) -> Replica:
        started.append(Replica(database_url, gate, wait=wait))
        return started[-1]

    yield new
    for replica in started:
        replica.kill()


@pytest.fixture
def engine(database: Database) -> Iterator[DbosEngine]:
    """Only queues and asks; the workers launch their own."""
    made = DbosEngine(database)
    yield made
    made.close()


def submit(database: Database, engine: DbosEngine, *names: str) -> None:
    with database.begin() as tx:
        for name in names:
            engine.submit(tx, name)


def lines(memory: SqlMemory) -> list[tuple[str, str, int]]:
    """(step, execution, process) of every step that left a trace."""
    with memory.begin() as tx:
        found = memory.ledger.entries(tx, limit=1_000)
    return [(one.kind, one.proposal or "", (one.facts or {})["pid"]) for one in found]


def test_a_run_killed_in_the_middle_goes_on_where_it_was(
    memory: SqlMemory, database: Database, engine: DbosEngine, gate: Path, start: Start
) -> None:
    submit(database, engine, "act:p1:1")
    first = start()
    until(lambda: "write" in {step for step, *_ in lines(memory)})
    first.kill()
    assert engine.live(["act:p1:1"])

    gate.touch()
    second = start()
    until(lambda: not engine.live(["act:p1:1"]))

    assert [(step, pid) for step, _, pid in lines(memory)] == [
        ("look", first.pid),
        ("begin", first.pid),
        ("write", first.pid),
        ("write", second.pid),  # at least once: the outside call is ours to make safe
        ("finish", second.pid),
    ]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_of_two_replicas_the_one_left_finishes_the_others_work_in_time(
    memory: SqlMemory, database: Database, engine: DbosEngine, gate: Path, start: Start
) -> None:
    names = [f"act:p{number}:1" for number in range(12)]
    one, other = start(wait=False), start(wait=False)
    one.ready()
    other.ready()
    submit(database, engine, *names)
    until(lambda: Counter(step for step, *_ in lines(memory))["write"] == 12)
    theirs = {execution for step, execution, pid in lines(memory) if pid == one.pid and step == "write"}
    assert theirs, "both took some: ten at once is the most that one takes"

    one.kill()
    killed = time.monotonic()
    gate.touch()
    until(lambda: not engine.live(names))

    assert time.monotonic() - killed < 15
    done = Counter((step, execution) for step, execution, _ in lines(memory))
    assert all(done[step, name] == 1 for step in ("look", "begin", "finish") for name in names)
    assert {name for name in names if done["write", name] == 2} == theirs
    assert {pid for step, name, pid in lines(memory) if step == "finish" and name in theirs} == {other.pid}


@pytest.mark.parametrize(
    ("database_url", "sort"),
    [("sqlite", signal.SIGINT), ("postgres", signal.SIGTERM)],
    indirect=["database_url"],
)
def test_a_clean_stop_says_nothing_and_leaves_nothing_undone(
    memory: SqlMemory, database: Database, engine: DbosEngine, start: Start, sort: signal.Signals
) -> None:
    submit(database, engine, "act:p1:1")
    replica = start()
    until(lambda: "write" in {step for step, *_ in lines(memory)})

    assert replica.stop(sort) == (0, "")
    assert not engine.live(["act:p1:1"])
    assert [step for step, *_ in lines(memory)] == ["look", "begin", "write", "finish"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_run_that_takes_its_process_down_is_left_for_a_person_in_the_end(
    database: Database, engine: DbosEngine, start: Start
) -> None:
    submit(database, engine, "poison:p1:1")
    with database.begin() as tx:  # as if it had done so four times before
        rows(tx).execute(sa.text("UPDATE workflow_status SET recovery_attempts = 4"))
    starts = 0
    while engine.live(["poison:p1:1"]):
        starts += 1
        assert starts <= 4
        replica = start()
        until(lambda replica=replica: replica.gone() or not engine.live(["poison:p1:1"]))  # type: ignore[misc]  # the loop's own value
        replica.kill()

    assert starts >= 2
