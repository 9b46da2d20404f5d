"""Leases of replicas on PostgreSQL: who is alive, by the database's clock.

The engine never finishes the work of a replica that died; we do. Every replica renews its row each `beat` seconds. The
work of one that has not renewed for `span` seconds is handed to the others by whoever looks first, at most `beat`
seconds later.
"""

import socket
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from ulid import ULID

from bot.transaction import Tx
from store.database import Database, rows
from store.tables import UtcDateTime, leases

_REAPER_LOCK = 7_310_000_002
_FORGET = timedelta(minutes=10)


@dataclass(frozen=True)
class LeaseTimes:
    """In seconds of machine time. A dead replica's work starts again after `span + beat` at the latest.

    `give_up`: a replica that could not renew for so long stops, so that nobody runs beside its successor for long.
    """

    beat: float = 2.0
    span: float = 8.0
    give_up: float = 20.0


def new_executor() -> str:
    """A name for this start of this process: never used again, so that a restart cannot be taken for the dead one."""
    return f"{socket.gethostname()}-{ULID()}"


def begin(database: Database, executor: str) -> None:
    """Take a lease, before the first piece of work is claimed under it."""
    with database.begin() as tx:
        tx.connection.execute(sa.insert(leases).values(executor=executor, renewed_at=_now()))


def renew(database: Database, executor: str) -> bool:
    """Renew it. False when it is gone: others have taken this replica for dead."""
    with database.begin() as tx:
        statement = sa.update(leases).where(leases.c.executor == executor).values(renewed_at=_now())
        return tx.connection.execute(statement).rowcount == 1


def end(tx: Tx, executors: Collection[str]) -> None:
    """Drop leases: on a clean stop, or once the work under them was handed on."""
    rows(tx).execute(sa.delete(leases).where(leases.c.executor.in_(list(executors))))


def alive(tx: Tx, span: float) -> frozenset[str]:
    """The executors that renewed within `span` seconds; rows long forgotten are cleared away."""
    rows(tx).execute(sa.delete(leases).where(leases.c.renewed_at < _now() - sa.literal(_FORGET, sa.Interval)))
    fresh = leases.c.renewed_at > _now() - sa.literal(timedelta(seconds=span), sa.Interval)
    return frozenset(rows(tx).scalars(sa.select(leases.c.executor).where(fresh)))


def may_reap(tx: Tx) -> bool:
    """Whether this transaction is the one that looks after the dead just now."""
    return bool(rows(tx).scalar(sa.select(sa.func.pg_try_advisory_xact_lock(_REAPER_LOCK))))


def _now() -> sa.Function[Any]:
    return sa.func.clock_timestamp(type_=UtcDateTime)
