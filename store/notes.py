"""The outbox of CRM notes: the receipt commits first, its note follows once by key."""

from datetime import timedelta

import sqlalchemy as sa

from bot.outboxes import PendingNote
from bot.transaction import Tx
from store.database import insert_new, machine_now, opened, rows
from store.tables import note_outbox

# Longer than one note can take, its time-outs included: a second writer beside a slow first one could double it.
CLAIM = timedelta(seconds=60)


class SqlNotes:
    """Receipts whose CRM note is on its way."""

    def add(self, tx: Tx, receipt: str) -> None:
        row = {"receipt": receipt, "state": "pending", "ready_at": machine_now()}
        if insert_new(rows(tx), note_outbox, row):
            opened(tx).wake()

    def waiting(self, tx: Tx, limit: int) -> tuple[PendingNote, ...]:
        now = machine_now()
        query = (
            sa.select(note_outbox.c.receipt, note_outbox.c.tries, note_outbox.c.why)
            .where(note_outbox.c.state == "pending", note_outbox.c.ready_at <= now)
            .order_by(note_outbox.c.ready_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found = rows(tx).execute(query).all()
        rows(tx).execute(
            sa.update(note_outbox)
            .where(note_outbox.c.receipt.in_([row.receipt for row in found]))
            .values(tries=note_outbox.c.tries + 1, ready_at=now + CLAIM)
        )
        return tuple(PendingNote(receipt=row.receipt, tries=row.tries, said=row.why) for row in found)

    def written(self, tx: Tx, receipt: str, note: str) -> None:
        self._set(tx, receipt, state="written", note=note, why="")

    def later(self, tx: Tx, receipt: str, seconds: float, why: str) -> None:
        self._set(tx, receipt, ready_at=machine_now() + timedelta(seconds=seconds), why=why)

    def give_up(self, tx: Tx, receipt: str, why: str) -> None:
        self._set(tx, receipt, state="given_up", why=why)

    def state(self, tx: Tx, receipt: str) -> str:
        query = sa.select(note_outbox.c.state, note_outbox.c.why).where(note_outbox.c.receipt == receipt)
        row = rows(tx).execute(query).first()
        if row is None:
            return ""
        said = row.state.replace("_", " ")
        return f"{said}: {row.why}" if row.why else said

    def _set(self, tx: Tx, receipt: str, **values: object) -> None:
        # What is written stays written: a slow second try must not turn it back into "given up".
        rows(tx).execute(
            sa.update(note_outbox)
            .where(note_outbox.c.receipt == receipt, note_outbox.c.state != "written")
            .values(**values)
        )
