"""Colleagues: one row per e-mail address, which matches a Slack user with a CRM owner."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from bot.transaction import Tx
from bot.values import Person
from store.database import insert_new, rows
from store.tables import people


class SqlPeople:
    """The colleagues we know."""

    def get(self, tx: Tx, person: str) -> Person | None:
        return _one(tx, people.c.id == person)

    def by_slack(self, tx: Tx, slack_user: str) -> Person | None:
        return _one(tx, people.c.slack_user == slack_user)

    def by_owner(self, tx: Tx, crm_owner: str) -> Person | None:
        return _one(tx, people.c.crm_owner == crm_owner)

    def all(self, tx: Tx) -> tuple[Person, ...]:
        return tuple(_person(row) for row in rows(tx).execute(sa.select(people).order_by(people.c.name)))

    def put(self, tx: Tx, some: Sequence[Person]) -> None:
        """Add or refresh by e-mail: who is known keeps their id, and managers named by a new id are found by it."""
        known = {
            row.email: row.id
            for row in rows(tx).execute(sa.select(people.c.email, people.c.id).with_for_update())
        }
        ids = {person.id: known.get(person.email.lower(), person.id) for person in some}
        for person in some:
            row = _row(person) | {"manager": ids.get(person.manager or "", person.manager)}
            if insert_new(rows(tx), people, row | {"id": ids[person.id]}) == 0:
                rows(tx).execute(sa.update(people).where(people.c.email == row["email"]).values(**row))


def _one(tx: Tx, which: sa.ColumnElement[bool]) -> Person | None:
    row = rows(tx).execute(sa.select(people).where(which).order_by(people.c.id).limit(1)).first()
    return None if row is None else _person(row)


def _row(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email.lower(),
        "zone": person.zone,
        "slack_user": person.slack_user,
        "crm_owner": person.crm_owner,
        "admin": person.admin,
        "starts": person.starts,
        "ends": person.ends,
    }


def _person(row: sa.Row[Any]) -> Person:
    return Person(**row._mapping)  # noqa: SLF001  # SQLAlchemy's public name for a row as a mapping
