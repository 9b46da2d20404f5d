from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from bot.errors import StoreError
from store import revisions
from store.database import Database, open_database, rows
from store.mail_tables import metadata
from store.migrate import drifted, migrate, to
from store.tables import chain_head, switches

NewUrl = Callable[[], str]
pytestmark = pytest.mark.row("U-10")


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    new: NewUrl = request.getfixturevalue("empty_postgres")
    return new()


@pytest.fixture
def migrated(fresh_database_url: str) -> Iterator[Database]:
    database = open_database(fresh_database_url)
    yield database
    database.close()


def tables(database: Database) -> set[str]:
    return set(sa.inspect(database.engine).get_table_names())


def test_from_empty_to_head_and_back_and_up_again(migrated: Database) -> None:
    assert set(metadata.tables) <= tables(migrated)

    with migrated.begin() as tx:
        to(tx.connection, "base")
    assert not set(metadata.tables) & tables(migrated)
    left = tables(migrated)

    with migrated.begin() as tx:
        to(tx.connection, "head")
        assert rows(tx).execute(sa.select(chain_head)).one() == (1, 0, "0" * 64)
    assert tables(migrated) == left | set(metadata.tables)
    assert drifted(migrated) == []


def test_the_tables_are_what_the_code_says(migrated: Database) -> None:
    assert drifted(migrated) == []


def test_a_table_that_differs_is_found_and_the_engines_own_are_left_alone(migrated: Database) -> None:
    with migrated.begin() as tx:
        rows(tx).execute(sa.text("ALTER TABLE switches ADD COLUMN extra TEXT"))

    (said,) = drifted(migrated)
    assert "extra" in said
    assert "workflow_status" not in said


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(revisions.config()).get_heads()) == 1


def test_a_second_migration_has_nothing_to_do_and_keeps_everything(
    fresh_database_url: str, migrated: Database
) -> None:
    with migrated.begin() as tx:
        rows(tx).execute(
            sa.insert(switches).values(name="paused", value=1, by="priya", at=sa.func.current_timestamp())
        )

    assert migrate(fresh_database_url) is False
    with migrated.begin() as tx:
        assert rows(tx).scalar(sa.select(switches.c.by)) == "priya"


def test_four_who_migrate_at_once_do_it_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        changed = list(pool.map(lambda _: migrate(empty_url), range(4)))

    assert changed.count(True) == 1
    database = open_database(empty_url)
    assert drifted(database) == []
    database.close()


def test_a_running_sqlite_database_is_not_migrated_under_its_feet(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'running.db'}"
    running = open_database(url, exclusive=True, check=False)
    try:
        with pytest.raises(StoreError, match="Another Dealhand is running"):
            migrate(url, patience=0.05)
    finally:
        running.close()

    assert migrate(url) is True
    running = open_database(url, exclusive=True)
    assert migrate(url) is False, "it is at head: nothing to do, nothing to lock"
    running.close()
