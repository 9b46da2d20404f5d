"""Nouns for tests: a proposal that could really be built, with what a test cares about replaced."""

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model import Facts, Proposal
from bot.operations import SetPrimaryContact, UpdateFields
from bot.policy import HouseRules
from bot.values import Change, Evidence, Person, RecordRef

NOW = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
DEAL = RecordRef("deal", "o1")
PRIYA = Person(
    "priya", "Priya", "priya@dealhand.example", "America/New_York", "U0PRIYA", "005P", manager="dana"
)
SAM = Person("sam", "Sam", "sam@dealhand.example", "Europe/London", "U0SAM", "005S", manager="dana")
DANA = Person("dana", "Dana", "dana@dealhand.example", "America/New_York", "U0DANA", "005D")
OMAR = Person(
    "omar", "Omar", "omar@dealhand.example", "America/New_York", "U0OMAR", admin=True, manager="dana"
)
RULES = HouseRules(people=(PRIYA, SAM, DANA, OMAR))

NEXT_STEP = Change("next_step", "Next step", "text", None, "Security review call 5 Mar")


def update(*changes: Change) -> UpdateFields:
    return UpdateFields(DEAL, "Northwind – Platform", changes or (NEXT_STEP,))


def contact(after: str | None = "c1") -> SetPrimaryContact:
    change = Change("primary_contact", "Primary contact", "contact", None, after, shown_after="Jo Park")
    return SetPrimaryContact(DEAL, "Northwind – Platform", change)


def evidence(**changes: Any) -> Evidence:
    found = Evidence("meeting:m1", "Security review call, 5 Mar 2026", "meeting in the CRM", NOW, 0.97)
    return dataclasses.replace(found, **changes)


def proposal(**changes: Any) -> Proposal:
    made = Proposal(
        id="P1",
        workflow="crm_hygiene",
        signal="S1",
        rule="An open deal has a next step",
        record=DEAL,
        record_name="Northwind – Platform",
        record_link="https://crm.example/deal/o1",
        headline="Northwind – Platform: Next step is empty",
        reason="Next step is empty.",
        operations=(update(),),
        evidence=(evidence(),),
        owner="priya",
        deadline=NOW + timedelta(days=1),
        outcome="no data yet",
        if_ignored="The deal stays as it is",
        confidence=0.97,
        fingerprint="f1",
        facts=Facts("deal", "discovery", "Discovery", 1, "48000", "USD"),
        created_at=NOW,
    )
    return dataclasses.replace(made, **changes)
