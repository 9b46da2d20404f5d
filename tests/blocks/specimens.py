"""One proposal in every state, as the facts a card is drawn from."""

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model import (
    Approval,
    Check,
    Choice,
    Decision,
    DismissReason,
    Facts,
    Proposal,
    Receipt,
    ReceiptLine,
    ScorePart,
    Verdict,
)
from bot.operations import Applied, Clash, Operation, SetPrimaryContact, Stale, UpdateFields
from bot.records import FieldSchema, Option
from bot.showing import CardFacts
from bot.standing import Standing, State
from bot.values import Change, Evidence, Person, RecordRef, UndoKind

NOW = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
DEAL = RecordRef("deal", "9001")
LINK = "https://app.hubspot.com/contacts/1/record/0-3/9001"
PRIYA = Person("P", "Priya Nair", "priya@northwind.example", "America/New_York", "U0PRIYA", "71", "D")
DANA = Person("D", "Dana Whitfield", "dana@northwind.example", "America/New_York", "U0DANA", "74")

NEXT_STEP = Change("next_step", "Next step", "text", None, "Security review call 5 Mar")
CLOSE_DATE = Change("close_date", "Close date", "date", "2026-01-31", None)
AMOUNT = Change("amount", "Amount", "money", None, None, unit="USD")
STAGE = Change("stage", "Stage", "stage", "s1", "s2", "Discovery", "Proposal")
CONTACT = Change("primary_contact", "Primary contact", "contact", None, "501", None, "Jo Park")

FIELDS = {
    "stage": FieldSchema(
        "stage", "Stage", "stage", True, (Option("s1", "Discovery"), Option("s2", "Proposal"))
    ),
    "next_step": FieldSchema("next_step", "Next step", "text", True, max_length=255),
    "close_date": FieldSchema("close_date", "Close date", "date", True),
    "amount": FieldSchema("amount", "Amount", "money", True),
}


def update(*changes: Change, name: str = "Northwind – Platform") -> UpdateFields:
    return UpdateFields(DEAL, name, changes)


def proposal(*operations: Operation, **more: Any) -> Proposal:
    """O1's next step, unless told otherwise."""
    facts: dict[str, Any] = {
        "id": "01JNQ0000000000000000000O1",
        "workflow": "crm_hygiene",
        "signal": "hubspot:deal:9001:2026-03-03T14:00:00Z",
        "rule": "an open deal has an empty next step",
        "record": DEAL,
        "record_name": "Northwind – Platform",
        "record_link": LINK,
        "headline": "Northwind – Platform: set the next step",
        "reason": "The next step is empty, and a security review call is in the calendar for 5 Mar.",
        "operations": operations or (update(NEXT_STEP),),
        "evidence": (
            Evidence("e1", "Next step is empty", "the deal in the CRM", NOW, 1.0, DEAL, LINK),
            Evidence(
                "e2",
                "Security review call, 5 Mar 2026",
                "meeting in the CRM's calendar",
                NOW,
                0.97,
                None,
                LINK,
            ),
        ),
        "owner": "P",
        "deadline": NOW + timedelta(days=1, hours=9),
        "outcome": "no data yet",
        "if_ignored": "the deal has no agreed next step in the forecast",
        "confidence": 0.97,
        "fingerprint": "f1",
        "facts": Facts("deal", "s1", "Discovery", 1, "48000", "USD"),
        "created_at": NOW,
        "score": (ScorePart("next step empty", 30.0), ScorePart("amount", 4.8)),
    }
    return Proposal(**(facts | more))


def standing(state: State = State.OPEN, of: Proposal | None = None, **more: Any) -> Standing:
    checks = (
        Check("reason_and_evidence", "it has a reason and evidence", True),
        Check("autonomy", "crm_hygiene may not run alone", False),
    )
    verdict = Verdict(Decision.ASK, "owner_decides", "Priya Nair owns this", "P", checks)
    known: dict[str, Any] = {"asked": "P", "verdict": verdict}
    return Standing(of or proposal(), state, 1, **(known | more))


def approval(**more: Any) -> Approval:
    given: dict[str, Any] = {"granted": True, "at": NOW, "edits": {}}
    return Approval("P", "Priya Nair", "U0PRIYA", "71", **(given | more))


def receipt(of: Proposal | None = None, **more: Any) -> Receipt:
    source = of or proposal()
    lines = tuple(
        ReceiptLine(
            operation,
            operation.summary(),
            "done",
            operation.changes(),
            "200 OK at 2026-03-03T14:00:05Z",
            False,
            Applied(DEAL, operation.changes(), False, "200 OK"),
        )
        for operation in source.operations
    )
    facts: dict[str, Any] = {
        "id": "R-01JNQ00000000000000000RC01",
        "proposal": source.id,
        "execution": f"act:{source.id}:1",
        "signal": source.signal,
        "workflow": source.workflow,
        "record": DEAL,
        "record_name": source.record_name,
        "record_link": LINK,
        "verb": "updated",
        "lines": lines,
        "approver": "P",
        "approver_name": "Priya Nair",
        "approver_slack": "U0PRIYA",
        "approver_crm": "71",
        "approved_at": NOW,
        "executed_at": NOW + timedelta(seconds=2),
        "reason": source.reason,
        "evidence": ("e1", "e2"),
        "undo": UndoKind.EXACT,
    }
    return Receipt(**(facts | more))


