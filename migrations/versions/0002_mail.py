"""The tables about mail, and the triggers that keep suppressions for good."""

import sqlalchemy as sa
from alembic import op

from store.columns import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True)
_SAID = "a suppression is kept for good"
_KEPT = ("id", "key", "reason", "source", "at", "by")  # never changed; `clear` and `said` may be blanked

_ON_SQLITE = (
    f"""CREATE TRIGGER suppressions_stay BEFORE DELETE ON suppressions
    BEGIN SELECT RAISE(ABORT, '{_SAID}'); END""",
    f"""CREATE TRIGGER suppressions_keep BEFORE UPDATE ON suppressions
    WHEN {" OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in _KEPT)}
      OR (NEW.clear IS NOT NULL AND NEW.clear IS NOT OLD.clear)
      OR (NEW.said <> '' AND NEW.said <> OLD.said)
    BEGIN SELECT RAISE(ABORT, '{_SAID}'); END""",
)
_ON_POSTGRES = (
    f"""CREATE FUNCTION suppressions_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$""",
    """CREATE TRIGGER suppressions_stay BEFORE DELETE ON suppressions
    FOR EACH ROW EXECUTE FUNCTION suppressions_refuse()""",
    """CREATE TRIGGER suppressions_not_emptied BEFORE TRUNCATE ON suppressions
    FOR EACH STATEMENT EXECUTE FUNCTION suppressions_refuse()""",
    f"""CREATE TRIGGER suppressions_keep BEFORE UPDATE ON suppressions FOR EACH ROW
    WHEN ({" OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in _KEPT)}
      OR (NEW.clear IS NOT NULL AND NEW.clear IS DISTINCT FROM OLD.clear)
      OR (NEW.said <> '' AND NEW.said <> OLD.said))
    EXECUTE FUNCTION suppressions_refuse()""",
)


def upgrade() -> None:
    _what_must_not_go_out()
    _what_waits()
    _what_came_in()
    for statement in _ON_SQLITE if op.get_bind().dialect.name == "sqlite" else _ON_POSTGRES:
        op.execute(statement)


def _what_must_not_go_out() -> None:
    op.create_table(
        "suppressions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("clear", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppressions")),
        sa.UniqueConstraint("key", "reason", name=op.f("uq_suppressions_key_reason")),
    )
    op.create_index("ix_suppressions_reason_at", "suppressions", ["reason", "at"])
    op.create_table(
        "outgoing",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_outgoing")),
    )
    op.create_index(op.f("ix_outgoing_key"), "outgoing", ["key"])
    op.create_index("ix_outgoing_state_at", "outgoing", ["state", "at"])
    op.create_table(
        "halts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("cleared_at", UtcDateTime(), nullable=True),
        sa.Column("cleared_by", sa.Text(), nullable=True),
        sa.Column("cleared_said", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_halts")),
    )
    op.create_index(
        "uq_halts_one_in_force",
        "halts",
        ["key"],
        unique=True,
        sqlite_where=sa.text("cleared_at IS NULL"),
        postgresql_where=sa.text("cleared_at IS NULL"),
    )


def _what_waits() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    op.create_index("ix_reminders_state_due_at", "reminders", ["state", "due_at"])
    op.create_table(
        "reminder_watches",
        sa.Column("reminder", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reminder"], ["reminders.id"], name=op.f("fk_reminder_watches_reminder_reminders")
        ),
        sa.PrimaryKeyConstraint("reminder", "key", name=op.f("pk_reminder_watches")),
    )
    op.create_index(op.f("ix_reminder_watches_key"), "reminder_watches", ["key"])
    op.create_table(
        "reviews",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("settled_said", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index("ix_reviews_settled_at_at", "reviews", ["settled_at", "at"])


def _what_came_in() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("body", _JSON, nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("unreadable", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    op.create_index("ix_mails_received_at", "mails", ["received_at"])


def downgrade() -> None:
    # A table takes its triggers and indexes with it.
    for table in ("mails", "reviews", "reminder_watches", "reminders", "halts", "outgoing", "suppressions"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION suppressions_refuse()")
