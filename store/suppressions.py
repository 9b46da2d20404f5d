"""Whom we must not write to. There is no way to delete a row here, and the database would refuse."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.suppression import Reason, Suppression, address_key, keys_of
from bot.transaction import Tx
from store.columns import storable
from store.database import insert_new, rows
from store.mail_tables import suppressions


class SqlSuppressions:
    """The suppressed addresses and domains."""

    def add(self, tx: Tx, suppression: Suppression) -> bool:
        row = {
            "id": suppression.id,
            "key": suppression.key,
            "reason": suppression.reason.value,
            "clear": suppression.of,
            "said": storable(suppression.said),
            "source": suppression.source,
            "at": suppression.at,
            "by": suppression.by,
        }
        return insert_new(rows(tx), suppressions, row) == 1

    def matching(self, tx: Tx, addresses: Collection[str]) -> tuple[Suppression, ...]:
        keys = frozenset[str]().union(*(keys_of(address) for address in addresses))
        query = (
            sa.select(suppressions)
            .where(suppressions.c.key.in_(sorted(keys)))
            .order_by(suppressions.c.at, suppressions.c.id)
        )
        return tuple(_suppression(row) for row in rows(tx).execute(query))

    def forget(self, tx: Tx, address: str) -> int:
        statement = (
            sa.update(suppressions)
            .where(suppressions.c.key == address_key(address))
            .values(clear=None, said="")
        )
        return rows(tx).execute(statement).rowcount

    def count(self, tx: Tx, reason: Reason, since: datetime) -> int:
        query = sa.select(sa.func.count()).where(
            suppressions.c.reason == reason.value, suppressions.c.at >= since
        )
        return rows(tx).scalar(query) or 0


def _suppression(row: sa.Row[tuple[object, ...]]) -> Suppression:
    clear: str | None = row.clear
    domain = clear.removeprefix("@") if clear and clear.startswith("@") else None
    return Suppression(
        id=row.id,
        reason=Reason(row.reason),
        said=row.said,
        source=row.source,
        at=row.at,
        by=row.by,
        address=None if domain else clear,
        domain=domain,
        digest=row.key,
    )
