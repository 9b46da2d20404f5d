"""Cards, notices, and the outbox that holds their ids only: what is sent is drawn at the moment of sending.

`wanted` counts how often a redraw was asked for; a drawer takes the count with the card (`taken`), and `sent` records
that count, so that a redraw asked for meanwhile leaves the card queued: the last state wins.
"""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from ulid import ULID

from bot.model import Notice
from bot.outboxes import Card
from bot.standing import State
from bot.transaction import Tx
from bot.values import dump
from store.database import insert_new, machine_now, opened, rows
from store.nouns import loaded
from store.tables import card_items, card_outbox, cards, notices, proposals

# What a replica took and then died with goes on after this. Short, because a message sent twice does no harm.
CLAIM = timedelta(seconds=12)


class SqlDesk:
    """What people are shown, and what waits to be."""

    def show(self, tx: Tx, proposal: str, person: str) -> None:
        if self._card_of(tx, proposal, person) is not None:
            return
        card = str(ULID())
        row = {"id": card, "person": person, "made_for": proposal, "created_at": machine_now()}
        if insert_new(rows(tx), cards, row):
            rows(tx).execute(sa.insert(card_items).values(card=card, proposal=proposal))
            self._queue(tx, [card])

    def redraw(self, tx: Tx, proposal: str) -> None:
        query = sa.select(card_items.c.card).where(card_items.c.proposal == proposal)
        self._queue(tx, rows(tx).scalars(query.order_by(card_items.c.card)).all())

    def follow(self, tx: Tx, old: str, new: str) -> None:
        # A card that shows both already keeps one of them only.
        both = sa.select(card_items.c.card).where(card_items.c.proposal == new).scalar_subquery()
        is_old = card_items.c.proposal == old
        rows(tx).execute(
            sa.update(card_items).where(is_old, card_items.c.card.not_in(both)).values(proposal=new)
        )
        rows(tx).execute(sa.delete(card_items).where(is_old))

    def shown(self, tx: Tx, person: str) -> frozenset[str]:
        query = (
            sa.select(card_items.c.proposal)
            .join(cards, cards.c.id == card_items.c.card)
            .join(proposals, proposals.c.id == card_items.c.proposal)
            .where(cards.c.person == person, proposals.c.state == State.OPEN.value)
        )
        return frozenset(rows(tx).scalars(query))

    def tell(self, tx: Tx, notice: Notice) -> bool:
        now = machine_now()
        row = {
            "key": notice.key,
            "kind": notice.kind,
            "person": notice.person,
            "channel": notice.channel,
            "body": dump(notice),
            "created_at": now,
            "ready_at": now,
        }
        new = insert_new(rows(tx), notices, row) == 1
        if new:
            opened(tx).wake()
        return new

    def was_told(self, tx: Tx, notice: str) -> bool:
        return rows(tx).scalar(sa.select(sa.exists().where(notices.c.key == notice))) is True

    def waiting(self, tx: Tx, limit: int) -> tuple[Card, ...]:
        now = machine_now()
        query = (
            sa.select(card_outbox.c.card)
            .where(card_outbox.c.wanted > card_outbox.c.sent, card_outbox.c.ready_at <= now)
            .order_by(card_outbox.c.ready_at, card_outbox.c.card)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found = rows(tx).scalars(query).all()
        rows(tx).execute(
            sa.update(card_outbox)
            .where(card_outbox.c.card.in_(found))
            .values(taken=card_outbox.c.wanted, tries=card_outbox.c.tries + 1, ready_at=now + CLAIM)
        )
        drawn = {card.id: card for card in _cards(tx, cards.c.id.in_(found))}
        return tuple(drawn[card] for card in found)

    def notices(self, tx: Tx, limit: int) -> tuple[Notice, ...]:
        now = machine_now()
        query = (
            sa.select(notices.c.key, notices.c.body)
            .where(notices.c.told_at.is_(None), notices.c.ready_at <= now)
            .order_by(notices.c.ready_at, notices.c.key)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found = rows(tx).execute(query).all()
        rows(tx).execute(
            sa.update(notices)
            .where(notices.c.key.in_([row.key for row in found]))
            .values(tries=notices.c.tries + 1, ready_at=now + CLAIM)
        )
        return tuple(loaded(Notice, row.body) for row in found)

    def sent(self, tx: Tx, card: str, channel: str, ts: str) -> None:
        self._place(tx, card, channel, ts)
        statement = (
            sa.update(card_outbox)
            .where(card_outbox.c.card == card)
            .values(sent=card_outbox.c.taken, tries=0, ready_at=machine_now(), why="")
            .returning(card_outbox.c.wanted > card_outbox.c.sent)
        )
        if rows(tx).scalar(statement):
            opened(tx).wake()

    def told(self, tx: Tx, notice: str) -> None:
        rows(tx).execute(
            sa.update(notices)
            .where(notices.c.key == notice, notices.c.told_at.is_(None))
            .values(told_at=machine_now(), why="")
        )

    def later(self, tx: Tx, card: str, seconds: float, why: str) -> None:
        ready_at = machine_now() + timedelta(seconds=seconds)
        # A second drawer may have reported success meanwhile: this failure keeps the card queued all the same.
        behind = sa.case(
            (card_outbox.c.sent < card_outbox.c.wanted, card_outbox.c.sent), else_=card_outbox.c.wanted - 1
        )
        rows(tx).execute(
            sa.update(card_outbox)
            .where(card_outbox.c.card == card)
            .values(ready_at=ready_at, why=why, sent=behind)
        )
        rows(tx).execute(
            sa.update(notices)
            .where(notices.c.key == card, notices.c.told_at.is_(None))
            .values(ready_at=ready_at, why=why)
        )

    def adopt(self, tx: Tx, proposal: str, person: str, channel: str, ts: str) -> None:
        card = self._card_of(tx, proposal, person)
        at_home = self.by_message(tx, channel, ts)
        if card is not None and (at_home is None or at_home.id != card):
            self._place(tx, card, channel, ts)
            self._queue(tx, [card])  # an older copy that was pressed must not keep its open buttons

    def by_message(self, tx: Tx, channel: str, ts: str) -> Card | None:
        return next(iter(_cards(tx, sa.and_(cards.c.channel == channel, cards.c.ts == ts))), None)

    def _card_of(self, tx: Tx, proposal: str, person: str) -> str | None:
        query = (
            sa.select(cards.c.id)
            .join(card_items, card_items.c.card == cards.c.id)
            .where(cards.c.person == person, card_items.c.proposal == proposal)
            .order_by(cards.c.id)
        )
        return rows(tx).scalar(query.limit(1))

    def _queue(self, tx: Tx, found: Sequence[str]) -> None:
        now = machine_now()
        for card in found:
            insert_new(rows(tx), card_outbox, {"card": card, "ready_at": now})
        # One that is being drawn, or waits because Slack asked for patience, keeps its time.
        idle = card_outbox.c.wanted == card_outbox.c.sent
        rows(tx).execute(
            sa.update(card_outbox)
            .where(card_outbox.c.card.in_(found))
            .values(
                wanted=card_outbox.c.wanted + 1,
                ready_at=sa.case((idle, sa.bindparam("now", now)), else_=card_outbox.c.ready_at),
            )
        )
        opened(tx).wake()

    def _place(self, tx: Tx, card: str, channel: str, ts: str) -> None:
        """This card is that message from now on; a message shows one card only."""
        rows(tx).execute(
            sa.update(cards)
            .where(cards.c.channel == channel, cards.c.ts == ts, cards.c.id != card)
            .values(channel=None, ts=None)
        )
        rows(tx).execute(sa.update(cards).where(cards.c.id == card).values(channel=channel, ts=ts))


def _cards(tx: Tx, which: sa.ColumnElement[bool]) -> tuple[Card, ...]:
    query = (
        sa.select(cards.c.id, cards.c.person, cards.c.channel, cards.c.ts, card_items.c.proposal)
        .join(card_items, card_items.c.card == cards.c.id)
        .where(which)
        .order_by(cards.c.id, card_items.c.place, card_items.c.proposal)
    )
    found: dict[str, Card] = {}
    for row in rows(tx).execute(query):
        before = found[row.id].items if row.id in found else ()
        found[row.id] = Card(
            id=row.id, person=row.person, channel=row.channel, ts=row.ts, items=(*before, row.proposal)
        )
    return tuple(found.values())
