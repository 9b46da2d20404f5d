"""What colleagues may say about whom we write to: rule somebody out, agree to a wide rule, take back our own view."""

import dataclasses
from collections.abc import Iterator
from typing import cast

import pytest

from bot import noticing
from bot.answering import Answer, AnswerKind, answer
from bot.crm import Crm
from bot.crm_mail import Audience
from bot.errors import Unavailable
from bot.model import Proposal
from bot.operations import Suppress
from bot.standing import Standing, State
from bot.suppressing import ask, release, understood, whom
from bot.suppression import Reason, Suppression
from store.memory import SqlMemory
from tests.contracts.mail_servers import Postbox, smtp_server
from tests.engine.leaving_desk import Crowd, leaving_desk, notices, proposals, suppressed
from tests.engine.mailing import DANA, JO, Desk

RIVAL = "jo@rival.example"


@dataclasses.dataclass
class Counted(Crowd):
    """A CRM in which a domain covers so many contacts."""

    audiences: dict[str, Audience] = dataclasses.field(default_factory=dict)
    down: bool = False

    def audience(self, domain: str) -> Audience:
        if self.down:
            raise Unavailable("down")
        return self.audiences.get(domain, Audience(0, 10_000))


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def crm() -> Counted:
    return Counted()


@pytest.fixture
def office(memory: SqlMemory, server: tuple[Postbox, int], crm: Counted) -> Desk:
    server[0].mails.clear()
    made = leaving_desk(memory, server[1])
    return dataclasses.replace(made, crm=crm, house=dataclasses.replace(made.house, crm=cast("Crm", crm)))


def card(office: Desk) -> Standing:
    """The card that came of a request."""
    noticing.drain(office.house)
    asked: list[Proposal] = [p for p in proposals(office) if p.signal.startswith("suppression_asked")]
    return office.standing(asked[0].id)


def press(office: Desk, standing: Standing, by: str) -> Answer:
    said = answer(office.house, standing.proposal.id, by, {})
    office.run()
    return said


@pytest.mark.row("C-SUP-10")
def test_a_small_rule_takes_one_yes_of_who_asked_and_then_nothing_goes_there(
    office: Desk, server: tuple[Postbox, int], crm: Counted
) -> None:
    crm.audiences["rival.example"] = Audience(3, 10_000, ("Ann Lee", "Bob Kim", "Cy Orr"))
    office.put("p1", to=RIVAL)
    office.approve("p1")

    said = ask(office.house, "U1", "@Rival.example competitor they sell against us")

    assert said.kind is AnswerKind.DONE
    assert suppressed(office, RIVAL) == [], "nothing before the yes"
    made = card(office)
    assert (made.asked, made.state) == ("priya", State.OPEN)
    assert "3 of 10,000 contacts (Ann Lee, Bob Kim, Cy Orr)" in made.proposal.reason
    assert "they sell against us" in made.proposal.reason
    assert press(office, made, "U1").kind is AnswerKind.DONE
    assert office.standing(made.proposal.id).state is State.DONE
    assert suppressed(office, RIVAL) == [Reason.COMPETITOR]
    assert office.standing("p1").state is State.CANCELLED, "what was held is cancelled"
    assert server[0].mails == []
    assert "ruled out already" in ask(office.house, "U1", "@rival.example competitor").said


@pytest.mark.row("C-SUP-10")
@pytest.mark.parametrize(
    ("contacts", "of", "second"),
    [
        (50, 10_000, False),
        (51, 10_000, True),
        (100, 10_000, True),
        (3, 200, True),
        (2, 200, False),
        (1, 20, True),
    ],
)
def test_a_rule_over_fifty_contacts_or_a_hundredth_of_all_takes_a_second_person(
    office: Desk, crm: Counted, contacts: int, of: int, second: bool
) -> None:
    crm.audiences["rival.example"] = Audience(contacts, of, ("Ann Lee",))

    ask(office.house, "U1", "@rival.example competitor")

    assert card(office).asked == ("dana" if second else "priya")