def facts(at: Standing | None = None, **more: Any) -> CardFacts:
    shown: dict[str, Any] = {
        "standing": at or standing(),
        "person": "P",
        "owner": PRIYA,
        "asked": PRIYA,
        "now": NOW,
        "crm_name": "HubSpot",
        "fields": FIELDS,
    }
    return CardFacts(**(shown | more))


def clash(change: Change = NEXT_STEP, theirs: str | None = "Send the MSA to Jo") -> Clash:
    return Clash(change, theirs, None, "Sam Ortiz", NOW - timedelta(minutes=4))


def needing() -> Proposal:
    """Three gaps at once, of which a person must fill two."""
    contact = SetPrimaryContact(DEAL, "Northwind – Platform", CONTACT)
    return proposal(
        update(NEXT_STEP, CLOSE_DATE, AMOUNT),
        contact,
        headline="Northwind – Platform: 4 things are missing",
        reason="Next step, amount and primary contact are empty, and the close date 31 Jan 2026 has passed.",
        needs=("close_date", "amount"),
        choices=(
            Choice("primary_contact", "501", "Jo Park", "3 meetings since January", 3.0),
            Choice("primary_contact", "502", "Alex Reyes", "1 mail in February", 1.0),
        ),
    )


def every_state() -> dict[str, CardFacts]:
    """A card of each kind, by a name."""
    two = proposal(update(NEXT_STEP), SetPrimaryContact(DEAL, "Northwind – Platform", CONTACT))
    lines = receipt(two).lines
    broken = dataclasses.replace(
        lines[1], state="failed", answer="HubSpot says the contact is not on this company", applied=None
    )
    in_part = receipt(two, lines=(lines[0], broken))
    back = receipt(
        proposal(update(NEXT_STEP.turned())),
        id="R-01JNQ00000000000000000RC02",
        verb="undid",
        undoes="R-01JNQ00000000000000000RC01",
    )
    done = standing(State.DONE, approval=approval(), receipt=receipt().id)
    following = {"next": standing(of=needing()), "more": 2}
    stale = Stale(DEAL, (clash(),))
    overwritten = Stale(DEAL, (clash(NEXT_STEP.turned()),))
    over = Verdict(
        Decision.ASK,
        "guardrail:1",
        "Every deal over 25,000 USD needs the manager's approval; its amount is 48,000 USD",
        "D",
    )
    no = approval(granted=False, reason="not_now")
    pause = "Everything is paused by Omar Haddad: quarter end freeze"
    failed = "HubSpot does not allow the value: Close date must not lie in the past"
    return {
        "open": facts(),
        "open_needs_you": facts(standing(of=needing())),
        "open_paused": facts(paused=pause),
        "open_waiting_for_manager": facts(standing(asked="D", verdict=over), asked=DANA),
        "open_for_manager": facts(standing(asked="D", verdict=over), asked=DANA, person="D"),
        "approved": facts(standing(State.APPROVED, approval=approval())),
        "approved_paused": facts(standing(State.APPROVED, approval=approval()), paused=pause),
        "executing": facts(standing(State.EXECUTING, approval=approval())),
        "held": facts(standing(State.HELD, due_at=NOW, approval=approval())),
        "done": facts(done, receipt=receipt(), note="written", **following),
        "done_note_pending": facts(done, receipt=receipt(), note="pending: HubSpot is busy"),
        "done_by_word": facts(standing(State.DONE, said="Priya Nair looked and says it was done")),
        "undoing": facts(dataclasses.replace(done, said="undoing"), receipt=receipt(), note="written"),
        "undo_conflict": facts(
            dataclasses.replace(
                done, said="not undone: the record changed after this receipt", stale=overwritten
            ),
            receipt=receipt(),
            note="written",
        ),
        "undone": facts(
            standing(State.UNDONE, approval=approval()),
            receipt=receipt(),
            undo=back,
            note="written",
            **following,
        ),
        "dismissed": facts(
            standing(
                State.DISMISSED, said="dismissed: not now", approval=no, dismissed=DismissReason.NOT_NOW
            ),
            **following,
        ),
        "withdrawn": facts(
            standing(State.WITHDRAWN, said="Nothing is left to do: the record was put right meanwhile.")
        ),
        "expired": facts(standing(State.EXPIRED)),
        "cancelled": facts(standing(State.CANCELLED, said="a reply came first")),
        "cancelled_by_a_person": facts(standing(State.CANCELLED, said="Priya Nair cancelled it")),
        "refused": facts(standing(State.REFUSED, said="not allowed: the deal is closed")),
        "stale": facts(standing(State.STALE, approval=approval(), stale=stale)),
        "failed": facts(standing(State.FAILED, approval=approval(), said=failed)),
        "partial": facts(
            standing(State.PARTIAL, two, approval=approval(), said="HubSpot refused the second change"),
            receipt=in_part,
            note="written",
        ),
        "partial_stale": facts(
            standing(State.PARTIAL, two, approval=approval(), said="the record had changed", stale=stale),
            receipt=in_part,
            note="written",
        ),
        "in_doubt": facts(
            standing(
                State.IN_DOUBT, approval=approval(), said="the connection broke in the middle of the write"
            )
        ),
        "retired": facts(retired=True),
    }
