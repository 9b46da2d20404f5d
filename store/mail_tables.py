"""The tables about mail. Moments are business time.

Rows of `suppressions` stay for ever: triggers of the database (migration 0002) refuse to delete one and to change
anything but the clear text, which may be blanked; `suppression_marks` only grows (0003). A batch migration on SQLite
copies a table without its triggers, so one that touches these tables has to make them again.
"""

import sqlalchemy as sa

from store import model_tables
from store.columns import Json, Seq, count, key, maybe, moment, text

metadata = model_tables.metadata

suppressions = sa.Table(
    "suppressions",
    metadata,
    key(),
    text("key"),  # the digest of the address or domain
    text("reason"),
    maybe("clear"),
    text("said"),
    text("source"),
    moment("at"),
    text("by"),
    sa.UniqueConstraint("key", "reason"),
    sa.Index("ix_suppressions_reason_at", "reason", "at"),
)

# What became of a suppression that a person may lift: the latest mark counts. Only added to, as the triggers say.
suppression_marks = sa.Table(
    "suppression_marks",
    metadata,
    sa.Column("seq", Seq, primary_key=True, autoincrement=True),
    text("key"),
    text("reason"),
    text("mark"),  # released, renewed
    text("said"),
    text("by"),
    moment("at"),
    sa.CheckConstraint("reason IN ('competitor', 'customer')", name="ours_to_lift"),
    sa.Index("ix_suppression_marks_key_reason", "key", "reason"),
    sqlite_autoincrement=True,
)

outgoing = sa.Table(
    "outgoing",
    metadata,
    key("message_id"),
    sa.Column("key", sa.Text, nullable=False, index=True),
    text("to"),
    moment("at"),
    text("state"),
    text("said"),
    moment("complained_at", required=False),  # when its recipient reported it as spam
    sa.Index("ix_outgoing_state_at", "state", "at"),
    sa.Index("ix_outgoing_complained_at", "complained_at"),
)

# The link for leaving in each mail; its token is in the mail alone, here is its digest.
ways_out = sa.Table(
    "ways_out",
    metadata,
    key("digest"),
    sa.Column("message_id", sa.Text, nullable=False, index=True),
    sa.Column("addresses", Json, nullable=False),
    moment("at"),
)

# One row per halt there ever was; at most one of a key is in force.
halts = sa.Table(
    "halts",
    metadata,
    key(),
    text("key"),
    text("account"),
    text("why"),
    text("by"),
    text("source"),
    moment("at"),
    moment("cleared_at", required=False),
    maybe("cleared_by"),
    maybe("cleared_said"),
)
sa.Index(
    "uq_halts_one_in_force",
    halts.c.key,
    unique=True,
    sqlite_where=halts.c.cleared_at.is_(None),
    postgresql_where=halts.c.cleared_at.is_(None),
)

reminders = sa.Table(
    "reminders",
    metadata,
    key(),
    moment("due_at"),
    sa.Column("body", Json, nullable=False),
    text("state"),  # waiting, ended
    text("said"),
    moment("ended_at", required=False),
    sa.Index("ix_reminders_state_due_at", "state", "due_at"),
)

# Whose mail answers a reminder: digests of addresses.
reminder_watches = sa.Table(
    "reminder_watches",
    metadata,
    sa.Column("reminder", sa.Text, sa.ForeignKey(reminders.c.id), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True, index=True),
)

mails = sa.Table(
    "mails",
    metadata,
    key(),
    text("source"),
    moment("received_at"),
    sa.Column("body", Json),
    maybe("label"),
    sa.Column("confidence", sa.Double),
    maybe("decision"),
    text("unreadable"),
    sa.Column("raw", sa.LargeBinary),
    maybe("sender"),  # the digest of the address it came from
    sa.Index("ix_mails_received_at", "received_at"),
    sa.Index("ix_mails_sender_received_at", "sender", "received_at"),
)

# Which record a mail was logged on in the CRM, by its Message-ID: how a thread is known again.
filings = sa.Table(
    "filings",
    metadata,
    key("message_id"),
    text("kind"),
    text("record"),
    moment("at"),
)

reviews = sa.Table(
    "reviews",
    metadata,
    key(),
    text("queue"),
    text("subject"),
    text("person"),
    text("said"),
    moment("at"),
    moment("settled_at", required=False),
    maybe("settled_by"),
    maybe("settled_said"),
    sa.Column("told", sa.Integer, nullable=False, server_default="0"),  # how often it was brought up again
    sa.Index("ix_reviews_settled_at_at", "settled_at", "at"),
)

# A person's mailbox; its secrets are encrypted, and gone once it is disconnected.
mailboxes = sa.Table(
    "mailboxes",
    metadata,
    key(),
    text("person"),
    text("address"),
    text("imap"),
    text("smtp"),
    moment("connected_at"),
    moment("disconnected_at", required=False),
    text("state"),
    text("said"),
    sa.Index("ix_mailboxes_person", "person"),
)
sa.Index(
    "uq_mailboxes_one_standing",
    mailboxes.c.address,
    unique=True,
    sqlite_where=mailboxes.c.state != "disconnected",
    postgresql_where=mailboxes.c.state != "disconnected",
)

# One-time links to the page where a mailbox is connected; times are machine time.
mailbox_invitations = sa.Table(
    "mailbox_invitations",
    metadata,
    key("digest"),
    text("person"),
    moment("expires_at"),
    count("tries"),
    moment("used_at", required=False),
    sa.Index("ix_mailbox_invitations_person", "person"),
)

# Which process reads a mailbox just now; machine time.
mailbox_turns = sa.Table(
    "mailbox_turns",
    metadata,
    key("source"),
    text("reader"),
    moment("held_until"),
)
