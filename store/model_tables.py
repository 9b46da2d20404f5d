"""The log of what left for a model. It holds no word of the texts. Moments are business time."""

import sqlalchemy as sa

from store import tables
from store.columns import Json, count, key, moment, text

metadata = tables.metadata

model_calls = sa.Table(
    "model_calls",
    metadata,
    key(),
    moment("at"),
    text("question"),
    text("model"),
    text("host"),
    sa.Column("parts", Json, nullable=False),
    text("digest"),
    count("size"),
    count("tokens_in"),
    count("tokens_out"),
    count("ms"),
    text("outcome"),
    text("signal"),
    sa.Index("ix_model_calls_at", "at"),
)
