"""What left for a model, when, and how it ended."""

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa

from bot.prompting import ModelCall, Spent
from bot.transaction import Tx
from store.database import insert_new, rows
from store.model_tables import model_calls


class SqlModelCalls:
    """The calls, each once by its id."""

    def add(self, tx: Tx, call: ModelCall) -> None:
        insert_new(rows(tx), model_calls, {**asdict(call), "parts": list(call.parts)})

    def spent(self, tx: Tx, since: datetime) -> Spent:
        tokens = sa.func.coalesce(sa.func.sum(model_calls.c.tokens_in + model_calls.c.tokens_out), 0)
        query = sa.select(sa.func.count(), tokens).where(model_calls.c.at >= since)
        row = rows(tx).execute(query).one()
        return Spent(calls=row[0], tokens=row[1])

    def recent(self, tx: Tx, limit: int) -> tuple[ModelCall, ...]:
        query = sa.select(model_calls).order_by(model_calls.c.at.desc(), model_calls.c.id.desc()).limit(limit)
        found = rows(tx).execute(query).mappings()
        return tuple(ModelCall(**{**row, "parts": tuple(row["parts"])}) for row in found)
