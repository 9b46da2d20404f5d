import inspect
import logging
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from dbos import DBOS

from bot.errors import StoreError
from bot.ledger import Entry
from bot.runs import Run
from bot.transaction import Tx
from store import engine as engine_module
from store import leases
from store.database import Database, open_database, rows
from store.engine import DbosEngine
from store.leases import LeaseTimes
from store.memory import SqlMemory
from store.tables import leases as lease_rows
from tests.engine.made import NOON, UPDATE, receipt, rolled_back, signal
from tests.engine.until import until

AtOnce = Callable[[int, Callable[[], Any]], list[Any]]
Launch = Callable[..., DbosEngine]
QUICK = LeaseTimes(beat=0.05, span=1.0, give_up=5.0)


@pytest.fixture
def launch(database: Database) -> Iterator[Launch]:
    """Launches an engine with that `execute`; closed when the test ends."""
    started: list[DbosEngine] = []

    def start(execute: Callable[[Run, str], None], **settings: Any) -> DbosEngine:
        started.append(DbosEngine(database, **settings))
        started[-1].launch(execute)
        return started[-1]

    yield start
    for engine in started:
        engine.close()


def submit(database: Database, engine: DbosEngine, name: str = "act:p1:1") -> None:
    with database.begin() as tx:
        engine.submit(tx, name)


def over(engine: DbosEngine, name: str = "act:p1:1") -> None:
    until(lambda: not engine.live([name]))


def test_what_is_rolled_back_is_never_run(database: Database, launch: Launch) -> None:
    ran: list[str] = []
    engine = launch(lambda _, execution: ran.append(execution))

    with rolled_back(database) as tx:
        engine.submit(tx, "act:lost:1")
    submit(database, engine, "act:kept:1")

    over(engine, "act:kept:1")
    assert ran == ["act:kept:1"]
    assert engine.live(["act:lost:1", "act:kept:1"]) == frozenset()


def test_the_same_execution_submitted_by_eight_runs_once(
    database: Database, launch: Launch, at_once: AtOnce
) -> None:
    ran: list[str] = []
    engine = launch(lambda _, execution: ran.append(execution))

    at_once(8, lambda: submit(database, engine))
    over(engine)
    submit(database, engine)
    submit(database, engine, "act:p1:2")

    over(engine, "act:p1:2")
    assert ran == ["act:p1:1", "act:p1:2"], "not even after it has ended"


def test_a_run_is_live_until_it_ends(database: Database, launch: Launch) -> None:
    gate = threading.Event()
    engine = launch(lambda run, _: run.step("wait", lambda: gate.wait(20)))
    submit(database, engine)

    assert engine.live(["act:p1:1", "act:p2:1"]) == {"act:p1:1"}
    gate.set()
    over(engine)


def test_steps_remember_nouns_json_and_tuples_of_them(database: Database, launch: Launch) -> None:
    there = (UPDATE, None, {"text": "nul \x00 and half \ud83e a pair"}, (1, "two"), receipt())
    back: list[object] = []

    def execute(run: Run, _: str) -> None:
        back.append(run.step("look", lambda: there))
        back.append(run.step_tx("write", lambda _: there))
        run.pause(0.01)

    engine = launch(execute)
    submit(database, engine)

    over(engine)
    assert back == [there, there]


def test_a_step_in_a_transaction_commits_our_rows_and_wakes_the_drains(
    database: Database, memory: SqlMemory, wakes: list[str], launch: Launch
) -> None:
    def write(tx: Tx) -> int:
        return memory.inbox.put(tx, [signal("s1")])

    engine = launch(lambda run, _: run.step_tx("write", write))
    submit(database, engine)

    over(engine)
    with memory.begin() as tx:
        assert [one.id for one in memory.inbox.waiting(tx, 5)] == ["s1"]
    assert wakes == ["woken"]


def test_a_step_that_fails_leaves_no_row_and_the_run_is_not_live_any_more(
    database: Database, memory: SqlMemory, launch: Launch, caplog: pytest.LogCaptureFixture
) -> None:
    def write(tx: Tx) -> None:
        memory.inbox.put(tx, [signal("s1")])
        raise ValueError("half-way")

    engine = launch(lambda run, _: run.step_tx("write", write))
    submit(database, engine)

    over(engine)
    with memory.begin() as tx:
        assert memory.inbox.waiting(tx, 5) == ()
    assert "act:p1:1 failed outside its steps" in caplog.text


def test_ten_run_at_once_and_an_eleventh_waits(database: Database, launch: Launch) -> None:
    gate = threading.Event()
    running: set[str] = set()

    def wait(execution: str) -> None:
        running.add(execution)
        gate.wait(20)

    engine = launch(lambda run, execution: run.step("wait", lambda: wait(execution)))
    names = [f"act:p{number}:1" for number in range(11)]
    with database.begin() as tx:
        for name in names:
            engine.submit(tx, name)

    until(lambda: len(running) == 10)
    assert engine.live(names) == set(names)
    gate.set()
    until(lambda: not engine.live(names))
    assert len(running) == 11


