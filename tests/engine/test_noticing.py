"""A signal through the workflows: what becomes of nothing, one proposal and several."""

import dataclasses
from datetime import timedelta
from typing import Any, cast

from bot import noticing
from bot.crm import Crm
from bot.house import House
from bot.model import Proposal, Signal
from bot.readers import Readers
from bot.standing import State
from bot.values import Person
from bot.workflows.crm_hygiene import WORKFLOW
from store.memory import SqlMemory
from tests.engine.made import DEAL, NOON, proposal, signal

PRIYA = Person("priya", "Priya", "priya@acme.example", "UTC", slack_user="U1")


class Noon:
    def now(self) -> Any:
        return NOON


def house_saying(memory: SqlMemory, *proposals: Proposal) -> House:
    """A house whose one workflow says that, whatever it is told."""

    def propose(_signal: Signal, _readers: Readers) -> tuple[Proposal, ...]:
        return proposals

    workflow = dataclasses.replace(WORKFLOW, propose=propose)
    with memory.begin() as tx:
        memory.people.put(tx, [PRIYA])
    return House(memory, cast("Crm", None), Noon(), {workflow.name: workflow})


def states(memory: SqlMemory) -> dict[str, State]:
    with memory.begin() as tx:
        return {s.proposal.id: s.state for s in memory.proposals.recent(tx)}


def changed(name: str) -> Signal:
    return signal(name, kind="record_changed", record=DEAL)


def test_several_proposals_of_one_signal_are_each_answered_by_themselves(memory: SqlMemory) -> None:
    house = house_saying(memory, proposal("p1"), proposal("p2", deal="O2"))

    noticing.notice(house, changed("s1"))

    assert states(memory) == {"p1": State.OPEN, "p2": State.OPEN}


def test_saying_nothing_any_more_takes_the_open_card_back(memory: SqlMemory) -> None:
    noticing.notice(house_saying(memory, proposal("p1")), changed("s1"))
    noticing.notice(house_saying(memory), changed("s2"))

    assert states(memory) == {"p1": State.WITHDRAWN}


def test_a_new_finding_takes_the_place_of_the_older_card_on_that_record(memory: SqlMemory) -> None:
    noticing.notice(house_saying(memory, proposal("p1")), changed("s1"))
    noticing.notice(house_saying(memory, proposal("p2", fingerprint="f2")), changed("s2"))

    assert states(memory) == {"p1": State.WITHDRAWN, "p2": State.OPEN}


def test_the_same_signal_twice_is_one_card(memory: SqlMemory) -> None:
    house = house_saying(memory, proposal("p1"))

    noticing.notice(house, changed("s1"))
    noticing.notice(house, changed("s1"))

    assert states(memory) == {"p1": State.OPEN}


def test_a_yes_that_is_still_under_way_is_not_asked_for_again(memory: SqlMemory) -> None:
    noticing.notice(house_saying(memory, proposal("p1")), changed("s1"))
    with memory.begin() as tx:
        standing = memory.proposals.get(tx, "p1")
        assert standing is not None
        assert memory.proposals.move(tx, standing, State.APPROVED, at=NOON, attempt=1)

    noticing.notice(house_saying(memory, dataclasses.replace(proposal("p2"), signal="s2")), changed("s2"))

    assert states(memory) == {"p1": State.APPROVED}


def shown_after(house: House, name: str) -> set[str]:
    """The cards on Priya's desk after that signal."""
    noticing.notice(house, changed(name))
    with house.memory.begin() as tx:
        house.fill_desk(tx, "priya")
        return {*house.memory.desk.shown(tx, "priya")}


def test_what_somebody_waits_for_is_shown_beyond_the_three_and_the_rest_is_not(memory: SqlMemory) -> None:
    three = [proposal(f"p{n}", deal=f"D{n}", points=9.0) for n in range(3)]
    waits = proposal("waits", deal="O8", deadline=NOON + timedelta(hours=1), fingerprint="f8")
    can_wait = proposal("can wait", deal="O9", points=99.0, fingerprint="f9")

    assert shown_after(house_saying(memory, *three), "s1") == {"p0", "p1", "p2"}
    assert shown_after(house_saying(memory, waits, can_wait), "s2") == {"p0", "p1", "p2", "waits"}
