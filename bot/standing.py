"""Where a proposal stands, and which moves there are."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from pydantic.dataclasses import dataclass

from bot.model import Approval, DismissReason, Proposal, Verdict
from bot.operations.shape import Stale

CANCELLED_IT = " cancelled it"  # behind the name of who did


class State(StrEnum):
    """Where a proposal stands: the one state column (architecture §1)."""

    OPEN = "open"
    HELD = "held"
    APPROVED = "approved"
    EXECUTING = "executing"
    DONE = "done"
    UNDONE = "undone"
    DISMISSED = "dismissed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    STALE = "stale"
    FAILED = "failed"
    PARTIAL = "partial"
    IN_DOUBT = "in_doubt"


MOVES: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset(
        {State.APPROVED, State.HELD, State.DISMISSED, State.EXPIRED, State.WITHDRAWN, State.REFUSED}
    ),
    State.HELD: frozenset({State.APPROVED, State.CANCELLED, State.PARTIAL}),
    State.CANCELLED: frozenset({State.OPEN}),  # whoever cancelled it to put something right brings it back
    State.APPROVED: frozenset({State.EXECUTING}),
    State.EXECUTING: frozenset(
        {
            State.APPROVED,  # put back untouched: the CRM connection is revoked, or everything is paused
            State.DONE,
            State.STALE,
            State.FAILED,
            State.PARTIAL,
            State.IN_DOUBT,
            State.REFUSED,
        }
    ),
    State.DONE: frozenset({State.UNDONE}),
    State.PARTIAL: frozenset({State.UNDONE, State.APPROVED, State.HELD}),
    State.STALE: frozenset(
        {State.APPROVED, State.HELD, State.DISMISSED}
    ),  # "use mine" or "keep theirs", by a person
    State.FAILED: frozenset({State.APPROVED, State.HELD, State.DISMISSED}),
    State.IN_DOUBT: frozenset({State.APPROVED, State.HELD, State.DONE, State.DISMISSED}),
}


@dataclass(frozen=True)
class Standing:
    """A proposal and where it stands. `asked` may answer it; `said` is why it stands where it does."""

    proposal: Proposal
    state: State
    version: int
    asked: str
    verdict: Verdict
    attempt: int = 0
    approval: Approval | None = None
    stale: Stale | None = None
    receipt: str | None = None  # the id of its latest receipt
    said: str = ""
    dismissed: DismissReason | None = None
    due_at: datetime | None = None
    moved_at: datetime | None = None

    @property
    def comes_back(self) -> bool:
        """Whether a person cancelled it, and may bring it back; what a rule has stopped stays stopped."""
        return self.state is State.CANCELLED and self.said.endswith(CANCELLED_IT)

    @property
    def if_cancelled(self) -> State:
        """Where it goes when its hold is cancelled: what an earlier try has done stays done, with its receipt."""
        return State.PARTIAL if self.receipt else State.CANCELLED
