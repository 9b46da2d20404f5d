"""Mails that came in, how each was understood, and what a person must look at."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from bot.mail import Mail
from bot.mailroom import KeptMail, Review
from bot.suppression import address_key
from bot.transaction import Tx
from store.columns import storable
from store.database import insert_new, rows
from store.mail_tables import mails, reviews

_MAIL = TypeAdapter(Mail)


class SqlMails:
    """The mails, each once by the digest of its bytes."""

    def add(self, tx: Tx, mail: KeptMail, raw: bytes | None = None) -> bool:
        row = {
            "id": mail.id,
            "source": mail.source,
            "received_at": mail.received_at,
            "body": None if mail.mail is None else _MAIL.dump_python(mail.mail, mode="json"),
            "unreadable": storable(mail.unreadable),
            "raw": raw,
            "sender": _sender(mail),
        }
        return insert_new(rows(tx), mails, row) == 1

    def get(self, tx: Tx, mail: str) -> KeptMail | None:
        row = rows(tx).execute(sa.select(mails).where(mails.c.id == mail)).first()
        return None if row is None else _kept(row)

    def understood(self, tx: Tx, mail: str, label: str, confidence: float, decision: str) -> None:
        rows(tx).execute(
            sa.update(mails)
            .where(mails.c.id == mail)
            .values(label=label, confidence=confidence, decision=storable(decision))
        )

    def quarantined(self, tx: Tx, limit: int = 100) -> tuple[tuple[KeptMail, bytes], ...]:
        query = (
            sa.select(mails)
            .where(mails.c.body.is_(None))
            .order_by(mails.c.received_at.desc(), mails.c.id)
            .limit(limit)
        )
        return tuple((_kept(row), row.raw or b"") for row in rows(tx).execute(query))

    def sent_by(self, tx: Tx, address: str, limit: int = 20) -> tuple[KeptMail, ...]:
        query = (
            sa.select(mails)
            .where(mails.c.sender == address_key(address))
            .order_by(mails.c.received_at.desc(), mails.c.id)
            .limit(limit)
        )
        return tuple(_kept(row) for row in rows(tx).execute(query))


class SqlReviews:
    """What waits for a person's eyes; nothing here expires."""

    def add(self, tx: Tx, review: Review) -> bool:
        row = {
            "id": review.id,
            "queue": review.queue,
            "subject": review.subject,
            "person": review.person,
            "said": storable(review.said),
            "at": review.at,
        }
        return insert_new(rows(tx), reviews, row) == 1

    def get(self, tx: Tx, review: str) -> Review | None:
        row = rows(tx).execute(sa.select(reviews).where(reviews.c.id == review)).first()
        return None if row is None else _review(row)

    def waiting(
        self, tx: Tx, *, people: Collection[str] | None = None, limit: int = 100
    ) -> tuple[Review, ...]:
        query = sa.select(reviews).where(reviews.c.settled_at.is_(None))
        if people is not None:
            query = query.where(reviews.c.person.in_(list(people)))
        return _reviews(tx, query, limit)

    def overdue(self, tx: Tx, *, before: datetime, told: int, limit: int = 500) -> tuple[Review, ...]:
        open_ones = sa.select(reviews).where(reviews.c.settled_at.is_(None))
        return _reviews(tx, open_ones.where(reviews.c.at < before, reviews.c.told < told), limit)

    def bring_up(self, tx: Tx, those: Collection[str], told: int) -> None:
        rows(tx).execute(sa.update(reviews).where(reviews.c.id.in_(list(those))).values(told=told))

    def settle(self, tx: Tx, review: str, *, by: str, at: datetime, said: str) -> bool:
        statement = (
            sa.update(reviews)
            .where(reviews.c.id == review, reviews.c.settled_at.is_(None))
            .values(settled_at=at, settled_by=by, settled_said=storable(said))
        )
        return rows(tx).execute(statement).rowcount == 1


def _reviews(tx: Tx, query: sa.Select[Any], limit: int) -> tuple[Review, ...]:
    found = rows(tx).execute(query.order_by(reviews.c.at, reviews.c.id).limit(limit))
    return tuple(_review(row) for row in found)


def _review(row: sa.Row[Any]) -> Review:
    return Review(
        id=row.id,
        queue=row.queue,
        subject=row.subject,
        person=row.person,
        said=row.said,
        at=row.at,
        settled_at=row.settled_at,
        settled_by=row.settled_by or "",
        settled=row.settled_said or "",
        told=row.told,
    )


def _sender(mail: KeptMail) -> str | None:
    """The digest of the address it came from; None where it names none."""
    try:
        return address_key(mail.mail.sender.address) if mail.mail else None
    except ValueError:
        return None


def _kept(row: sa.Row[Any]) -> KeptMail:
    return KeptMail(
        id=row.id,
        source=row.source,
        received_at=row.received_at,
        mail=None if row.body is None else _MAIL.validate_python(row.body),
        label=row.label,
        confidence=row.confidence,
        decision=row.decision,
        unreadable=row.unreadable,
    )
