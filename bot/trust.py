"""What we keep, where it goes, and what a model sees, as a declaration that `/dealhand trust` shows (A-27).

The rows are held to the code by tests: every table of the store stands in one of them, and what a model's endpoint
receives is what the rows and the questions name.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.prompting import ModelCall, Spent
from bot.questions import QUESTIONS
from bot.reading import Part, Question


@dataclass(frozen=True)
class Holding:
    """One class of what we keep: for how long, who else gets it, its tables, and what of it a model may be given."""

    what: str
    kept: str
    goes_to: str
    tables: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


HOLDINGS: tuple[Holding, ...] = (
    Holding(
        "Mail that comes in: sender's name, subject, text, signature",
        "Database, until you delete it",
        "Cards in Slack quote it; your CRM logs it",
        ("mails",),
        (Part.SUBJECT, Part.NEW_TEXT, Part.SIGNATURE, Part.SENDER_NAME),
    ),
    Holding(
        "Its addresses, headers, quoted history, names of attachments",
        "Database, until you delete it; attachments themselves are not kept, unreadable mails are, whole",
        "Addresses: cards in Slack, your CRM",
        ("mails", "filings"),
    ),
    Holding(
        "Mail that goes out",
        "Text on its card and receipt; log of Message-ID, time and a digest of the recipient",
        "Its recipients, by your mail server; your CRM logs it",
        ("outgoing", "ways_out"),
    ),
    Holding(
        "CRM records a card is about: names, the fields it shows and changes",
        "Database, until you delete it",
        "Slack; changes go to your CRM",
        ("proposals", "executions", "signals", "cards", "card_items", "card_outbox", "creations"),
    ),
    Holding(
        "Receipts: what was done, who approved it, when, why",
        "Database, for good; personal text can be erased",
        "Slack; a note in your CRM",
        ("receipts", "receipt_bodies", "chain_head", "note_outbox", "ledger"),
    ),
    Holding(
        "Who must not be written to",
        "Digest and reason for good; the clear address can be erased",
        "Opt-outs: your CRM",
        ("suppressions", "suppression_marks", "halts"),
    ),
    Holding(
        "Reminders, mails to be looked at, messages to you",
        "Database, until you delete it",
        "Slack",
        ("reminders", "reminder_watches", "reviews", "notices"),
    ),
    Holding(
        "Colleagues: name, e-mail, time zone, manager",
        "Database, read anew from Slack and the CRM",
        "Nobody",
        ("people",),
    ),
    Holding(
        "Connected mailboxes",
        "Database; passwords encrypted by SECRET_KEY",
        "The mailbox's own servers",
        ("mailboxes", "mailbox_invitations", "mailbox_turns"),
    ),
    Holding("Keys and tokens", "Environment or .env only, never the database", "The service each is for"),
    Holding(
        "Log of questions to a model: kind of text, size, digest, outcome",
        "Database, until you delete it; no word of the text",
        "Nobody",
        ("model_calls",),
    ),
    Holding(
        "Settings and bookkeeping: guardrails, pauses, how far was read",
        "Database",
        "Nobody",
        ("switches", "leases", "cursors", "claims"),
    ),
)


@dataclass(frozen=True)
class Trust:
    """What `/dealhand trust` shows. `model` is "none" and `host` empty where nothing leaves for a model."""

    model: str
    host: str
    crm_name: str
    daily_tokens: int
    today: Spent
    calls: tuple[ModelCall, ...]
    now: datetime
    holdings: tuple[Holding, ...] = HOLDINGS
    questions: tuple[Question, ...] = QUESTIONS

    def asked_for(self, part: Part) -> tuple[Question, ...]:
        """The questions that a text of that class goes along with."""
        return tuple(question for question in self.questions if part in question.parts)
