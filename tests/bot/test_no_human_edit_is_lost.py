"""No edit by a person is ever overwritten: random edits around approve, choose and undo, on both CRMs.

The law, by the CRM's own history: every value that we wrote replaced exactly the value that the person whose press
made us write had been shown for that field, and each press writes at most once (once more, where the process died
before it could remember and the field is again as it was shown); and what an undo without "restore anyway" replaced,
we had written ourselves. HubSpot has no conditional write; an
edit in the instant between its check and its write is the one exception there, and then the receipt names it (when
the process dies in that instant too, and someone edits once more before it comes back, only HubSpot's history does).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.model import Receipt
from bot.standing import Standing, State
from bot.values import Value
from integrations.demo import CrmName
from tests.bot.street import PRIYA, SHOWN, Street, done, plain, street
from tests.conftest import NewUrl
from tests.engine.chaos.fate import spare

pytestmark = [pytest.mark.row("N1"), pytest.mark.row("A-07")]

VALUES = {
    "next_step": ["", "Send the revised quote 6 Mar", "Ask Jo", "Call Ünal & <b>"],
    "amount": ["", "1500", "52500.5"],
    "close_date": ["2026-02-27", "2026-06-30", "2026-08-14"],
}
FILLED = {"next_step": "Ask Jo", "amount": "9000", "close_date": "2026-09-30"}
EDITS = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name]), st.sampled_from(["sam", "lee"]))
)
Edit = tuple[str, str, str]


@dataclass(frozen=True)
class Agreed:
    """One field of one press: what was shown, what is to stand there, and whether only our own value may go."""

    field: str
    shown: Value
    value: Value
    only_ours: bool = False


class Deal(RuleBasedStateMachine):
    """One deal, its owner who answers cards, and colleagues who edit it whenever they like."""

    street: ClassVar[Street]

    def __init__(self) -> None:
        super().__init__()
        self.deal = next(self.street.free)
        self.agreed: list[Agreed] = []
        self.died = False
        self.standings: list[Standing] = []
        self.waiting: list[str] = []
        self.checked = dict.fromkeys(SHOWN, 0)

    # people

    @rule(edit=EDITS)
    def a_colleague_edits(self, edit: Edit) -> None:
        name, value, by = edit
        self.street.town.edit(self.deal, name, value, by)

    @rule()
    def the_feed_brings_the_deal(self) -> None:
        self.street.look(self.deal)

    @precondition(lambda self: self.now(State.OPEN))
    @rule(fill=st.booleans())
    def she_approves(self, fill: bool) -> None:
        standing = self.now(State.OPEN)[0]
        edits = {name: FILLED[name] for name in standing.proposal.needs} if fill else {}
        changes = [c for c in standing.proposal.changes() if c.field in SHOWN]
        if done(self.street.lifecycle.answer(standing.proposal.id, PRIYA.id, edits)):
            self.agree((c.field, c.before, edits.get(c.field, c.after)) for c in changes)

    @precondition(lambda self: self.now(State.STALE, State.PARTIAL))
    @rule(mine=st.booleans())
    def she_chooses(self, mine: bool) -> None:
        standing = self.now(State.STALE, State.PARTIAL)[0]
        stale = standing.stale
        if done(self.street.lifecycle.choose(standing.proposal.id, PRIYA.id, mine=mine)) and mine and stale:
            self.agree((clash.change.field, clash.theirs, clash.change.after) for clash in stale.clashes)

    @precondition(lambda self: self.now(State.FAILED, State.PARTIAL))
    @rule()
    def she_tries_again(self) -> None:
        standing = self.now(State.FAILED, State.PARTIAL)[0]
        self.street.lifecycle.retry(standing.proposal.id, PRIYA.id)

    @precondition(lambda self: self.undoable())
    @rule(anyway=st.booleans())
    def she_undoes(self, anyway: bool) -> None:
        standing, receipt = self.undoable()[-1]
        changes = [change for applied in receipt.done() for change in applied.changes]
        stale = standing.stale if anyway else None
        theirs = {clash.change.field: clash.theirs for clash in stale.clashes} if stale else {}
        if done(self.street.lifecycle.undo(receipt.id, PRIYA.id, force=anyway)):
            self.agree((c.field, theirs.get(c.field, c.after), c.before) for c in changes if c.field in SHOWN)

    # the machine

    @precondition(lambda self: self.waiting)
    @rule(meanwhile=st.none() | EDITS, dies=st.booleans())
    def it_is_carried_out(self, meanwhile: Edit | None, dies: bool) -> None:
        self.died = self.died or dies
        if meanwhile is not None:
            self.street.town.wire.arrived = self.once(meanwhile)
        try:
            self.street.run(self.waiting[0], dies=dies)
        finally:
            spare(self.street.town)

    @invariant()
    def it_stands_somewhere(self) -> None:
        """Looked up once a step, for all rules."""
        self.standings = self.street.of(self.deal)
        self.waiting = self.street.queued(self.deal)

    @invariant()
    def what_we_wrote_replaced_what_was_shown(self) -> None:
        for name in SHOWN:
            history = self.street.town.history(self.deal, name)
            for place in range(max(self.checked[name], 1), len(history)):
                value, ours = history[place]
                if ours:
                    self.was_agreed(name, history[place - 1], plain(name, value))
            self.checked[name] = len(history)

    # what the above is made of

    def now(self, *states: State) -> list[Standing]:
        return [s for s in self.standings if s.state in states]

    def undoable(self) -> list[tuple[Standing, Receipt]]:
        held = self.now(State.DONE, State.PARTIAL)
        return [(s, r) for s in held if s.receipt and (r := self.street.lifecycle.receipt(s.receipt))]

    def once(self, edit: Edit) -> Callable[[int, str], None]:
        """That edit slips in between our look and our write."""
        waiting = [edit]

        def strike(_number: int, method: str) -> None:
            if method == "PATCH" and waiting:
                name, value, by = waiting.pop()
                self.street.town.edit(self.deal, name, value, by)

        return strike

    def agree(self, some: Iterable[tuple[str, Value, Value]], *, only_ours: bool = False) -> None:
        self.agreed += [
            Agreed(name, plain(name, shown), plain(name, value), only_ours) for name, shown, value in some
        ]

    def was_agreed(self, name: str, replaced: tuple[str, bool], value: Value) -> None:
        before, was_ours = plain(name, replaced[0]), replaced[1]
        for each in self.agreed:
            if (each.field, each.shown, each.value) == (name, before, value) and (
                was_ours or not each.only_ours
            ):
                if not self.died:
                    self.agreed.remove(each)
                return
        if self.street.town.crm == "hubspot" and self.died:
            return
        told = " ".join(text for r in self.street.receipts(self.deal) for a in r.done() for text in a.overran)
        slipped_in = self.street.town.crm == "hubspot" and f"set {name}" in told
        assert slipped_in, (
            f"{name}: {replaced!r} became {value!r}, and nobody had agreed to that: {self.agreed}"
        )


@pytest.mark.parametrize(
    "examples", [20, pytest.param(150, marks=[pytest.mark.long, pytest.mark.timeout(1200)])]
)
@pytest.mark.parametrize("crm", ["hubspot", "salesforce"])
def test_what_people_write_is_replaced_only_by_whom_it_was_shown_to(
    crm: CrmName, examples: int, sqlite_url_factory: NewUrl
) -> None:
    how = settings(
        max_examples=examples,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        phases=[
            Phase.explicit,
            Phase.generate,
        ],  # each example uses up a deal, so a failure is shown as it was found
        suppress_health_check=list(HealthCheck),
    )
    with street(crm, 3 * examples, sqlite_url_factory()) as place:
        run_state_machine_as_test(type("Deal", (Deal,), {"street": place}), settings=how)


@pytest.mark.parametrize("crm", ["hubspot", "salesforce"])
def test_a_value_that_a_colleague_gave_before_us_is_not_taken_away_by_undo(
    crm: CrmName, sqlite_url_factory: NewUrl
) -> None:
    with street(crm, 2, sqlite_url_factory()) as place:
        deal = next(place.free)
        place.look(deal)
        (standing,) = place.of(deal)
        (change,) = standing.proposal.changes()
        place.lifecycle.answer(standing.proposal.id, PRIYA.id, {})
        place.town.edit(deal, "next_step", str(change.after), "sam")
        place.run(place.engine.queue[0])
        (receipt,) = place.receipts(deal)

        answer = place.lifecycle.undo(receipt.id, PRIYA.id)
        for queued in list(place.engine.queue):
            place.run(queued)

        assert place.town.history(deal, "next_step")[-1] == (change.after, False), answer.said


@pytest.mark.parametrize("crm", ["hubspot", "salesforce"])
def test_a_value_that_we_wrote_before_we_died_is_ours_to_take_back(
    crm: CrmName, sqlite_url_factory: NewUrl
) -> None:
    with street(crm, 2, sqlite_url_factory()) as place:
        deal = next(place.free)
        place.look(deal)
        (standing,) = place.of(deal)
        place.lifecycle.answer(standing.proposal.id, PRIYA.id, {})
        place.run(place.engine.queue[0], dies=True)
        place.run(place.engine.queue[0])
        (receipt,) = place.receipts(deal)

        place.lifecycle.undo(receipt.id, PRIYA.id)
        place.run(place.engine.queue[0])

        assert place.town.history(deal, "next_step")[-1] == ("", True)


def test_an_edit_in_the_instant_of_the_write_is_named_even_when_we_died_right_after(
    sqlite_url_factory: NewUrl,
) -> None:
    with street("hubspot", 2, sqlite_url_factory()) as place:
        deal = next(place.free)
        place.look(deal)
        (standing,) = place.of(deal)
        place.lifecycle.answer(standing.proposal.id, PRIYA.id, {})
        slipped = iter([True])

        def edit_first(_number: int, method: str) -> None:
            if method == "PATCH" and next(slipped, False):
                place.town.edit(deal, "next_step", "Ask Jo", "sam")

        place.town.wire.arrived = edit_first
        place.run(place.engine.queue[0], dies=True)
        place.run(place.engine.queue[0])

        (receipt,) = place.receipts(deal)
        assert "Sam Whitfield set next_step" in " ".join(text for a in receipt.done() for text in a.overran)
