"""What is shown: everything that drawing a card or a "Why?" needs, gathered once, so that drawing stays pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.model import Receipt, Signal
from bot.records import FieldSchema
from bot.standing import Standing
from bot.values import Person


@dataclass(frozen=True)
class CardFacts:
    """One proposal as one person's card shows it.

    Args:
        standing: the proposal and where it stands.
        person: whose card this is (a Person's id); only who is asked gets buttons that decide.
        owner: who owns the record.
        asked: who may answer.
        now: business time, aware, UTC.
        crm_name: "Salesforce" or "HubSpot", as people read it.
        receipt: its latest receipt.
        undo: the receipt that took it back.
        next: the best proposal that waits for this person and has no card yet.
        more: how many others wait for this person, with a card or without.
        fields: the CRM's schema of the fields it changes, by neutral name; empty when the CRM did not tell.
        note: the state of the CRM note, as `Notes.state` says it.
        paused: who paused everything and why, or why the queue stands still, as a sentence.
        retired: made by an older version that this one cannot carry out.
    """

    standing: Standing
    person: str
    owner: Person
    asked: Person
    now: datetime
    crm_name: str
    receipt: Receipt | None = None
    undo: Receipt | None = None
    next: Standing | None = None
    more: int = 0
    fields: Mapping[str, FieldSchema] = field(default_factory=dict)
    note: str = ""
    paused: str | None = None
    retired: bool = False


@dataclass(frozen=True)
class Why:
    """What stands behind a card (A-31): the signal, the rule, the evidence and every guardrail looked at."""

    standing: Standing
    owner: Person
    asked: Person
    workflow: str  # its title
    signal: Signal | None = None
    guardrails: Mapping[str, str] = field(default_factory=dict)
