"""The first tables, and the head of the empty chain of receipts."""

import sqlalchemy as sa
from alembic import op

from store.tables import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cards",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("made_for", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("channel", "ts", name=op.f("uq_cards_channel_ts")),
        sa.UniqueConstraint("person", "made_for", name=op.f("uq_cards_person_made_for")),
    )
    op.create_table(
        "chain_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_chain_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_head")),
    )
    op.create_table(
        "claims",
        sa.Column("signal", sa.Text(), nullable=False),
        sa.Column("workflow", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("signal", "workflow", name=op.f("pk_claims")),
    )
    op.create_table(
        "cursors",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("moved_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_cursors")),
    )
    op.create_table(
        "executions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("operations", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_executions")),
    )
    with op.batch_alter_table("executions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_executions_proposal"), ["proposal"], unique=False)

    op.create_table(
        "leases",
        sa.Column("executor", sa.Text(), nullable=False),
        sa.Column("renewed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("executor", name=op.f("pk_leases")),
    )
    op.create_table(
        "ledger",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("signal", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("workflow", sa.Text(), nullable=True),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_kind", ["kind", "seq"], unique=False)
        batch_op.create_index("ix_ledger_proposal", ["proposal"], unique=False)

    op.create_table(
        "note_outbox",
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ready_at", UtcDateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_note_outbox")),
    )
    with op.batch_alter_table("note_outbox", schema=None) as batch_op:
        batch_op.create_index("ix_note_outbox_state_ready_at", ["state", "ready_at"], unique=False)

    op.create_table(
        "notices",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ready_at", UtcDateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_notices")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index("ix_notices_told_at_ready_at", ["told_at", "ready_at"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("slack_user", sa.Text(), nullable=True),
        sa.Column("crm_owner", sa.Text(), nullable=True),
        sa.Column("manager", sa.Text(), nullable=True),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_crm_owner"), ["crm_owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_slack_user"), ["slack_user"], unique=False)

    op.create_table(
        "proposals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workflow", sa.Text(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("verdict", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("approval", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("stale", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("dismissed", sa.Text(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("moved_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index("ix_proposals_asked_state", ["asked", "state"], unique=False)
        batch_op.create_index("ix_proposals_record", ["record_kind", "record_id", "workflow"], unique=False)
        batch_op.create_index("ix_proposals_state_due_at", ["state", "due_at"], unique=False)
        batch_op.create_index("ix_proposals_state_moved_at", ["state", "moved_at"], unique=False)
        batch_op.create_index(
            "uq_proposals_one_open",
            ["record_kind", "record_id", "workflow"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "receipts",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("execution", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("body_digest", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_receipts")),
        sa.UniqueConstraint("id", name=op.f("uq_receipts_id")),
    )
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipts_proposal"), ["proposal"], unique=False)

    op.create_table(
        "signals",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_signals")),
        sa.UniqueConstraint("id", name=op.f("uq_signals_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.create_index(
            "ix_signals_unfinished",
            ["seq"],
            unique=False,
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )

    op.create_table(
        "switches",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_switches")),
    )
    op.create_table(
        "card_items",
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["card"], ["cards.id"], name=op.f("fk_card_items_card_cards")),
        sa.PrimaryKeyConstraint("card", "proposal", name=op.f("pk_card_items")),
    )
    with op.batch_alter_table("card_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_items_proposal"), ["proposal"], unique=False)

    op.create_table(
        "card_outbox",
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ready_at", UtcDateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["card"], ["cards.id"], name=op.f("fk_card_outbox_card_cards")),
        sa.PrimaryKeyConstraint("card", name=op.f("pk_card_outbox")),
    )
    with op.batch_alter_table("card_outbox", schema=None) as batch_op:
        batch_op.create_index("ix_card_outbox_ready_at", ["ready_at"], unique=False)

    op.create_table(
        "receipt_bodies",
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("erased_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["receipt"], ["receipts.id"], name=op.f("fk_receipt_bodies_receipt_receipts")
        ),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_receipt_bodies")),
    )
    head = sa.table("chain_head", sa.column("id"), sa.column("seq"), sa.column("digest"))
    op.execute(head.insert().values(id=1, seq=0, digest="0" * 64))


def downgrade() -> None:
    op.drop_table("receipt_bodies")
    with op.batch_alter_table("card_outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_card_outbox_ready_at")

    op.drop_table("card_outbox")
    with op.batch_alter_table("card_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_items_proposal"))

    op.drop_table("card_items")
    op.drop_table("switches")
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_signals_unfinished",
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )

    op.drop_table("signals")
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipts_proposal"))

    op.drop_table("receipts")
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_proposals_one_open",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index("ix_proposals_state_moved_at")
        batch_op.drop_index("ix_proposals_state_due_at")
        batch_op.drop_index("ix_proposals_record")
        batch_op.drop_index("ix_proposals_asked_state")

    op.drop_table("proposals")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_slack_user"))
        batch_op.drop_index(batch_op.f("ix_people_crm_owner"))

    op.drop_table("people")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("ix_notices_told_at_ready_at")

    op.drop_table("notices")
    with op.batch_alter_table("note_outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_note_outbox_state_ready_at")

    op.drop_table("note_outbox")
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_proposal")
        batch_op.drop_index("ix_ledger_kind")

    op.drop_table("ledger")
    op.drop_table("leases")
    with op.batch_alter_table("executions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_executions_proposal"))

    op.drop_table("executions")
    op.drop_table("cursors")
    op.drop_table("claims")
    op.drop_table("chain_head")
    op.drop_table("cards")
