import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.errors import StoreError
from store.database import Database, open_database, rows
from store.memory import SqlMemory
from store.migrate import migrate
from store.tables import cursors, switches
from tests.engine.made import rolled_back

AtOnce = Callable[[int, Callable[[], Any]], list[Any]]
NewUrl = Callable[[], str]


def test_one_process_at_a_time_runs_a_sqlite_database(sqlite_url_factory: NewUrl) -> None:
    url = sqlite_url_factory()
    first = open_database(url, exclusive=True)

    with pytest.raises(StoreError, match="Another Dealhand is running on"):
        open_database(url, exclusive=True)
    beside = open_database(url)
    with beside.begin() as tx:
        assert rows(tx).scalar(sa.select(sa.func.count()).select_from(switches)) == 0

    beside.close()
    first.close()
    open_database(url, exclusive=True).close()


def test_several_processes_run_a_postgres_database(postgres_url_factory: NewUrl) -> None:
    url = postgres_url_factory()
    first = open_database(url, exclusive=True)
    second = open_database(url, exclusive=True)
    first.close()
    second.close()


def test_a_database_locked_by_someone_else_is_said_in_one_sentence(database_url: str) -> None:
    database = open_database(database_url, patience=0.05)
    other = open_database(database_url)
    try:
        with other.begin() as theirs:
            if not other.is_sqlite:
                rows(theirs).execute(sa.text("LOCK TABLE cursors"))
            with pytest.raises(StoreError, match="locked by another program"), database.begin() as tx:
                rows(tx).execute(
                    sa.insert(cursors).values(source="crm", cursor="c", moved_at=datetime.now(UTC))
                )
    finally:
        database.close()
        other.close()


def test_an_empty_database_says_what_to_run(empty_postgres: NewUrl, tmp_path: Path) -> None:
    for url in (empty_postgres(), f"sqlite:///{tmp_path / 'new.db'}"):
        with pytest.raises(StoreError, match=r"not set up yet\. Run: python app\.py migrate"):
            open_database(url)


@pytest.mark.row("U-10")
def test_a_database_newer_than_the_code_is_refused(fresh_database_url: str) -> None:
    database = open_database(fresh_database_url)
    with database.begin() as tx:
        rows(tx).execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()

    with pytest.raises(StoreError, match=r"newer than this version.*9999"):
        open_database(fresh_database_url)
    with pytest.raises(StoreError, match="newer than this version"):
        migrate(fresh_database_url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("mysql://host/name", "use SQLite or PostgreSQL"),
        ("not an address", "cannot be read"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/none", "cannot be reached"),
        ("sqlite:////proc/none/here.db", "cannot be"),
    ],
)
def test_an_unusable_address_is_said_in_one_sentence(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        open_database(url)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Priya,\n" * 200)

    with pytest.raises(StoreError, match="not a database of ours"):
        open_database(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear Priya")


def test_a_password_is_never_part_of_what_is_said() -> None:
    with pytest.raises(StoreError) as caught:
        open_database("postgresql+psycopg://nobody:hunter2@127.0.0.1:1/none")
    assert "hunter2" not in str(caught.value)


def test_reading_before_writing_loses_no_update_on_sqlite(sqlite_url_factory: NewUrl) -> None:
    database = open_database(sqlite_url_factory())

    def add_one(_: int) -> None:
        with database.begin() as tx:
            found = rows(tx).scalar(sa.select(cursors.c.cursor)) or "0"
            if found == "0":
                rows(tx).execute(
                    sa.insert(cursors).values(source="n", cursor="1", moved_at=datetime.now(UTC))
                )
            else:
                rows(tx).execute(sa.update(cursors).values(cursor=str(int(found) + 1)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_one, range(100)))
    with database.begin() as tx:
        assert rows(tx).scalar(sa.select(cursors.c.cursor)) == "100"
    database.close()


def test_what_an_exception_interrupts_is_rolled_back(database: Database, memory: SqlMemory) -> None:
    with rolled_back(database) as tx:
        memory.switches.set(tx, "paused", 1, by="priya", at=datetime.now(UTC))

    with database.begin() as tx:
        assert memory.switches.get(tx, "paused") is None


def test_a_moment_is_kept_in_utc_to_the_microsecond(database: Database) -> None:
    there = datetime(2026, 3, 8, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))
    with database.begin() as tx:
        rows(tx).execute(sa.insert(cursors).values(source="s", cursor="c", moved_at=there))

    with database.begin() as tx:
        back = rows(tx).scalar(sa.select(cursors.c.moved_at))
    assert back == there
    assert back.tzinfo is UTC


def test_a_transaction_of_another_store_is_refused(memory: SqlMemory) -> None:
    with pytest.raises(TypeError, match="another store"):
        memory.people.get(object(), "priya")


def test_a_sqlite_database_survives_a_power_cut_as_far_as_it_can_be_told(sqlite_url_factory: NewUrl) -> None:
    database = open_database(sqlite_url_factory())
    with database.begin() as tx:
        settings = [
            rows(tx).scalar(sa.text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    database.close()

    assert settings == ["wal", 2, 1], "write-ahead log, FULL, and foreign keys checked"


def test_the_driver_is_the_one_whose_transactions_were_measured() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35), "RETURNING and partial indexes are needed"
