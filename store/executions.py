"""The tries at carrying out a proposal or undoing a receipt, and what they began to make."""

from datetime import datetime

import sqlalchemy as sa

from bot.runs import Execution
from bot.transaction import Tx
from store.database import insert_new, rows
from store.tables import creations, executions


class SqlExecutions:
    """The tries, each once by its id."""

    def add(self, tx: Tx, execution: Execution) -> bool:
        row = {
            "id": execution.id,
            "proposal": execution.proposal,
            "purpose": execution.purpose,
            "by": execution.by,
            "at": execution.at,
            "receipt": execution.receipt,
            "operations": list(execution.operations),
            "state": execution.state,
        }
        return insert_new(rows(tx), executions, row) == 1

    def get(self, tx: Tx, execution: str) -> Execution | None:
        row = rows(tx).execute(sa.select(executions).where(executions.c.id == execution)).first()
        if row is None:
            return None
        return Execution(
            id=row.id,
            proposal=row.proposal,
            purpose=row.purpose,
            by=row.by,
            at=row.at,
            receipt=row.receipt,
            operations=tuple(row.operations),
            state=row.state,
        )

    def count(self, tx: Tx, prefix: str) -> int:
        query = sa.select(sa.func.count()).where(executions.c.id.startswith(prefix, autoescape=True))
        return rows(tx).scalar(query) or 0

    def end(self, tx: Tx, execution: str, state: str) -> None:
        rows(tx).execute(sa.update(executions).where(executions.c.id == execution).values(state=state))

    def begin_making(self, tx: Tx, key: str, at: datetime) -> bool:
        return insert_new(rows(tx), creations, {"key": key, "at": at}) == 1

    def made_nothing(self, tx: Tx, key: str) -> None:
        rows(tx).execute(sa.delete(creations).where(creations.c.key == key))
