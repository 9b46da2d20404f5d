"""Reminders: rows that speak up when they are due, unless an answer came before."""

from datetime import datetime

import sqlalchemy as sa

from bot.mailroom import Reminder
from bot.suppression import address_key
from bot.transaction import Tx
from bot.values import dump
from store.columns import storable
from store.database import insert_new, rows
from store.mail_tables import reminder_watches, reminders
from store.nouns import loaded

_WAITING, _ENDED = "waiting", "ended"


class SqlReminders:
    """The reminders."""

    def add(self, tx: Tx, reminder: Reminder) -> bool:
        row = {
            "id": reminder.id,
            "due_at": reminder.due_at,
            "body": dump(reminder),
            "state": _WAITING,
            "said": "",
        }
        if not insert_new(rows(tx), reminders, row):
            return False
        keys = sorted({address_key(address) for address in reminder.watched})
        insert_new(rows(tx), reminder_watches, [{"reminder": reminder.id, "key": key} for key in keys])
        return True

    def due(self, tx: Tx, before: datetime, limit: int = 200) -> tuple[Reminder, ...]:
        query = (
            sa.select(reminders.c.body)
            .where(reminders.c.state == _WAITING, reminders.c.due_at <= before)
            .order_by(reminders.c.due_at, reminders.c.id)
            .limit(limit)
        )
        return tuple(loaded(Reminder, body) for body in rows(tx).scalars(query))

    def watching(self, tx: Tx, address: str) -> tuple[Reminder, ...]:
        query = (
            sa.select(reminders.c.body)
            .join(reminder_watches, reminder_watches.c.reminder == reminders.c.id)
            .where(reminders.c.state == _WAITING, reminder_watches.c.key == address_key(address))
            .order_by(reminders.c.due_at, reminders.c.id)
        )
        return tuple(loaded(Reminder, body) for body in rows(tx).scalars(query))

    def end(self, tx: Tx, reminder: str, said: str, at: datetime) -> bool:
        statement = (
            sa.update(reminders)
            .where(reminders.c.id == reminder, reminders.c.state == _WAITING)
            .values(state=_ENDED, said=storable(said), ended_at=at)
        )
        return rows(tx).execute(statement).rowcount == 1
