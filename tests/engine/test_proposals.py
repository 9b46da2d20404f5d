from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from bot.model import Approval, DismissReason
from bot.operations.shape import Clash, Stale
from bot.standing import MOVES, Standing, State
from bot.values import RecordRef
from store.memory import SqlMemory
from tests.engine.made import ASKED, CHANGE, DEAL, NOON, proposal, standing

AtOnce = Callable[[int, Callable[[], Any]], list[Any]]
LATER = NOON + timedelta(hours=1)


def add(memory: SqlMemory, *some: Standing) -> None:
    with memory.begin() as tx:
        assert all(memory.proposals.add(tx, one) for one in some)


def read(memory: SqlMemory, name: str = "p1") -> Standing:
    with memory.begin() as tx:
        found = memory.proposals.get(tx, name)
    assert found is not None
    return found


def test_a_proposal_comes_back_as_it_was(memory: SqlMemory) -> None:
    add(memory, standing(due_at=LATER))

    back = read(memory)
    assert back.proposal == proposal()
    assert (back.state, back.version, back.asked) == (State.OPEN, 0, "priya")
    assert (back.verdict, back.due_at, back.moved_at) == (ASKED, LATER, NOON)
    with memory.begin() as tx:
        assert memory.proposals.get(tx, "nobody") is None


def test_a_record_has_one_open_proposal_per_workflow(memory: SqlMemory) -> None:
    add(memory, standing("p1"))

    with memory.begin() as tx:
        assert not memory.proposals.add(tx, standing("p2"))
        assert memory.proposals.add(tx, standing("p3", workflow="enrichment"))
        assert memory.proposals.add(tx, standing("p4", deal="O2"))
        assert memory.proposals.move(tx, standing("p1"), State.EXPIRED, at=LATER)
        assert memory.proposals.add(tx, standing("p2"))
        found = memory.proposals.open_on(tx, DEAL, "crm_hygiene")
        assert found is not None
        assert found.proposal.id == "p2"
        assert memory.proposals.open_on(tx, RecordRef("deal", "O9"), "crm_hygiene") is None


def test_of_eight_who_answer_at_once_one_wins(memory: SqlMemory, at_once: AtOnce) -> None:
    add(memory, standing())
    seen = read(memory)

    def approve() -> bool:
        with memory.begin() as tx:
            moved = memory.proposals.move(tx, seen, State.APPROVED, at=LATER, said="approved", attempt=1)
            if moved:
                memory.engine.submit(tx, "act:p1:1")
            return moved

    assert sorted(at_once(8, approve)) == [False] * 7 + [True]
    assert (read(memory).state, read(memory).version, read(memory).attempt) == (State.APPROVED, 1, 1)
    assert memory.engine.live(["act:p1:1"]) == {"act:p1:1"}


def test_a_move_from_what_no_longer_stands_changes_nothing(memory: SqlMemory) -> None:
    add(memory, standing())
    seen = read(memory)
    with memory.begin() as tx:
        assert memory.proposals.move(tx, seen, State.OPEN, at=LATER, asked="sam", said="needs a manager")

    with memory.begin() as tx:
        assert not memory.proposals.move(tx, seen, State.DISMISSED, at=LATER)
    assert (read(memory).state, read(memory).asked) == (State.OPEN, "sam")
    assert read(memory).moved_at == NOON, "it has been open since it was made"


def test_a_move_outside_the_table_is_refused_before_it_reaches_the_database(memory: SqlMemory) -> None:
    add(memory, standing())
    allowed = {(start, end) for start, ends in MOVES.items() for end in ends} | {(s, s) for s in State}

    with memory.begin() as tx:
        for start, end in product(State, State):
            stands = standing("elsewhere", state=start)
            if (start, end) in allowed:
                assert not memory.proposals.move(tx, stands, end, at=LATER), "there is no such proposal"
            else:
                with pytest.raises(ValueError, match="cannot go from"):
                    memory.proposals.move(tx, stands, end, at=LATER)


