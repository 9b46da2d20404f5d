"""After a threat nothing goes to the company, neither to its domain nor to its account, until a person says so."""

import dataclasses
from typing import cast

import pytest

from bot import noticing
from bot.answering import AnswerKind
from bot.crm import Crm
from bot.mailroom import Halt
from bot.operations import HaltAccount, OptOut
from bot.records import Written
from bot.standing import State
from bot.switching import clear_halt
from bot.values import RecordRef
from tests.engine.made import NOON
from tests.engine.mailing import JO, Desk
from tests.engine.test_replies_in import CONTACT, People, arrives, mail, office, proposals, record

__all__ = ["office"]  # the fixture

ANGRY = "This is unacceptable. Stop. My lawyer will hear of this."
JANE = dataclasses.replace(
    record(CONTACT, name="Jo Park", owner="005", account="a1"), shown={"account": "Northwind Robotics Ltd"}
)


class Told(People):
    """It can be told of an opt-out, and nobody looks what it then does."""

    def opt_out(self, _address: str, _key: str) -> tuple[Written, ...]:
        return ()


@pytest.fixture
def house(office: Desk) -> Desk:
    crm = cast("Crm", Told(contacts=(JANE,)))
    return dataclasses.replace(office, house=dataclasses.replace(office.house, crm=crm))


def halted(desk: Desk) -> dict[str, str]:
    with desk.memory.begin() as tx:
        return {halt.key: halt.account for halt in desk.memory.mailroom.halts.standing(tx)}


@pytest.mark.row("H6-03")
@pytest.mark.row("C-REP-06")
def test_a_threat_halts_the_domain_at_once_and_the_account_as_soon_as_the_crm_names_it(house: Desk) -> None:
    house.put("other", to="cfo@northwind-holding.example")
    house.approve("other")

    arrives(house, mail(ANGRY))
    house.run()
    assert halted(house) == {"domain:northwind.example": "northwind.example"}
    assert house.standing("other").state is State.HELD, "whose it is, only the CRM can tell"
    noticing.drain(house.house)
    house.run()

    assert halted(house)["account:a1"] == "Northwind Robotics Ltd"
    assert house.standing("other").state is State.CANCELLED, "another domain, and the same account"
    assert {type(op) for p in proposals(house) for op in p.operations} >= {HaltAccount}


@pytest.mark.row("H6-03")
@pytest.mark.parametrize("name", ["northwind.example", "Northwind Robotics Ltd", "NORTHWIND ROBOTICS LTD"])
def test_a_person_clears_both_by_either_name(house: Desk, name: str) -> None:
    arrives(house, mail(ANGRY))
    noticing.drain(house.house)
    house.run()
    assert len(halted(house)) == 2
    first, _, rest = f"{name} we talked on the phone".partition(" ")

    answered = clear_halt(house.house, "U2", first, rest)

    assert answered.kind is AnswerKind.DONE
    assert "we talked on the phone" in answered.said
    assert halted(house) == {}


@pytest.mark.parametrize(
    ("name", "reason", "kind"),
    [
        ("Northwind", "we talked", AnswerKind.LATE),
        ("", "", AnswerKind.LATE),
        ("Northwind", "Robotics Ltd", AnswerKind.INVALID),
    ],
)
def test_what_names_no_halted_account_or_gives_no_reason_clears_nothing(
    house: Desk, name: str, reason: str, kind: AnswerKind
) -> None:
    halt = Halt("account:a1", "anger", "policy", NOON, "mail:1", "Northwind Robotics Ltd")
    house.house.keeper.halt(halt)

    assert clear_halt(house.house, "U2", name, reason).kind is kind
    assert halted(house) == {"account:a1": "Northwind Robotics Ltd"}


def test_the_longer_of_two_names_is_meant_and_the_other_stays(house: Desk) -> None:
    for key, name in (("a1", "Acme"), ("a2", "Acme Inc")):
        house.house.keeper.halt(Halt(f"account:{key}", "anger", "policy", NOON, f"mail:{key}", name))

    clear_halt(house.house, "U2", "acme", "inc it is settled")

    assert halted(house) == {"account:a1": "Acme"}


@pytest.mark.row("C-REP-04")
def test_an_opt_out_reaches_the_crm_also_where_two_contacts_have_the_address(office: Desk) -> None:
    both = (JANE, record(RecordRef("contact", "c2"), name="Jo Park", owner="005"))
    crm = cast("Crm", People(contacts=both))
    office = dataclasses.replace(office, house=dataclasses.replace(office.house, crm=crm))

    arrives(office, mail("Please remove me from your list."))
    noticing.drain(office.house)

    (operation,) = (op for p in proposals(office) for op in p.operations if isinstance(op, OptOut))
    assert operation.address == JO
