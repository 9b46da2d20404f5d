"""Every mail on its way out, written before it leaves; and the accounts that nothing may go to."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from ulid import ULID

from bot.mailroom import Halt, Outgoing, Sending, WayOut
from bot.transaction import Tx
from store.columns import storable
from store.database import insert_new, rows
from store.mail_tables import halts, outgoing, ways_out


class SqlOutgoing:
    """The log of mails, each once by its Message-ID."""

    def begin(self, tx: Tx, mail: Outgoing) -> Outgoing | None:
        row = {
            "message_id": mail.message_id,
            "key": mail.key,
            "to": mail.to,
            "at": mail.at,
            "state": Sending.SENDING.value,
            "said": "",
        }
        if insert_new(rows(tx), outgoing, row):
            return None
        again = (
            sa.update(outgoing)
            .where(outgoing.c.message_id == mail.message_id, outgoing.c.state == Sending.REFUSED.value)
            .values(state=Sending.SENDING.value, key=mail.key, at=mail.at, said="")
        )
        return None if rows(tx).execute(again).rowcount else self.get(tx, mail.message_id)

    def end(self, tx: Tx, message_id: str, state: Sending, said: str) -> None:
        rows(tx).execute(
            sa.update(outgoing)
            .where(outgoing.c.message_id == message_id)
            .values(state=state.value, said=storable(said))
        )

    def get(self, tx: Tx, message_id: str) -> Outgoing | None:
        row = rows(tx).execute(sa.select(outgoing).where(outgoing.c.message_id == message_id)).first()
        if row is None:
            return None
        return Outgoing(row.message_id, row.key, row.to, row.at, Sending(row.state), row.said)

    def settle(self, tx: Tx, proposal: str, state: Sending) -> None:
        rows(tx).execute(
            sa.update(outgoing)
            .where(
                outgoing.c.key.startswith(f"act:{proposal}:", autoescape=True),
                outgoing.c.state == Sending.IN_DOUBT.value,
            )
            .values(state=state.value, said="a person looked")
        )

    def count(self, tx: Tx, since: datetime) -> int:
        query = sa.select(sa.func.count()).where(
            outgoing.c.state != Sending.REFUSED.value, outgoing.c.at >= since
        )
        return rows(tx).scalar(query) or 0

    def complained(self, tx: Tx, message_id: str, at: datetime) -> bool:
        statement = (
            sa.update(outgoing)
            .where(
                outgoing.c.message_id == message_id,
                outgoing.c.state != Sending.REFUSED.value,
                outgoing.c.complained_at.is_(None),
            )
            .values(complained_at=at)
        )
        return rows(tx).execute(statement).rowcount == 1

    def complaints(self, tx: Tx, since: datetime) -> int:
        query = sa.select(sa.func.count(outgoing.c.to.distinct())).where(outgoing.c.complained_at >= since)
        return rows(tx).scalar(query) or 0


class SqlWaysOut:
    """The link for leaving in each mail."""

    def add(self, tx: Tx, way_out: WayOut) -> None:
        row = {
            "digest": way_out.digest,
            "message_id": way_out.message_id,
            "addresses": list(way_out.addresses),
            "at": way_out.at,
        }
        rows(tx).execute(sa.insert(ways_out).values(row))

    def get(self, tx: Tx, digest: str) -> WayOut | None:
        return _way_out(rows(tx).execute(sa.select(ways_out).where(ways_out.c.digest == digest)).first())

    def of(self, tx: Tx, message_id: str) -> WayOut | None:
        query = sa.select(ways_out).where(ways_out.c.message_id == message_id)
        return _way_out(rows(tx).execute(query.order_by(ways_out.c.at.desc()).limit(1)).first())


def _way_out(row: sa.Row[Any] | None) -> WayOut | None:
    return row and WayOut(row.digest, row.message_id, tuple(row.addresses), row.at)


class SqlHalts:
    """The accounts that nothing may go to; those that were cleared stay on record."""

    def add(self, tx: Tx, halt: Halt) -> bool:
        row = {
            "id": str(ULID()),
            "key": halt.key,
            "account": storable(halt.account),
            "why": storable(halt.why),
            "by": halt.by,
            "source": halt.source,
            "at": halt.at,
        }
        return insert_new(rows(tx), halts, row) == 1

    def standing(self, tx: Tx, keys: Collection[str] | None = None) -> tuple[Halt, ...]:
        query = sa.select(halts).where(halts.c.cleared_at.is_(None)).order_by(halts.c.at, halts.c.id)
        if keys is not None:
            query = query.where(halts.c.key.in_(sorted(keys)))
        return tuple(
            Halt(row.key, row.why, row.by, row.at, row.source, row.account) for row in rows(tx).execute(query)
        )

    def clear(self, tx: Tx, key: str, *, by: str, at: datetime, said: str) -> bool:
        statement = (
            sa.update(halts)
            .where(halts.c.key == key, halts.c.cleared_at.is_(None))
            .values(cleared_at=at, cleared_by=by, cleared_said=storable(said))
        )
        return rows(tx).execute(statement).rowcount == 1
