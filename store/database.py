"""The database: SQLite in a file, or PostgreSQL, and the transactions on it."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from filelock import FileLock
from sqlalchemy.dialects import postgresql, sqlite

from bot.transaction import Tx
from store import revisions
from store.connections import address_of, dispose, hold, make_engine, translated


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


def insert_new(
    connection: sa.Connection, table: sa.Table, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> int:
    """Insert what does not collide with a unique key. Returns how many rows were new."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    # SQLAlchemy forgets how many rows an INSERT made, unless it is told to remember.
    statement = dialect.insert(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    some = [values] if isinstance(values, Mapping) else list(values)
    return connection.execute(statement, some).rowcount if some else 0


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
    address = address_of(url)
    held = hold(address) if exclusive and lock else None
    database = Database(make_engine(address, patience), held)
    try:
        if check:
            with database.begin() as tx:
                revisions.check(tx.connection)
    except BaseException:  # whatever stopped us, Ctrl-C too, the file and its lock must not stay held
        database.close()
        raise
    return database
