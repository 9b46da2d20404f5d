"""What only people answer, by real presses: a mail that nobody was sure of, and an angry one (G-05, H6)."""

from collections.abc import Callable, Iterator

import pytest

from bot.suppression import Reason
from integrations.demo import CrmName
from integrations.sandbox.stage import Card, Json
from tests.scenarios.mail_town import MailTown, mail_town
from tests.scenarios.street import Seller
from tests.scenarios.town import DANA

ANGRY = "This is unacceptable. I am furious: you charged us twice, and nobody answers."
THREAT = "Stop. My lawyer will hear of this."
OWN_WORDS = "Hello Kim,\n\nyou are right, and the second invoice is cancelled.\n\nRobin"


@pytest.fixture(scope="module")
def crm() -> CrmName:
    """One is enough: nothing of this depends on the CRM."""
    return "hubspot"


@pytest.fixture(scope="module")
def town(crm: CrmName, sqlite_url_factory: Callable[[], str]) -> Iterator[MailTown]:
    with mail_town(crm, sqlite_url_factory()) as inside:
        yield inside


def kim(seller: Seller) -> str:
    return f"kim@{seller.key}.example"


def reasons(town: MailTown, address: str) -> list[Reason]:
    memory = town.house.dealhand.house.memory
    with memory.begin() as tx:
        return [found.reason for found in memory.mailroom.suppressions.matching(tx, (address,))]


def message_with(town: MailTown, person: str, words: str, button: str) -> Card:
    """The message before that person that says so and has such a button."""

    def look() -> Card | None:
        found = [c for c in town.house.cards(person) if words in c.words and c.button(button)]
        return found[-1] if found else None

    return town.house.until(f"{words!r} with {button}", look)


def unclear(town: MailTown, seller: Seller) -> Card:
    town.writes(f"stranger@{seller.key}-else.example", f"Hello, is this the right place? ({seller.key})")
    return message_with(town, DANA, f"place? ({seller.key})", "review_unsubscribe")


def angry(town: MailTown, seller: Seller, text: str = ANGRY) -> Card:
    town.writes(kim(seller), text, name="Kim")
    return message_with(town, seller.slack, f"{kim(seller)} needs a person now", "calm_answer")


def typed(modal: Json, text: str) -> Json:
    (place,) = (b["block_id"] for b in modal["view"]["blocks"] if b["type"] == "input")
    return {place: {"value.v1": {"type": "plain_text_input", "value": text}}}


def field(modal: Json) -> Json:
    (found,) = (b["element"] for b in modal["view"]["blocks"] if b["type"] == "input")
    return dict(found)


@pytest.mark.row("G-05")
def test_a_tap_settles_a_review_and_an_opt_out_acts(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    card = unclear(town, seller)

    house.press(DANA, card, "review_unsubscribe")

    settled = house.shows(DANA, card, "who looked", lambda c: "Opt-out" in c.words and "✅" in c.words)
    assert "Dana" in settled.words
    assert settled.button("review_unsubscribe") is None
    assert reasons(town, f"stranger@{seller.key}-else.example") == [Reason.RECIPIENT_ASKED]


@pytest.mark.row("G-05")
def test_the_list_goes_on_to_the_next_one_and_a_late_tap_is_told_who_was_first(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    card = unclear(town, seller)
    listed = house.command(DANA, "/dealhand", "review")
    assert f"place? ({seller.key})" in listed.words

    house.press(DANA, listed, "review_objection")
    house.until(
        "the list without it",
        lambda: [c for c in house.stage.cards(DANA) if c.ephemeral and "Noted: not interested" in c.words],
    )
    said = house.told(DANA, lambda: house.press(DANA, card, "review_positive"))

    assert "answered first: “Not interested”" in said


@pytest.mark.row("H6-02")
@pytest.mark.row("H6-03")
def test_an_answer_to_anger_is_a_persons_own_and_leaves_by_card_and_hold(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    notice = angry(town, seller)

    house.press(seller.slack, notice, "calm_answer")
    opened = house.modal(seller.slack)
    assert "initial_value" not in field(opened)
    house.click_modal(seller.slack, opened, "calm_beginning")
    filled = house.modal(seller.slack, lambda m: field(m).get("initial_value"))
    assert "I am sorry for the trouble" in field(filled)["initial_value"]
    house.submit(seller.slack, filled, typed(filled, OWN_WORDS))

    card = town.card_with(seller.slack, f"Your answer to {kim(seller)}")
    assert town.sent_to(kim(seller)) == []
    house.press(seller.slack, card, "approve")
    house.shows(seller.slack, card, "the hold", lambda c: c.button("cancel"))
    assert town.sent_to(kim(seller)) == []
    house.move_clock(120)
    (mail,) = house.until("the mail", lambda: town.sent_to(kim(seller)))
    assert str(mail.get_content()).replace("\r\n", "\n").startswith(OWN_WORDS)


@pytest.mark.row("H6-03")
def test_clearing_takes_a_reason_and_the_notice_shows_who_gave_it(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    notice = angry(town, seller)

    house.press(seller.slack, notice, "clear")
    form = house.modal(seller.slack)
    house.submit(seller.slack, form, {"reason": {"value.v1": {"type": "plain_text_input", "value": "  "}}})
    house.until("the complaint", lambda: house.views(seller.slack)[-1].get("errors"))
    house.submit(
        seller.slack, form, {"reason": {"value.v1": {"type": "plain_text_input", "value": "we talked"}}}
    )

    cleared = house.shows(seller.slack, notice, "who cleared it", lambda c: "we talked" in c.words)
    assert seller.name in cleared.words
    assert cleared.button("clear") is None
    assert all(seller.key not in halt.account for halt in house.dealhand.lifecycle.halts())


@pytest.mark.row("H6-02")
@pytest.mark.row("H6-04")
def test_who_threatens_is_answered_outside_and_that_is_said_by_one_press(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    notice = angry(town, seller, THREAT)
    assert "no more mail through me" in notice.words

    house.press(seller.slack, notice, "calm_answer")
    modal = house.modal(seller.slack)
    assert modal["view"].get("submit") is None
    house.press(seller.slack, notice, "answered")

    shown = house.shows(seller.slack, notice, "who answered", lambda c: "has answered" in c.words)
    assert seller.name in shown.words
    assert shown.button("answered") is None
    assert town.sent_to(kim(seller)) == []
