"""What a model may add to a stranger's inquiry: words of the mail in blanks, and hints for a person; nothing else."""

import dataclasses
from collections.abc import Iterator
from typing import Any, cast

import pytest

from bot.correspondents import Correspondent
from bot.crm import Crm
from bot.mail import Address, Mail
from bot.mailroom import KeptMail
from bot.questions import INQUIRY
from bot.readers import Readers
from bot.workflows.lead_capture.inquiry import judge_mail
from bot.workflows.lead_capture.pointing import pointed_out
from bot.workflows.lead_capture.prospect import Prospect, prospect_of
from store.memory import SqlMemory
from tests.contracts.model_server import MODEL, ModelServer, fails, model_server, says
from tests.engine.made import NOON
from tests.engine.mailing import DANA, OMAR, PRIYA
from tests.engine.modelled import Modelled, modelled

pytestmark = pytest.mark.row("B-21")
TEXT = (
    "Hello, I run security at Fabrikam Robotics and we would like to buy your platform. Something around fifty "
    "thousand is set aside. Ring me: +1 206 555 0100. Regards, Dana Fox"
)


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


@pytest.fixture
def town(memory: SqlMemory, running: ModelServer) -> Modelled:
    running.asked.clear()
    return modelled(memory, running)


def read(town: Modelled, *, text: str = TEXT, **said: Any) -> tuple[Prospect, Prospect]:
    """The prospect by rules alone, and after the model has said this."""
    town.server.replies = [says(dict.fromkeys(INQUIRY.slots) | said)]
    mail = Mail(new_text=text, subject="Your platform", sender=Address("cto@fabrikam.com"))
    people = tuple(dataclasses.replace(person, crm_owner="005") for person in (PRIYA, DANA, OMAR))
    readers = Readers(cast("Crm", None), town.office.clock, people, model=town.house.model)
    kept = KeptMail("m1", "imap:INBOX", NOON, mail)
    alone = prospect_of(kept, Correspondent("cto@fabrikam.com"), judge_mail(mail), readers)
    assert alone is not None
    return alone, pointed_out(alone, readers)


def test_blanks_are_filled_with_words_of_the_mail_that_our_rules_can_read(town: Modelled) -> None:
    alone, after = read(
        town, person="Dana Fox", title="run security", phone="+1 206 555 0100", company="Fabrikam Robotics"
    )

    assert (alone.writer.first, alone.writer.title, alone.writer.phone) == (None, None, None)
    assert after.writer.name == "Dana Fox"
    assert after.writer.phone is not None
    assert after.writer.phone.value == "+12065550100"
    assert after.writer.title is not None
    assert after.writer.title.where == f"the mail, pointed out by {MODEL}"
    assert (after.company.value, after.model) == ("Fabrikam Robotics", MODEL)


@pytest.mark.parametrize(
    "said",
    [
        {"person": "Elon Musk", "title": "CEO", "company": "Fabrikam Global", "phone": "+1 999 999 9999"},
        {"person": "security", "phone": "fifty thousand", "company": "your platform"},
        {"title": "Ring me: +1 206 555 0100"},
    ],
    ids=["invented", "not what they are asked for", "a number for a title"],
)
def test_what_is_invented_or_unreadable_fills_nothing(town: Modelled, said: dict[str, str]) -> None:
    alone, after = read(town, **said)

    assert after == alone


@pytest.mark.row("N9")
def test_money_and_days_stay_as_the_rules_read_them_and_are_shown_to_be_judged(town: Modelled) -> None:
    alone, after = read(town, amount="Something around fifty thousand", product="your platform")

    assert (after.amount, after.letter, after.owner) == (alone.amount, alone.letter, alone.owner)
    assert [hint.fact for hint in after.hints] == [
        "Amount, to be judged: “Something around fifty thousand”",
        "Product, to be judged: “your platform”",
    ]
    assert after.model == MODEL


def test_what_the_rules_found_is_not_written_over(town: Modelled) -> None:
    mail = Mail(
        new_text="Hello, we would like to buy your platform.",
        subject="Your platform",
        sender=Address("cto@fabrikam.com", "Dana Fox"),
        signature="Dana Fox\nHead of Security\nFabrikam Robotics Inc.\n+1 206 555 0100",
    )
    alone, _ = read(town)
    people = tuple(dataclasses.replace(person, crm_owner="005") for person in (PRIYA, DANA, OMAR))
    readers = Readers(cast("Crm", None), town.office.clock, people, model=town.house.model)
    kept = dataclasses.replace(alone.kept, id="m2", mail=mail)
    found = prospect_of(kept, alone.found, judge_mail(mail), readers)
    assert found is not None
    town.server.replies = [says(dict.fromkeys(INQUIRY.slots, "Fabrikam Robotics Inc."))]

    after = pointed_out(found, readers)

    assert (after.writer, after.company) == (found.writer, found.company)
    assert found.writer.title is not None
    assert found.writer.phone is not None


def test_without_an_answer_the_prospect_is_the_rules(town: Modelled) -> None:
    alone, _ = read(town)
    town.server.replies = [fails(400)]

    readers = Readers(cast("Crm", None), town.office.clock, (PRIYA,), model=town.house.model)
    again = dataclasses.replace(alone, mail=dataclasses.replace(alone.mail, new_text="We want to buy."))

    assert pointed_out(again, readers) == again
    assert [call.outcome for call in town.calls()] == ["request_refused", "answered"]
