"""Mailboxes that people connected, the links by which they do so, and whose turn it is to read one."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.mailboxes import ConnectedMailbox, Connection, Invitation, Sealed
from bot.transaction import Tx
from store.columns import UtcDateTime, storable
from store.database import insert_new, machine_now, rows
from store.mail_tables import mailbox_invitations, mailbox_turns, mailboxes

_STANDING = mailboxes.c.state != Connection.DISCONNECTED.value
_GONE = {"state": Connection.DISCONNECTED.value, "imap": "", "smtp": ""}


class SqlMailboxes:
    """The mailboxes; at most one of an address stands."""

    def connect(self, tx: Tx, mailbox: ConnectedMailbox, sealed: Sealed) -> bool:
        mine = (mailboxes.c.person == mailbox.person) & (mailboxes.c.address == mailbox.address)
        rows(tx).execute(
            sa.update(mailboxes).where(mine, _STANDING).values(**_GONE, disconnected_at=mailbox.connected_at)
        )
        row = {
            "id": mailbox.id,
            "person": mailbox.person,
            "address": mailbox.address,
            "imap": sealed.imap,
            "smtp": sealed.smtp,
            "connected_at": mailbox.connected_at,
            "state": mailbox.state.value,
            "said": storable(mailbox.said),
        }
        return insert_new(rows(tx), mailboxes, row) == 1

    def standing(self, tx: Tx, *, person: str | None = None) -> tuple[ConnectedMailbox, ...]:
        query = sa.select(mailboxes).where(_STANDING)
        if person is not None:
            query = query.where(mailboxes.c.person == person)
        query = query.order_by(mailboxes.c.connected_at.desc(), mailboxes.c.id.desc())
        return tuple(_mailbox(row) for row in rows(tx).execute(query))

    def at(self, tx: Tx, address: str) -> ConnectedMailbox | None:
        query = sa.select(mailboxes).where(_STANDING, mailboxes.c.address == address.lower())
        row = rows(tx).execute(query).first()
        return None if row is None else _mailbox(row)

    def get(self, tx: Tx, mailbox: str) -> ConnectedMailbox | None:
        row = rows(tx).execute(sa.select(mailboxes).where(mailboxes.c.id == mailbox)).first()
        return None if row is None else _mailbox(row)

    def sealed(self, tx: Tx, mailbox: str) -> Sealed | None:
        query = sa.select(mailboxes.c.imap, mailboxes.c.smtp).where(_STANDING, mailboxes.c.id == mailbox)
        row = rows(tx).execute(query).first()
        return None if row is None else Sealed(row.imap, row.smtp)

    def stands(self, tx: Tx, mailbox: str, state: Connection, said: str) -> bool:
        statement = (
            sa.update(mailboxes)
            .where(_STANDING, mailboxes.c.id == mailbox, mailboxes.c.state != state.value)
            .values(state=state.value, said=storable(said))
        )
        return rows(tx).execute(statement).rowcount == 1

    def disconnect(self, tx: Tx, mailbox: str, at: datetime) -> bool:
        statement = (
            sa.update(mailboxes)
            .where(_STANDING, mailboxes.c.id == mailbox)
            .values(**_GONE, disconnected_at=at)
        )
        return rows(tx).execute(statement).rowcount == 1

    def invite(self, tx: Tx, digest: str, invitation: Invitation) -> None:
        earlier = mailbox_invitations.c.person == invitation.person
        rows(tx).execute(sa.delete(mailbox_invitations).where(earlier))
        row = {"digest": digest, "person": invitation.person, "expires_at": invitation.expires_at}
        insert_new(rows(tx), mailbox_invitations, row | {"tries": invitation.tries})

    def invited(self, tx: Tx, digest: str, now: datetime) -> Invitation | None:
        table = mailbox_invitations.c
        query = sa.select(mailbox_invitations).where(
            table.digest == digest, table.used_at.is_(None), table.expires_at > now
        )
        row = rows(tx).execute(query).first()
        return None if row is None else Invitation(row.person, row.expires_at, row.tries)

    def tried(self, tx: Tx, digest: str) -> None:
        table = mailbox_invitations.c
        rows(tx).execute(
            sa.update(mailbox_invitations).where(table.digest == digest).values(tries=table.tries + 1)
        )

    def use(self, tx: Tx, digest: str, at: datetime) -> bool:
        table = mailbox_invitations.c
        statement = (
            sa.update(mailbox_invitations)
            .where(table.digest == digest, table.used_at.is_(None))
            .values(used_at=at)
        )
        return rows(tx).execute(statement).rowcount == 1

    def take_turn(self, tx: Tx, source: str, reader: str, seconds: float) -> bool:
        now = _now(tx)
        row = {"source": source, "reader": reader, "held_until": now + timedelta(seconds=seconds)}
        if insert_new(rows(tx), mailbox_turns, row):
            return True
        turn = mailbox_turns.c
        mine = sa.or_(turn.reader == reader, turn.held_until <= now)
        statement = sa.update(mailbox_turns).where(turn.source == source, mine).values(**row)
        return rows(tx).execute(statement).rowcount == 1


def _now(tx: Tx) -> datetime:
    """Machine time that all readers share: the database's where several processes may run, else this one's."""
    if rows(tx).dialect.name == "sqlite":
        return machine_now()
    now = rows(tx).scalar(sa.select(sa.func.clock_timestamp(type_=UtcDateTime)))
    return now or machine_now()


def _mailbox(row: sa.Row[Any]) -> ConnectedMailbox:
    return ConnectedMailbox(
        row.id, row.person, row.address, row.connected_at, Connection(row.state), row.said
    )