def test_a_move_leaves_what_it_does_not_name(memory: SqlMemory) -> None:
    add(memory, standing(due_at=LATER))
    approval = Approval(
        "priya", "Priya Shah", "U1", "005", granted=True, at=LATER, edits={"next_step": "Call"}
    )
    edited = proposal(points=7.0, headline="Acme, edited")
    stale = Stale(DEAL, (Clash(CHANGE, "theirs", by="Lee", at=LATER),))
    with memory.begin() as tx:
        memory.proposals.move(
            tx, read_in(memory, tx), State.APPROVED, at=LATER, approval=approval, proposal=edited, attempt=1
        )
        memory.proposals.move(tx, read_in(memory, tx), State.EXECUTING, at=LATER, said="being carried out")
        memory.proposals.move(tx, read_in(memory, tx), State.STALE, at=LATER, stale=stale, receipt="r1")

    back = read(memory)
    assert (back.approval, back.proposal, back.stale) == (approval, edited, stale)
    assert (back.due_at, back.attempt, back.receipt, back.said) == (LATER, 1, "r1", "")
    assert (back.version, back.moved_at) == (3, LATER)


def read_in(memory: SqlMemory, tx: Any) -> Standing:
    found = memory.proposals.get(tx, "p1")
    assert found is not None
    return found


def test_what_waits_for_a_person_is_listed_best_first_then_oldest(memory: SqlMemory) -> None:
    add(
        memory,
        standing("late", deal="O1", points=5, created_at=LATER),
        standing("best", deal="O2", points=9),
        standing("early", deal="O3", points=5),
        standing("sams", deal="O4", points=50, asked="sam"),
        standing("done", deal="O5", points=50, state=State.DONE),
    )

    with memory.begin() as tx:
        found = memory.proposals.asked_of(tx, "priya", [State.OPEN])
        everything = memory.proposals.recent(tx, person="priya")
    assert [one.proposal.id for one in found] == ["best", "early", "late"]
    assert everything[0].proposal.id == "late"
    assert len(everything) == 5, "what is hers, and what she is asked"


def test_a_dismissed_set_of_findings_stays_quiet_until_it_changes(memory: SqlMemory) -> None:
    add(memory, standing("p1", fingerprint="f1"))
    with memory.begin() as tx:
        assert not memory.proposals.is_quiet(tx, DEAL, "crm_hygiene", "f1")
        memory.proposals.move(
            tx, read_in(memory, tx), State.DISMISSED, at=LATER, dismissed=DismissReason.WRONG
        )

        assert memory.proposals.is_quiet(tx, DEAL, "crm_hygiene", "f1")
        assert not memory.proposals.is_quiet(tx, DEAL, "crm_hygiene", "f2")
        assert not memory.proposals.is_quiet(tx, RecordRef("deal", "O2"), "crm_hygiene", "f1")
        assert not memory.proposals.is_quiet(tx, DEAL, "enrichment", "f1")


def test_what_was_undone_is_not_proposed_again_until_it_changes(memory: SqlMemory) -> None:
    add(memory, standing("p1", state=State.DONE, fingerprint="f1"))
    with memory.begin() as tx:
        memory.proposals.move(tx, read_in(memory, tx), State.UNDONE, at=LATER)

        assert memory.proposals.is_quiet(tx, DEAL, "crm_hygiene", "f1")
        assert not memory.proposals.is_quiet(tx, DEAL, "crm_hygiene", "f2")


def test_never_is_quiet_whatever_changes(memory: SqlMemory) -> None:
    add(memory, standing("p1", fingerprint="f1"))
    with memory.begin() as tx:
        memory.proposals.move(
            tx, read_in(memory, tx), State.DISMISSED, at=LATER, dismissed=DismissReason.NEVER
        )

        assert memory.proposals.is_quiet(tx, DEAL, "crm_hygiene", "f2")


def test_what_entered_a_state_before_a_moment_and_what_is_due_can_be_found(memory: SqlMemory) -> None:
    add(
        memory,
        standing("old", deal="O1", created_at=NOON, due_at=NOON),
        standing("new", deal="O2", created_at=LATER, due_at=LATER),
        standing("held", deal="O3", state=State.HELD),
    )

    with memory.begin() as tx:
        before = memory.proposals.in_states(tx, [State.OPEN], before=LATER)
        both = memory.proposals.in_states(tx, [State.OPEN, State.HELD], limit=2)
        due = memory.proposals.due(tx, [State.OPEN, State.HELD], before=NOON)
    assert [one.proposal.id for one in before] == ["old"]
    assert len(both) == 2
    assert [one.proposal.id for one in due] == ["old"]