def test_what_an_earlier_version_of_the_code_queued_is_run(database: Database, launch: Launch) -> None:
    earlier = DbosEngine(database)
    submit(database, earlier)
    earlier.close()

    ran: list[str] = []
    engine = launch(lambda run, execution: run.step("another step", lambda: ran.append(execution)))
    over(engine)
    assert ran == ["act:p1:1"]
    with database.begin() as tx:
        table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
        assert rows(tx).execute(sa.text(f"SELECT application_version, queue_name FROM {table}")).all() == [
            ("actions-v1", "act")
        ]


def test_finished_runs_are_forgotten_after_a_while_and_never_run_again_by_themselves(
    database: Database, launch: Launch
) -> None:
    engine = launch(lambda *_: None, times=QUICK, keep=timedelta(0))
    submit(database, engine)

    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"

    def left() -> int:
        with database.begin() as tx:
            return rows(tx).scalar(sa.text(f"SELECT count(*) FROM {table}")) or 0

    over(engine)
    engine._forget()
    assert left() == 0


def test_a_replica_whose_lease_was_taken_stops(postgres_url_factory: Callable[[], str]) -> None:
    database = open_database(postgres_url_factory())
    lost = threading.Event()
    engine = DbosEngine(database, times=QUICK, on_lost=lost.set)
    engine.launch(lambda *_: None)
    with database.begin() as tx:
        rows(tx).execute(sa.delete(lease_rows))

    assert lost.wait(10)
    engine.close()
    database.close()


def test_a_lease_ends_with_its_replica_and_long_forgotten_ones_are_cleared(
    postgres_url_factory: Callable[[], str],
) -> None:
    database = open_database(postgres_url_factory())
    engine = DbosEngine(database, times=QUICK)
    engine.launch(lambda *_: None)
    with database.begin() as tx:
        rows(tx).execute(sa.insert(lease_rows).values(executor="long gone", renewed_at=NOON))
        assert leases.alive(tx, 60) == {engine.executor}
    engine.close()

    with database.begin() as tx:
        assert rows(tx).execute(sa.select(lease_rows)).all() == []
    database.close()


def test_a_dead_replicas_work_starts_again_within_fifteen_seconds_by_default() -> None:
    times = LeaseTimes()

    assert times.span + times.beat + engine_module._POLL < 15
    assert times.span >= 3 * times.beat, "one late beat is not death"
    assert times.give_up > times.span


def test_every_start_on_postgres_has_a_name_of_its_own(database: Database) -> None:
    first, second = DbosEngine(database), DbosEngine(database)
    first.close()
    second.close()

    assert (first.executor == second.executor) is database.is_sqlite


def test_the_engine_says_nothing_on_the_console(
    database: Database, launch: Launch, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = launch(lambda *_: None)
    submit(database, engine)
    over(engine)
    engine.close()

    assert capfd.readouterr() == ("", "")


def test_a_run_in_flight_at_a_clean_stop_is_given_time_to_end(
    database: Database, launch: Launch, caplog: pytest.LogCaptureFixture
) -> None:
    gate = threading.Event()
    ended: list[str] = []

    def execute(run: Run, execution: str) -> None:
        run.step("wait", lambda: gate.wait(20))
        run.step("end", lambda: ended.append(execution))

    engine = launch(execute)
    submit(database, engine)
    until(lambda: engine._running)
    stopping = threading.Thread(target=engine.close)
    stopping.start()
    gate.set()
    stopping.join(20)

    assert ended == ["act:p1:1"]
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


def test_an_engine_without_its_tables_says_what_to_run(empty_postgres: Callable[[], str]) -> None:
    database = open_database(empty_postgres(), check=False)
    engine = DbosEngine(database)

    with pytest.raises(StoreError, match=r"python app\.py migrate"):
        engine.launch(lambda *_: None)
    engine.close()
    database.close()


def test_the_one_private_method_we_lean_on_is_what_we_think_it_is() -> None:
    parameters = inspect.signature(DBOS._recover_pending_workflows).parameters

    assert list(parameters) == ["executor_ids"]


def test_the_ledger_can_be_written_beside_the_checkpoint_many_times(
    database: Database, memory: SqlMemory, launch: Launch
) -> None:
    def execute(run: Run, execution: str) -> None:
        for number in range(3):
            entry = Entry("execution", NOON, execution, facts={"n": number})
            run.step_tx(f"write {number}", lambda tx, entry=entry: memory.ledger.write(tx, entry))  # type: ignore[misc]  # the loop's own value

    engine = launch(execute)
    names = [f"act:p{number}:1" for number in range(20)]
    with database.begin() as tx:
        for name in names:
            engine.submit(tx, name)

    until(lambda: not engine.live(names))
    with memory.begin() as tx:
        assert len(memory.ledger.entries(tx)) == 60
