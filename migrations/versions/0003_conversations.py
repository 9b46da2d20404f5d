"""What conversations need beyond mail itself."""

import sqlalchemy as sa
from alembic import op

from store.columns import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


_JSON = sa.JSON(none_as_null=True)
_SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MARKED = "what became of a suppression is kept for good"
_MARKS_ON_SQLITE = (
    f"""CREATE TRIGGER suppression_marks_stay BEFORE DELETE ON suppression_marks
    BEGIN SELECT RAISE(ABORT, '{_MARKED}'); END""",
    f"""CREATE TRIGGER suppression_marks_keep BEFORE UPDATE ON suppression_marks
    BEGIN SELECT RAISE(ABORT, '{_MARKED}'); END""",
)
_MARKS_ON_POSTGRES = (
    f"""CREATE FUNCTION suppression_marks_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_MARKED}'; END $$""",
    """CREATE TRIGGER suppression_marks_stay BEFORE DELETE OR UPDATE ON suppression_marks
    FOR EACH ROW EXECUTE FUNCTION suppression_marks_refuse()""",
    """CREATE TRIGGER suppression_marks_not_emptied BEFORE TRUNCATE ON suppression_marks
    FOR EACH STATEMENT EXECUTE FUNCTION suppression_marks_refuse()""",
)


def upgrade() -> None:
    """From empty on: each part makes its own tables."""
    _what_stops_mail()
    _where_mail_belongs()
    _what_left_for_a_model()
    _whose_mailboxes_are_read()
    _what_was_begun()
    op.add_column("reviews", sa.Column("told", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """In the reverse order."""
    op.drop_column("reviews", "told")
    op.drop_table("creations")
    op.drop_table("model_calls")
    _no_mailbox_is_read()
    _mail_belongs_nowhere()
    _nothing_more_stops_mail()


def _what_stops_mail() -> None:
    op.create_table(
        "ways_out",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("addresses", _JSON, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_ways_out")),
    )
    op.create_index(op.f("ix_ways_out_message_id"), "ways_out", ["message_id"])
    op.add_column("outgoing", sa.Column("complained_at", UtcDateTime(), nullable=True))
    op.create_index("ix_outgoing_complained_at", "outgoing", ["complained_at"])
    op.create_table(
        "suppression_marks",
        sa.Column("seq", _SEQ, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "reason IN ('competitor', 'customer')", name=op.f("ck_suppression_marks_ours_to_lift")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_suppression_marks")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_suppression_marks_key_reason", "suppression_marks", ["key", "reason"])
    for statement in _MARKS_ON_SQLITE if op.get_bind().dialect.name == "sqlite" else _MARKS_ON_POSTGRES:
        op.execute(statement)


def _nothing_more_stops_mail() -> None:
    op.drop_table("suppression_marks")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION suppression_marks_refuse()")
    op.drop_index("ix_outgoing_complained_at", table_name="outgoing")
    op.drop_column("outgoing", "complained_at")
    op.drop_table("ways_out")


def _where_mail_belongs() -> None:
    op.create_table(
        "filings",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_filings")),
    )
    op.add_column("mails", sa.Column("sender", sa.Text(), nullable=True))
    op.create_index("ix_mails_sender_received_at", "mails", ["sender", "received_at"])


def _mail_belongs_nowhere() -> None:
    op.drop_index("ix_mails_sender_received_at", table_name="mails")
    op.drop_column("mails", "sender")
    op.drop_table("filings")


def _whose_mailboxes_are_read() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("imap", sa.Text(), nullable=False),
        sa.Column("smtp", sa.Text(), nullable=False),
        sa.Column("connected_at", UtcDateTime(), nullable=False),
        sa.Column("disconnected_at", UtcDateTime(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailboxes")),
    )
    op.create_index("ix_mailboxes_person", "mailboxes", ["person"])
    op.create_index(
        "uq_mailboxes_one_standing",
        "mailboxes",
        ["address"],
        unique=True,
        sqlite_where=sa.text("state <> 'disconnected'"),
        postgresql_where=sa.text("state <> 'disconnected'"),
    )
    op.create_table(
        "mailbox_invitations",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_mailbox_invitations")),
    )
    op.create_index("ix_mailbox_invitations_person", "mailbox_invitations", ["person"])
    op.create_table(
        "mailbox_turns",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("held_until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_mailbox_turns")),
    )


def _no_mailbox_is_read() -> None:
    for table in ("mailbox_turns", "mailbox_invitations", "mailboxes"):
        op.drop_table(table)


def _what_left_for_a_model() -> None:
    op.create_table(
        "model_calls",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("parts", _JSON, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("ms", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("signal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_calls")),
    )
    op.create_index("ix_model_calls_at", "model_calls", ["at"])


def _what_was_begun() -> None:
    op.create_table(
        "creations",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_creations")),
    )
