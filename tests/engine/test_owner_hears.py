"""Somebody outside waits while a manager is asked: whose customer it is sees it at once, without the buttons."""

import dataclasses

import pytest

from bot import noticing
from bot.house import House
from bot.model import Facts, Proposal
from bot.policy import Guardrail
from store.memory import SqlMemory
from tests.engine.made import DEAL, proposal, signal
from tests.engine.mailing import desk, mail

LARGE = Facts("deal", amount="48000", currency="USD")


def house_saying(memory: SqlMemory, made: Proposal) -> House:
    """Above 25,000 USD the manager is asked, and the one workflow says that."""
    house = desk(memory, None).house
    with memory.begin() as tx:
        house.keep_guardrails(tx, (Guardrail("g", "deal", amount_over="25000", currency="USD"),), by="dana")
    known = house.workflows[made.workflow]
    saying = dataclasses.replace(known, propose=lambda *_: (made,), answers=frozenset({"record_changed"}))
    return dataclasses.replace(house, workflows={made.workflow: saying})


def shown(memory: SqlMemory, person: str) -> set[str]:
    with memory.begin() as tx:
        return {*memory.desk.shown(tx, person)}


@pytest.mark.row("C-REP-02")
@pytest.mark.row("A-30")
def test_a_mail_that_waits_for_the_manager_is_on_the_owners_desk_too(memory: SqlMemory) -> None:
    made = proposal("p1", workflow="mailing", deal="p1", operations=(mail("p1"),), facts=LARGE)
    house = house_saying(memory, made)

    touched = noticing.notice(house, signal("s1", kind="record_changed", record=DEAL))

    assert touched == {"dana"}
    assert shown(memory, "priya") == {"p1"}


@pytest.mark.row("A-30")
def test_what_nobody_outside_waits_for_is_only_before_whoever_is_asked(memory: SqlMemory) -> None:
    made = proposal("p1", workflow="mailing", deal="p1", facts=LARGE)
    house = house_saying(memory, made)

    noticing.notice(house, signal("s1", kind="record_changed", record=DEAL))

    assert shown(memory, "priya") == set()