@pytest.mark.row("C-SUP-10")
def test_who_asked_for_a_wide_rule_cannot_agree_to_it_and_hears_who_is_asked(
    office: Desk, crm: Counted
) -> None:
    crm.audiences["rival.example"] = Audience(312, 4210, ("Ann Lee", "Bob Kim"))
    ask(office.house, "U1", "@rival.example competitor")
    made = card(office)

    told = notices(office, "second_person")["priya"]
    assert "312 of 4,210 contacts (Ann Lee, Bob Kim, …)" in told
    assert "I asked Dana" in told
    assert press(office, made, "U1").kind is AnswerKind.NOT_YOURS
    assert press(office, made, "U3").kind is AnswerKind.NOT_YOURS
    assert suppressed(office, RIVAL) == []
    assert press(office, made, "U2").kind is AnswerKind.DONE
    assert suppressed(office, RIVAL) == [Reason.COMPETITOR]


@pytest.mark.row("C-SUP-10")
def test_a_manager_who_asks_cannot_agree_in_the_name_of_the_second_person(office: Desk, crm: Counted) -> None:
    crm.audiences["rival.example"] = Audience(312, 4210)
    ask(office.house, "U2", "@rival.example competitor")
    made = card(office)

    assert made.asked == "omar", "an administrator, who is Dana's own report"
    assert press(office, made, "U2").kind is AnswerKind.NOT_YOURS
    assert press(office, made, "U3").kind is AnswerKind.DONE


@pytest.mark.row("C-SUP-10")
def test_where_nobody_else_is_in_charge_a_wide_rule_is_refused_and_says_so(
    memory: SqlMemory, office: Desk, crm: Counted
) -> None:
    crm.audiences["rival.example"] = Audience(312, 4210)
    with memory.begin() as tx:
        people = {person.id: person for person in memory.people.all(tx)}
        alone = dataclasses.replace(people["omar"], admin=False, manager=None)
        memory.people.put(tx, [alone, dataclasses.replace(people["priya"], manager=None), DANA])

    ask(office.house, "U1", "@rival.example competitor")

    assert card(office).state is State.REFUSED
    assert "nobody else here is a manager" in notices(office, "second_person")["priya"]


@pytest.mark.row("C-SUP-10")
def test_one_address_is_never_a_segment(office: Desk) -> None:
    ask(office.house, "U1", f"<mailto:{JO}|{JO}> do_not_contact asked our CEO in person")
    made = card(office)

    assert made.asked == "priya"
    assert made.proposal.headline == f"Never write to {JO} again?"
    press(office, made, "U1")
    assert suppressed(office) == [Reason.DO_NOT_CONTACT]


