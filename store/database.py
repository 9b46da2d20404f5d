"""The database: SQLite in a file, or PostgreSQL, and the transactions on it.

SQLite is set up as measured: pysqlite opens a transaction only before a write, so a read-then-write loses updates
silently; here every transaction begins with BEGIN IMMEDIATE instead. `synchronous=FULL`, because a receipt must
survive a power cut.
"""

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import StoreError
from bot.memory import Tx
from store import revisions

log = logging.getLogger(__name__)

_IDLE_IN_TRANSACTION_MS = 60_000  # a frozen process must not hold its row locks for ever
_POOL = 20


def machine_now() -> datetime:
    """Machine time, aware, UTC: for claims and retries, never for deadlines."""
    return datetime.now(tz=UTC)


class SqlTx:
    """One open transaction. `wake` is remembered until the commit, then everyone waiting for work is woken."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.woken = False

    def wake(self) -> None:
        """Work was queued in this transaction."""
        self.woken = True


def rows(tx: Tx) -> sa.Connection:
    """The connection inside a transaction of ours."""
    return opened(tx).connection


def opened(tx: Tx) -> SqlTx:
    """Our own transaction behind the port's.

    Raises:
        TypeError: It belongs to some other store.
    """
    if not isinstance(tx, SqlTx):
        raise TypeError("a transaction of another store was handed in")
    return tx


class Database:
    """An open database. Safe to use from several threads; close it when done."""

    def __init__(self, engine: sa.Engine, lock: FileLock | None = None) -> None:
        self.engine = engine
        self._lock = lock
        self._wakers: list[Callable[[], None]] = []

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a SQLite file, which one process at a time may run."""
        return self.engine.dialect.name == "sqlite"

    @property
    def url(self) -> str:
        """Its address, with the password."""
        return self.engine.url.render_as_string(hide_password=False)

    def on_wake(self, waker: Callable[[], None]) -> None:
        """Call `waker` after every commit that queued signals, cards, notices or notes."""
        self._wakers.append(waker)

    def committed(self, tx: SqlTx) -> None:
        """Tell whoever waits, once the transaction is on disk."""
        if tx.woken:
            for waker in self._wakers:
                waker()

    @contextlib.contextmanager
    def begin(self) -> Iterator[SqlTx]:
        """A transaction: commits when the block ends, rolls back on an exception.

        Raises:
            StoreError: The database stayed locked by someone else, or cannot be reached.
        """
        with translated(self.engine.url), self.engine.begin() as connection:
            tx = SqlTx(connection)
            yield tx
        self.committed(tx)

    def insert_new(
        self, tx: Tx, table: sa.Table, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
    ) -> int:
        """Insert what does not collide with a unique key. Returns how many rows were new."""
        return insert_new(rows(tx), table, values)

    def close(self) -> None:
        """Close every connection and give the file free."""
        dispose(self.engine)
        if self._lock is not None:
            self._lock.release()


def dispose(engine: sa.Engine) -> None:
    """Close every connection; one that a thread still holds is closed when it comes back."""

    @sa.event.listens_for(engine, "checkin")
    def close_late(_: object, record: ConnectionPoolEntry) -> None:
        record.invalidate()

    engine.dispose()


def insert_new(
    connection: sa.Connection, table: sa.Table, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> int:
    """Insert what does not collide with a unique key. Returns how many rows were new."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    # SQLAlchemy forgets how many rows an INSERT made, unless it is told to remember.
    statement = dialect.insert(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    some = [values] if isinstance(values, Mapping) else list(values)
    return connection.execute(statement, some).rowcount if some else 0


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


def open_database(
    url: str, *, exclusive: bool = False, check: bool = True, patience: float = 30.0, lock: bool = True
) -> Database:
    """Open the database that `serve`, `demo` and the other commands work on.

    Args:
        url: `sqlite:///file` or `postgresql+psycopg://…` (`postgres://…` is understood too).
        exclusive: Be the one process that runs it; on PostgreSQL several may.
        check: Refuse a database that is not at this version's revision.
        patience: Seconds to wait for a lock held by someone else.
        lock: With `exclusive`, take the file lock here (False: the caller holds it already).

    Raises:
        StoreError: Another Dealhand runs on it, it is newer or older than this version, or it cannot be reached.
    """
    address = _address(url)
    held = hold(address) if exclusive and lock else None
    database = Database(_engine(address, patience), held)
    try:
        if check:
            with database.begin() as tx:
                revisions.check(tx.connection)
    except BaseException:
        database.close()
        raise
    return database


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


def _address(url: str) -> sa.URL:
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


def _engine(address: sa.URL, patience: float) -> sa.Engine:
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

    @sa.event.listens_for(engine, "begin")
    def begin_immediate(connection: sa.Connection) -> None:
        # An isolation level asked for by a caller makes pysqlite begin by itself, too late; take that back.
        raw: Any = connection.connection.driver_connection
        raw.isolation_level = None
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
