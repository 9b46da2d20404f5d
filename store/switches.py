"""Settings that people change while it runs."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.transaction import Tx
from store.database import insert_new, rows
from store.tables import switches


class SqlSwitches:
    """The kill switch, the guardrails, and what stopped the queue."""

    def get(self, tx: Tx, name: str) -> Any:  # noqa: ANN401  # JSON
        return rows(tx).scalar(sa.select(switches.c.value).where(switches.c.name == name))

    def set(self, tx: Tx, name: str, value: Any, *, by: str, at: datetime) -> None:  # noqa: ANN401  # JSON
        row = {"name": name, "value": value, "by": by, "at": at}
        if insert_new(rows(tx), switches, row) == 0:
            rows(tx).execute(sa.update(switches).where(switches.c.name == name).values(**row))
