"""Undo pressed more than once: one run takes it back, and every press is answered."""

from datetime import datetime
from typing import cast

import pytest

from bot.answering import AnswerKind
from bot.crm import Crm
from bot.house import House
from bot.standing import State
from bot.undoing import undo
from bot.values import Person
from store.memory import SqlMemory
from tests.engine.conftest import WrittenDown
from tests.engine.made import NOON, receipt, standing

PRIYA = Person("priya", "Priya", "priya@acme.example", "UTC", slack_user="U1")


class Noon:
    def now(self) -> datetime:
        return NOON


@pytest.fixture
def house(memory: SqlMemory) -> House:
    """A house in which Priya's proposal is done, with its receipt."""
    with memory.begin() as tx:
        memory.people.put(tx, [PRIYA])
        memory.proposals.add(tx, standing("p1", state=State.EXECUTING))
        memory.ledger.append(tx, receipt("r1"))
        there = memory.proposals.get(tx, "p1")
        assert there is not None
        memory.proposals.move(tx, there, State.DONE, at=NOON, receipt="r1")
    return House(memory, cast("Crm", None), Noon(), {})


def test_a_second_press_while_it_is_being_undone_starts_nothing_and_is_told(house: House) -> None:
    first = undo(house, "r1", "U1", force=False)
    second = undo(house, "r1", "U1", force=False)

    assert first.kind is AnswerKind.DONE
    assert second.kind is AnswerKind.LATE
    assert "being undone already" in second.said
    assert len(cast("WrittenDown", house.memory.engine).submitted) == 1


def test_an_undo_whose_run_is_lost_can_be_pressed_again(house: House) -> None:
    undo(house, "r1", "U1", force=False)
    engine = cast("WrittenDown", house.memory.engine)
    engine.submitted.clear()

    again = undo(house, "r1", "U1", force=False)

    assert again.kind is AnswerKind.DONE
    assert len(engine.submitted) == 1
