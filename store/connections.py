"""Connections: addresses, the two sorts of engine, and what a database says when it cannot be used.

SQLite is set up as measured: pysqlite opens a transaction only before a write, so a read-then-write loses updates
silently; here every transaction begins with BEGIN IMMEDIATE instead. `synchronous=FULL`, because a receipt must
survive a power cut. Threads of this process take turns before they ask SQLite, whose own waiting is a lottery: with
fifty people clicking at once, the unluckiest waited 3.2 s instead of 0.5 s.
"""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import StoreError

_IDLE_IN_TRANSACTION_MS = 60_000  # a frozen process must not hold its row locks for ever
_POOL = 20


def hold(address: sa.URL, *, timeout: float = 0) -> FileLock | None:
    """Take the exclusive lock beside a SQLite file; None on PostgreSQL, which needs none.

    Raises:
        StoreError: Another process holds it.
    """
    if address.get_backend_name() != "sqlite":
        return None
    path = Path(f"{address.database}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = FileLock(path, thread_local=False)
        held.acquire(timeout=timeout)
    except Timeout as error:
        raise StoreError(
            f"Another Dealhand is running on {address.database}. Stop it first, or give this one its own DATABASE_URL."
        ) from error
    except OSError as error:
        raise StoreError(
            f"The folder of {address.database} cannot be written to: {error.strerror}."
        ) from error
    return held


def address_of(url: str) -> sa.URL:
    try:
        address = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise StoreError(
            "DATABASE_URL cannot be read. It looks like sqlite:///dealhand.db or postgresql+psycopg://user@host/name."
        ) from error
    if address.drivername in {"postgres", "postgresql"}:
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise StoreError(
            f"DATABASE_URL names {address.drivername}; use SQLite or PostgreSQL (postgresql+psycopg)."
        )
    if address.get_backend_name() == "sqlite" and address.database in {None, "", ":memory:"}:
        raise StoreError(
            "DATABASE_URL needs a file, e.g. sqlite:///dealhand.db: what is in memory is lost in a crash."
        )
    return address


def make_engine(address: sa.URL, patience: float) -> sa.Engine:
    if address.get_backend_name() == "sqlite":
        return _sqlite_engine(address, patience)
    return sa.create_engine(
        address,
        pool_size=_POOL,
        max_overflow=_POOL,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 10,
            "options": f"-c idle_in_transaction_session_timeout={_IDLE_IN_TRANSACTION_MS}"
            f" -c lock_timeout={int(patience * 1000)}",
        },
    )


def _sqlite_engine(address: sa.URL, patience: float) -> sa.Engine:
    engine = sa.create_engine(address, pool_size=_POOL, max_overflow=_POOL)

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={int(patience * 1000)}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    turns = _Turns(patience)
    sa.event.listen(engine, "begin", turns.begin)
    sa.event.listen(engine, "checkin", turns.end)
    return engine


class _Turns:
    """One transaction of this process at a time, each beginning with BEGIN IMMEDIATE."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._lock = threading.Lock()

    def begin(self, connection: sa.Connection) -> None:
        info = connection.info
        if not info.get("turn"):
            if not self._lock.acquire(timeout=self._patience):
                raise StoreError("The database is locked by another part of this program. Try again.")
            info["turn"] = True  # until the connection is given back, whatever happens to it
        # An isolation level asked for by a caller makes pysqlite begin by itself, too late; take that back.
        raw: Any = connection.connection.driver_connection
        raw.isolation_level = None
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def end(self, _: object, record: ConnectionPoolEntry) -> None:
        if record.info.pop("turn", False):
            self._lock.release()


@contextlib.contextmanager
def translated(url: sa.URL) -> Iterator[None]:
    """Turn what a database says when it cannot be used into one sentence with what to do.

    Raises:
        StoreError: Locked, unreachable, or not a database at all.
    """
    shown = url.render_as_string(hide_password=True)
    try:
        yield
    except sa.exc.OperationalError as error:
        said = str(error.orig)
        if "locked" in said or "lock timeout" in said:
            raise StoreError(
                f"The database {shown} is locked by another program. Nothing was changed; try again."
            ) from error
        if error.connection_invalidated or "onnect" in said or "unable to open" in said:
            raise StoreError(
                f"The database {shown} cannot be reached: {said.splitlines()[0]}. Check DATABASE_URL."
            ) from error
        raise
    except sa.exc.DatabaseError as error:
        if "not a database" in str(error.orig):
            raise StoreError(
                f"{shown} is not a database of ours. Check DATABASE_URL, or restore a backup."
            ) from error
        raise


def dispose(engine: sa.Engine) -> None:
    """Close every connection; one that a thread still holds is closed when it comes back."""

    @sa.event.listens_for(engine, "checkin")
    def close_late(_: object, record: ConnectionPoolEntry) -> None:
        record.invalidate()

    engine.dispose()
