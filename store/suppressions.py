"""Whom we must not write to. There is no way to delete a row here, and the database would refuse."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.suppression import Reason, Suppression, address_key, key_of, keys_of
from bot.transaction import Tx
from store.columns import storable
from store.database import insert_new, rows
from store.mail_tables import suppression_marks, suppressions


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
        if insert_new(rows(tx), suppressions, row):
            return True
        if not suppression.reason.ours_to_lift or not _lifted(tx, suppression.key, suppression.reason):
            return False
        _mark(tx, suppression, "renewed", by=suppression.by, at=suppression.at, said=suppression.said)
        return True

    def lift(self, tx: Tx, suppression: Suppression, *, by: str, at: datetime, said: str) -> bool:
        if not suppression.reason.ours_to_lift:
            raise ValueError(f"a suppression for {suppression.reason.value} is never lifted")
        if not any(each.reason is suppression.reason for each in _in_force(tx, {suppression.key})):
            return False
        _mark(tx, suppression, "released", by=by, at=at, said=said)
        return True

    def on(self, tx: Tx, of: str) -> tuple[Suppression, ...]:
        return _in_force(tx, {key_of(of)})

    def matching(self, tx: Tx, addresses: Collection[str]) -> tuple[Suppression, ...]:
        keys = frozenset[str]().union(*(keys_of(address) for address in addresses))
        return _in_force(tx, keys)

    def forget(self, tx: Tx, address: str) -> int:
        statement = (
            sa.update(suppressions)
            .where(suppressions.c.key == address_key(address))
            .values(clear=None, said="")
        )
        return rows(tx).execute(statement).rowcount


def _in_force(tx: Tx, keys: Collection[str]) -> tuple[Suppression, ...]:
    query = (
        sa.select(suppressions)
        .where(suppressions.c.key.in_(sorted(keys)))
        .order_by(suppressions.c.at, suppressions.c.id)
    )
    found = (_suppression(row) for row in rows(tx).execute(query))
    return tuple(s for s in found if not (s.reason.ours_to_lift and _lifted(tx, s.key, s.reason)))


def _lifted(tx: Tx, key: str, reason: Reason) -> bool:
    """Whether the latest mark lets mail go out again; other reasons have none, and the database refuses one."""
    marks = suppression_marks.c
    latest = (
        sa.select(marks.mark)
        .where(marks.key == key, marks.reason == reason.value)
        .order_by(marks.seq.desc())
        .limit(1)
    )
    return rows(tx).scalar(latest) == "released"


def _mark(tx: Tx, suppression: Suppression, mark: str, *, by: str, at: datetime, said: str) -> None:
    row = {
        "key": suppression.key,
        "reason": suppression.reason.value,
        "mark": mark,
        "said": storable(said),
        "by": by,
        "at": at,
    }
    rows(tx).execute(sa.insert(suppression_marks).values(row))


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
