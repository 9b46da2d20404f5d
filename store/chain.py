"""The chain of receipts: every row carries a digest over itself and over the row before it (N3).

    body_digest = sha256(the receipt as canonical JSON)
    digest      = sha256(prev, seq, id, proposal, execution, at, body_digest; one a line)

The text lies in a table of its own. It may be erased, which sets it to NULL and leaves `body_digest` standing; text
that was changed, or that vanished without being erased, is reported. The head row says how long the chain is, so that
rows cut off at its end are missed. Whoever rewrites the whole chain and its head is found by the notes in the CRM.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from bot.errors import StoreError
from bot.ledger import Broken
from bot.model import Receipt, as_json
from bot.values import dump
from store.tables import chain_head, receipt_bodies, receipts

GENESIS = "0" * 64  # what the first receipt's `prev` is
_PAGE = 500


def append(connection: sa.Connection, receipt: Receipt) -> str:
    """Chain the receipt and return its digest. The head row stays locked until the commit.

    Raises:
        StoreError: The head row is missing, so nothing can be proven any more.
    """
    head = connection.execute(sa.select(chain_head).with_for_update()).first()
    if head is None:
        raise StoreError("The head of the chain of receipts is missing. Run: python app.py receipts verify")
    body = as_json(dump(receipt))
    row = {
        "seq": head.seq + 1,
        "id": receipt.id,
        "proposal": receipt.proposal,
        "execution": receipt.execution,
        "at": receipt.executed_at.astimezone(UTC),
        "prev": head.digest,
        "body_digest": sha256(body),
    }
    digest = _digest(row)
    connection.execute(sa.insert(receipts).values(**row, digest=digest))
    connection.execute(sa.insert(receipt_bodies).values(receipt=receipt.id, body=body))
    connection.execute(sa.update(chain_head).values(seq=row["seq"], digest=digest))
    return digest


def erase(connection: sa.Connection, receipt: str, at: datetime) -> bool:
    """Take the text of a receipt away, and keep its place in the chain. False when there is none."""
    statement = (
        sa.update(receipt_bodies)
        .where(receipt_bodies.c.receipt == receipt, receipt_bodies.c.body.is_not(None))
        .values(body=None, erased_at=at)
    )
    return connection.execute(statement).rowcount == 1


def verify(connection: sa.Connection) -> Broken | None:
    """None when the chain holds, else the first row where it does not."""
    head = connection.execute(sa.select(chain_head)).first()
    last = _End(0, GENESIS)
    for row in _every(connection):
        broken = _against(row, last, None if head is None else head.seq)
        if broken is not None:
            return broken
        last = _End(row.seq, row.digest)
    if head is None:
        return Broken(last.seq, None, "the head of the chain was deleted")
    if head.seq > last.seq:
        return Broken(
            last.seq + 1, None, f"receipt {last.seq + 1} was deleted: the chain has {head.seq} rows"
        )
    if head.digest != last.digest:
        return Broken(head.seq, None, "the head of the chain was changed")
    return None


def sha256(text: str) -> str:
    """The digest of a text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class _End:
    """Where the chain ended so far."""

    seq: int
    digest: str


def _against(row: sa.Row[Any], last: _End, length: int | None) -> Broken | None:
    """What is wrong with this row, given the one before it."""
    said = ""
    own = _digest(dict(row._mapping))  # noqa: SLF001  # SQLAlchemy's public name for a row as a mapping
    if row.seq < 1 or (length is not None and row.seq > length):
        said = f"receipt {row.seq} was inserted: the chain does not reach there"
    elif row.seq != last.seq + 1:
        return Broken(last.seq + 1, None, f"receipt {last.seq + 1} was deleted: {row.seq} follows {last.seq}")
    elif own != row.digest:
        said = f"receipt {row.seq} was changed: its digest does not match"
    elif row.prev != last.digest:
        said = f"receipt {row.seq} was inserted or moved: it does not follow the row before it"
    elif row.bodied is None:
        said = f"the text of receipt {row.seq} was deleted without being erased"
    elif row.body is None and row.erased_at is None:
        said = f"the text of receipt {row.seq} was emptied without being erased"
    elif row.body is not None and sha256(row.body) != row.body_digest:
        said = f"the text of receipt {row.seq} was changed"
    return Broken(row.seq, row.id, said) if said else None


def _every(connection: sa.Connection) -> Iterator[sa.Row[Any]]:
    """Every row in order, a page at a time, so that a long chain needs little memory."""
    query = (
        sa.select(
            receipts,
            receipt_bodies.c.receipt.label("bodied"),
            receipt_bodies.c.body,
            receipt_bodies.c.erased_at,
        )
        .outerjoin(receipt_bodies, receipt_bodies.c.receipt == receipts.c.id)
        .order_by(receipts.c.seq)
        .limit(_PAGE)
    )
    page = connection.execute(query).all()
    while page:
        yield from page
        page = connection.execute(query.where(receipts.c.seq > page[-1].seq)).all()


def _digest(row: Mapping[str, Any]) -> str:
    parts = (row["prev"], str(row["seq"]), row["id"], row["proposal"], row["execution"])
    return sha256("\n".join((*parts, row["at"].isoformat(), row["body_digest"])))
