"""The append-only memory: one line for everything that happened, and the receipts in their chain."""

import json
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.ledger import Broken, Entry
from bot.model import Receipt
from bot.transaction import Tx
from store import chain
from store.database import rows
from store.nouns import loaded
from store.tables import ledger, receipt_bodies, receipts


class SqlLedger:
    """The ledger. Nothing in it is changed; the text of a receipt may be erased."""

    def write(self, tx: Tx, entry: Entry) -> None:
        rows(tx).execute(
            sa.insert(ledger).values(
                kind=entry.kind,
                at=entry.at,
                proposal=entry.proposal,
                signal=entry.signal,
                person=entry.person,
                workflow=entry.workflow,
                facts=entry.facts,
            )
        )

    def entries(
        self,
        tx: Tx,
        *,
        proposal: str | None = None,
        signal: str | None = None,
        kinds: Collection[str] = (),
        since: datetime | None = None,
        limit: int = 200,
    ) -> tuple[Entry, ...]:
        query = sa.select(ledger).order_by(ledger.c.seq.desc()).limit(limit)
        if proposal is not None:
            query = query.where(ledger.c.proposal == proposal)
        if signal is not None:
            query = query.where(ledger.c.signal == signal)
        if since is not None:
            query = query.where(ledger.c.at >= since)
        if kinds:
            query = query.where(ledger.c.kind.in_(list(kinds)))
        return tuple(
            Entry(
                kind=row.kind,
                at=row.at,
                proposal=row.proposal,
                signal=row.signal,
                person=row.person,
                workflow=row.workflow,
                facts=row.facts,
            )
            for row in reversed(rows(tx).execute(query).all())
        )

    def append(self, tx: Tx, receipt: Receipt) -> str:
        return chain.append(rows(tx), receipt)

    def erase(self, tx: Tx, receipt: str, at: datetime) -> bool:
        """Take the text of a receipt away for good; the chain still holds. False when there is none left."""
        return chain.erase(rows(tx), receipt, at)

    def receipt(self, tx: Tx, receipt: str) -> Receipt | None:
        body = rows(tx).scalar(sa.select(receipt_bodies.c.body).where(receipt_bodies.c.receipt == receipt))
        return None if body is None else loaded(Receipt, json.loads(body))

    def digest(self, tx: Tx, receipt: str) -> str | None:
        return rows(tx).scalar(sa.select(receipts.c.digest).where(receipts.c.id == receipt))

    def receipts(self, tx: Tx, *, limit: int = 50, newest_first: bool = True) -> tuple[Receipt, ...]:
        order = receipts.c.seq.desc() if newest_first else receipts.c.seq
        query = (
            sa.select(receipt_bodies.c.body)
            .join(receipts, receipts.c.id == receipt_bodies.c.receipt)
            .where(receipt_bodies.c.body.is_not(None))
            .order_by(order)
            .limit(limit)
        )
        return tuple(loaded(Receipt, json.loads(body)) for body in rows(tx).scalars(query))

    def verify(self, tx: Tx) -> Broken | None:
        return chain.verify(rows(tx))
