"""Signals: each once by its id, each (signal, workflow) answered once, each source with its cursor."""

from collections.abc import Sequence

import sqlalchemy as sa

from bot.model import Signal
from bot.transaction import Tx
from bot.values import dump
from store.database import insert_new, machine_now, opened, rows
from store.nouns import loaded
from store.tables import claims, cursors, signals

_BATCH = 1_000  # rows per statement, far below SQLite's 32,766 bound values


class SqlInbox:
    """The signal inbox."""

    def put(
        self, tx: Tx, some: Sequence[Signal], *, source: str | None = None, cursor: str | None = None
    ) -> int:
        new = 0
        for start in range(0, len(some), _BATCH):
            new += insert_new(rows(tx), signals, [_row(signal) for signal in some[start : start + _BATCH]])
        if source is not None and cursor is not None:
            self._move_cursor(tx, source, cursor)
        if new:
            opened(tx).wake()
        return new

    def cursor(self, tx: Tx, source: str) -> str | None:
        return rows(tx).scalar(sa.select(cursors.c.cursor).where(cursors.c.source == source))

    def waiting(self, tx: Tx, limit: int) -> tuple[Signal, ...]:
        query = (
            sa.select(signals.c.body)
            .where(signals.c.finished_at.is_(None))
            .order_by(signals.c.seq)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return tuple(loaded(Signal, body) for body in rows(tx).scalars(query))

    def claim(self, tx: Tx, signal: str, workflow: str) -> bool:
        row = {"signal": signal, "workflow": workflow, "at": machine_now()}
        return insert_new(rows(tx), claims, row) == 1

    def finish(self, tx: Tx, signal: str) -> None:
        rows(tx).execute(
            sa.update(signals)
            .where(signals.c.id == signal, signals.c.finished_at.is_(None))
            .values(finished_at=machine_now())
        )

    def quarantine(self, tx: Tx, signal: str, workflow: str, why: str) -> None:
        insert_new(rows(tx), claims, {"signal": signal, "workflow": workflow, "at": machine_now()})
        rows(tx).execute(
            sa.update(claims).where(claims.c.signal == signal, claims.c.workflow == workflow).values(why=why)
        )

    def quarantined(self, tx: Tx, limit: int = 100) -> tuple[tuple[str, str, str], ...]:
        """The latest (signal, workflow, why) that were put aside."""
        query = (
            sa.select(claims.c.signal, claims.c.workflow, claims.c.why)
            .where(claims.c.why.is_not(None))
            .order_by(claims.c.at.desc())
            .limit(limit)
        )
        return tuple((row.signal, row.workflow, row.why) for row in rows(tx).execute(query))

    def _move_cursor(self, tx: Tx, source: str, cursor: str) -> None:
        row = {"source": source, "cursor": cursor, "moved_at": machine_now()}
        if insert_new(rows(tx), cursors, row) == 0:
            rows(tx).execute(
                sa.update(cursors)
                .where(cursors.c.source == source)
                .values(cursor=cursor, moved_at=machine_now())
            )


def _row(signal: Signal) -> dict[str, object]:
    return {
        "id": signal.id,
        "kind": signal.kind,
        "source": signal.source,
        "at": signal.at,
        "body": dump(signal),
    }