def test_while_the_crm_cannot_be_asked_the_request_waits_and_is_not_lost(office: Desk, crm: Counted) -> None:
    crm.down = True
    assert ask(office.house, "U1", "@rival.example competitor").kind is AnswerKind.DONE
    noticing.drain(office.house)
    assert proposals(office) == []

    crm.down = False

    assert card(office).state is State.OPEN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "cannot read"),
        ("nonsense competitor", "cannot read"),
        ("@* competitor", "cannot read"),
        ("@*.com competitor", "cannot read"),
        ("@com competitor", "cannot read"),
        ("@rival.example", "Say why: competitor, customer, do_not_contact"),
        ("@rival.example because", "Say why"),
        ("@rival.example recipient_asked", "Say why"),
        ("@rival.example spam_complaint", "Say why"),
        ("@rival.example do_not_contact", "in a few words"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_cannot_be_understood_is_answered_with_how_to_say_it(office: Desk, text: str, said: str) -> None:
    answered = ask(office.house, "U1", text)

    assert answered.kind is AnswerKind.INVALID
    assert said in answered.said
    assert "/dealhand suppress" in answered.said
    noticing.drain(office.house)
    assert proposals(office) == []


@pytest.mark.parametrize(
    ("typed", "of"),
    [
        ("@Rival.example", "@rival.example"),
        ("rival.example", "@rival.example"),
        ("<http://rival.example|rival.example>", "@rival.example"),
        ("<https://rival.example/>", "@rival.example"),
        ("<mailto:Jo+x@rival.example|Jo+x@rival.example>", "jo@rival.example"),
        ("@müller.example", "@xn--mller-kva.example"),
    ],
)
def test_slack_and_people_write_addresses_in_many_ways(typed: str, of: str) -> None:
    assert whom(typed) == of
    assert understood(f"{typed} CUSTOMER").reason is Reason.CUSTOMER


@pytest.mark.row("C-SUP-01")
@pytest.mark.parametrize(
    "reason", [Reason.COMPETITOR, Reason.CUSTOMER, Reason.DO_NOT_CONTACT, Reason.RECIPIENT_ASKED]
)
def test_each_reason_blocks_under_its_own_name(
    office: Desk, server: tuple[Postbox, int], reason: Reason
) -> None:
    suppression = suppress(office, reason)

    office.put("p1", to="jo@x.example")
    office.approve("p1")
    office.release()
    with office.memory.begin() as tx:  # after the hold, so that the gate itself has to find it
        office.memory.mailroom.suppressions.add(tx, suppression)
    office.run()

    assert office.standing("p1").state is State.FAILED
    assert f"({reason.value})" in office.standing("p1").said
    assert server[0].mails == []


def suppress(office: Desk, reason: Reason, **of: str) -> Suppression:
    given = of or {"address": "jo@x.example"}
    return Suppression(f"S-{reason.value}", reason, "said", "import", office.clock.now(), "import", **given)


@pytest.mark.row("C-SUP-10")
@pytest.mark.parametrize("reason", list(Reason))
def test_an_administrator_takes_back_our_own_view_and_nobodys_wish(office: Desk, reason: Reason) -> None:
    office.house.keeper.suppress(suppress(office, reason, domain="rival.example"))

    assert release(office.house, "U1", "@rival.example we bought them").kind is AnswerKind.NOT_YOURS
    assert release(office.house, "U3", "@rival.example").kind is AnswerKind.INVALID
    assert suppressed(office, RIVAL) == [reason]
    answered = release(office.house, "U3", "@rival.example we bought them")

    if reason.ours_to_lift:
        assert answered.kind is AnswerKind.DONE
        assert suppressed(office, RIVAL) == []
        office.put("p1", to=RIVAL)
        assert office.send("p1") is State.DONE
        assert release(office.house, "U3", "@rival.example again").kind is AnswerKind.LATE
        ask(office.house, "U1", f"@rival.example {reason.value} sold again")
        press(office, card(office), "U1")
        assert suppressed(office, RIVAL) == [reason], "and it can be ruled out again"
    else:
        assert answered.kind is AnswerKind.REFUSED
        assert "kept for good" in answered.said
        assert suppressed(office, RIVAL) == [reason]


def test_a_release_names_the_domain_that_still_rules_an_address_out(office: Desk) -> None:
    office.house.keeper.suppress(suppress(office, Reason.CUSTOMER, domain="rival.example"))

    answered = release(office.house, "U3", f"{RIVAL} a friend")

    assert answered.kind is AnswerKind.LATE
    assert "@rival.example is (customer)" in answered.said
    assert suppressed(office, RIVAL) == [Reason.CUSTOMER]


@pytest.mark.row("C-SUP-08")
def test_a_yes_that_is_taken_back_by_undo_does_not_exist(office: Desk) -> None:
    ask(office.house, "U1", f"{JO} customer of ours")
    made = card(office)
    press(office, made, "U1")

    with office.memory.begin() as tx:
        receipt = office.memory.ledger.receipts(tx)[0]
    assert isinstance(receipt.lines[0].operation, Suppress)
    assert receipt.inverses() == ()
