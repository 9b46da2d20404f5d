"""Every table we keep, in SQLAlchemy Core, the same on SQLite and PostgreSQL.

Keys are text (ULIDs or readable ids made in Python). Bodies are nouns as `{kind, v, body}`. They are kept in JSON and
not in PostgreSQL's JSONB, because JSONB refuses a NUL character inside a string, which text from a CRM may hold, and
nothing here searches inside a body. Moments of the world (`at`, `created_at`, `due_at` of a proposal) are business
time; `ready_at`, `held_until` and `renewed_at` are machine time.
"""

import sqlalchemy as sa

from store import columns
from store.columns import Json as _Json
from store.columns import Seq as _Seq
from store.columns import count as _count
from store.columns import key as _key
from store.columns import maybe as _maybe
from store.columns import moment as _moment
from store.columns import text as _text

metadata = columns.metadata
UtcDateTime = columns.UtcDateTime

signals = sa.Table(
    "signals",
    metadata,
    sa.Column("seq", _Seq, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    _text("kind"),
    _text("source"),
    _moment("at"),
    sa.Column("body", _Json, nullable=False),
    _moment("finished_at", required=False),
    sqlite_autoincrement=True,
)
sa.Index(
    "ix_signals_unfinished",
    signals.c.seq,
    sqlite_where=signals.c.finished_at.is_(None),
    postgresql_where=signals.c.finished_at.is_(None),
)

# One row per (signal, workflow) that has been answered; `why` is set when it was put aside instead.
claims = sa.Table("claims", metadata, _key("signal"), _key("workflow"), _moment("at"), _maybe("why"))

cursors = sa.Table("cursors", metadata, _key("source"), _text("cursor"), _moment("moved_at"))

proposals = sa.Table(
    "proposals",
    metadata,
    _key(),
    _text("workflow"),
    _text("record_kind"),
    _text("record_id"),
    _text("owner"),
    _text("asked"),
    _text("fingerprint"),
    sa.Column("points", sa.Double, nullable=False),
    _text("state"),
    _count("version"),
    _count("attempt"),
    sa.Column("body", _Json, nullable=False),
    sa.Column("verdict", _Json, nullable=False),
    sa.Column("approval", _Json),
    sa.Column("stale", _Json),
    _maybe("receipt"),
    _text("said", default=""),
    _maybe("dismissed"),
    _moment("due_at", required=False),
    _moment("created_at"),
    _moment("moved_at"),
    sa.Index("ix_proposals_asked_state", "asked", "state"),
    sa.Index("ix_proposals_state_moved_at", "state", "moved_at"),
    sa.Index("ix_proposals_state_due_at", "state", "due_at"),
    sa.Index("ix_proposals_record", "record_kind", "record_id", "workflow"),
)
sa.Index(
    "uq_proposals_one_open",
    proposals.c.record_kind,
    proposals.c.record_id,
    proposals.c.workflow,
    unique=True,
    sqlite_where=proposals.c.state == "open",
    postgresql_where=proposals.c.state == "open",
)

executions = sa.Table(
    "executions",
    metadata,
    _key(),
    sa.Column("proposal", sa.Text, nullable=False, index=True),
    _text("purpose"),
    _text("by"),
    _moment("at"),
    _maybe("receipt"),
    sa.Column("operations", _Json, nullable=False),
    _text("state"),
)

# The chain (N3): see store/chain.py for what `digest` covers.
receipts = sa.Table(
    "receipts",
    metadata,
    sa.Column("seq", _Seq, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("proposal", sa.Text, nullable=False, index=True),
    _text("execution"),
    _moment("at"),
    _text("prev"),
    _text("body_digest"),
    _text("digest"),
)

# The text of a receipt, erasable: `body` is NULL and `erased_at` set once a person asked for it.
receipt_bodies = sa.Table(
    "receipt_bodies",
    metadata,
    sa.Column("receipt", sa.Text, sa.ForeignKey(receipts.c.id), primary_key=True),
    _maybe("body"),
    _moment("erased_at", required=False),
)

chain_head = sa.Table(
    "chain_head",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", _Seq, nullable=False),
    _text("digest"),
    sa.CheckConstraint("id = 1", name="one_row"),
)

ledger = sa.Table(
    "ledger",
    metadata,
    sa.Column("seq", _Seq, primary_key=True, autoincrement=True),
    _text("kind"),
    _moment("at"),
    _maybe("proposal"),
    _maybe("signal"),
    _maybe("person"),
    _maybe("workflow"),
    sa.Column("facts", _Json),
    sa.Index("ix_ledger_proposal", "proposal"),
    sa.Index("ix_ledger_kind", "kind", "seq"),
    sqlite_autoincrement=True,
)

cards = sa.Table(
    "cards",
    metadata,
    _key(),
    _text("person"),
    _text("made_for"),  # the proposal it was first made for
    _maybe("channel"),
    _maybe("ts"),
    _moment("created_at"),
    sa.UniqueConstraint("person", "made_for"),
    sa.UniqueConstraint("channel", "ts"),
)

card_items = sa.Table(
    "card_items",
    metadata,
    sa.Column("card", sa.Text, sa.ForeignKey(cards.c.id), primary_key=True),
    sa.Column("proposal", sa.Text, primary_key=True, index=True),
    _count("place"),
)

# `wanted` counts the redraws asked for, `taken` the one now being drawn, `sent` the last one that reached Slack.
card_outbox = sa.Table(
    "card_outbox",
    metadata,
    sa.Column("card", sa.Text, sa.ForeignKey(cards.c.id), primary_key=True),
    _count("wanted"),
    _count("taken"),
    _count("sent"),
    _count("tries"),
    _moment("ready_at"),
    _text("why", default=""),
    sa.Index("ix_card_outbox_ready_at", "ready_at"),
)

notices = sa.Table(
    "notices",
    metadata,
    _key("key"),
    _text("kind"),
    _maybe("person"),
    _maybe("channel"),
    sa.Column("body", _Json, nullable=False),
    _moment("created_at"),
    _moment("told_at", required=False),
    _count("tries"),
    _moment("ready_at"),
    _text("why", default=""),
    sa.Index("ix_notices_told_at_ready_at", "told_at", "ready_at"),
)

note_outbox = sa.Table(
    "note_outbox",
    metadata,
    _key("receipt"),
    _text("state"),  # pending, written, given_up
    _count("tries"),
    _moment("ready_at"),
    _text("why", default=""),
    _maybe("note"),
    sa.Index("ix_note_outbox_state_ready_at", "state", "ready_at"),
)

people = sa.Table(
    "people",
    metadata,
    _key(),
    _text("name"),
    sa.Column("email", sa.Text, nullable=False, unique=True),  # lower case
    _text("zone"),
    sa.Column("slack_user", sa.Text, index=True),
    sa.Column("crm_owner", sa.Text, index=True),
    _maybe("manager"),
    sa.Column("admin", sa.Boolean, nullable=False),
    sa.Column("starts", sa.Time, nullable=False),
    sa.Column("ends", sa.Time, nullable=False),
)

switches = sa.Table(
    "switches",
    metadata,
    _key("name"),
    sa.Column("value", sa.JSON(none_as_null=False)),
    _text("by"),
    _moment("at"),
)

# What a run began to make in the CRM: a repeat looks there before it makes a second one.
creations = sa.Table("creations", metadata, _key("key"), _moment("at"))

# One row per replica that may run approved work; machine time of the database.
leases = sa.Table("leases", metadata, _key("executor"), _moment("renewed_at"))
