"""Everything we remember about mail, behind the ports of bot/mailroom.py."""

from store.filings import SqlFilings
from store.mailboxes import SqlMailboxes
from store.mails import SqlMails, SqlReviews
from store.outgoing import SqlHalts, SqlOutgoing, SqlWaysOut
from store.reminders import SqlReminders
from store.suppressions import SqlSuppressions


class SqlMailroom:
    """The mailroom on a database."""

    def __init__(self) -> None:
        self.suppressions = SqlSuppressions()
        self.outgoing = SqlOutgoing()
        self.ways_out = SqlWaysOut()
        self.halts = SqlHalts()
        self.reminders = SqlReminders()
        self.mails = SqlMails()
        self.reviews = SqlReviews()
        self.filings = SqlFilings()
        self.mailboxes = SqlMailboxes()
