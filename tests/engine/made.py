"""Nouns for the tests of the store, each with only what a test wants to say about it."""

import contextlib
import dataclasses
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bot.model import (
    Decision,
    Facts,
    Proposal,
    Receipt,
    ReceiptLine,
    ScorePart,
    Signal,
    Verdict,
)
from bot.operations import Applied, UpdateFields
from bot.standing import Standing, State
from bot.values import Change, Evidence, RecordRef, UndoKind

NOON = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
DEAL = RecordRef("deal", "O1")
CHANGE = Change("next_step", "Next step", "text", "", "Call Dana, März 4th 🦊")
UPDATE = UpdateFields(DEAL, "Acme", (CHANGE,))
ASKED = Verdict(Decision.ASK, "nothing_runs_alone", "by default a person decides", "priya")


class Begins(Protocol):
    def begin(self) -> AbstractContextManager[Any]: ...


class _ThinkAgainError(Exception):
    pass


@contextlib.contextmanager
def rolled_back(store: Begins) -> Iterator[Any]:
    """A transaction in which something goes wrong at the very end."""
    with contextlib.suppress(_ThinkAgainError), store.begin() as tx:
        yield tx
        raise _ThinkAgainError


def signal(name: str = "s1", **rest: Any) -> Signal:
    given: dict[str, Any] = {"id": name, "kind": "deal.changed", "source": "crm", "at": NOON}
    return Signal(**(given | rest))


def proposal(name: str = "p1", *, deal: str = "O1", points: float = 1.0, **rest: Any) -> Proposal:
    ref = RecordRef("deal", deal)
    given: dict[str, Any] = {
        "id": name,
        "workflow": "crm_hygiene",
        "signal": "s1",
        "rule": "an open deal has a next step",
        "record": ref,
        "record_name": "Acme",
        "record_link": "https://crm.example/O1",
        "headline": "Acme has no next step",
        "reason": "the next meeting says what it is",
        "operations": (dataclasses.replace(UPDATE, record=ref),),
        "evidence": (Evidence("e1", "A meeting on March 4th", "the CRM", NOON, 1.0),),
        "owner": "priya",
        "deadline": NOON + timedelta(days=1),
        "outcome": "no data yet",
        "if_ignored": "it stays empty",
        "confidence": 0.9,
        "fingerprint": "f1",
        "facts": Facts("deal", "discovery"),
        "created_at": NOON,
        "score": (ScorePart("amount", points),),
    }
    return Proposal(**(given | rest))


def standing(name: str = "p1", *, state: State = State.OPEN, asked: str = "priya", **rest: Any) -> Standing:
    inner = {key: rest.pop(key) for key in ("due_at", "approval", "attempt") if key in rest}
    return Standing(
        proposal=proposal(name, **rest), state=state, version=0, asked=asked, verdict=ASKED, **inner
    )


def receipt(name: str = "r1", proposal_id: str = "p1") -> Receipt:
    applied = Applied(DEAL, (CHANGE,), atomic=True, answer="204 No Content")
    line = ReceiptLine(UPDATE, UPDATE.summary(), "done", (CHANGE,), applied.answer, True, applied)
    return Receipt(
        id=name,
        proposal=proposal_id,
        execution=f"act:{proposal_id}:1",
        signal="s1",
        workflow="crm_hygiene",
        record=DEAL,
        record_name="Acme",
        record_link="https://crm.example/O1",
        verb="updated",
        lines=(line,),
        approver="priya",
        approver_name="Priya Shah",
        approver_slack="U1",
        approver_crm="005",
        approved_at=NOON,
        executed_at=NOON + timedelta(seconds=2, microseconds=1),
        reason="the next meeting says what it is",
        evidence=("A meeting on March 4th",),
        undo=UndoKind.EXACT,
    )
