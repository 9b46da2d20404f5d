"""Text out of the CRM is data: it pings nobody, forges no link, runs nowhere, and breaks no query."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.standing import State
from integrations.demo import CrmName
from integrations.sandbox.stage import Card
from integrations.sandbox.world import World
from tests.scenarios.living import Home, home
from tests.scenarios.street import Seller, sellers, street
from tests.scenarios.town import Deal

NAME = "<!channel> *O'Brien* \\' OR Name != '' <script>alert(1)</script> <https://evil.example|x>"
SUBJECT = "`<!here>` & <script>steal()</script> *bold* "
LONG = "x" * 5_000


def hostile() -> World:
    """A deal, a meeting and a contact whose names attack whoever shows or searches for them."""
    world = street(3)
    name = {"r00-meeting": NAME, "r01-meeting": f"Long {LONG}"}
    deals = tuple(replace(deal, name=name.get(deal.key, deal.name)) for deal in world.deals)
    subject = {"r00-meeting": SUBJECT, "r01-meeting": f"Call {LONG}"}
    events = tuple(replace(event, subject=subject.get(event.deal, event.subject)) for event in world.events)
    contacts = tuple(replace(c, last="O'Neil <!everyone>") if c.key == "r02" else c for c in world.contacts)
    return replace(world, deals=deals, events=events, contacts=contacts)


@pytest.fixture(scope="module")
def besieged(crm: CrmName, sqlite_url_factory: Callable[[], str]) -> Iterator[Home]:
    with home(crm, hostile(), sqlite_url_factory()) as inside:
        yield inside


def marked_texts(part: Any) -> list[str]:
    """Every text that Slack reads as markup."""
    if isinstance(part, list):
        return [text for each in part for text in marked_texts(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if part.get("type") == "mrkdwn" else []
    return own + [text for value in part.values() for text in marked_texts(value)]


def notifications(house: Home, person: str) -> list[str]:
    channel = house.stage.desk(person)
    found = house.stage.ask("/page/slack/messages", person=person, channel=channel)["messages"]
    return [message["text"] for message in found]


def assert_harmless(house: Home, seller: Seller, deal: Deal) -> None:
    shown = [text for card in house.stage.cards(seller.slack) for text in marked_texts(card.blocks)]
    for text in [*shown, *notifications(house, seller.slack)]:
        for attack in ("<!channel", "<!here", "<!everyone", "<script", "<https://evil.example"):
            assert attack not in text
    for note in house.record("deal", deal.id)["notes"]:
        assert "<script" not in note["body_html"]
        assert "<!" not in note["body_html"]


def seller_of(number: int) -> Seller:
    return sellers()[number]


def card_of(house: Home, seller: Seller, deal: Deal) -> Card:
    house.look(deal)
    return house.until(
        "the card", lambda: next((c for c in house.cards(seller.slack) if c.button("approve")), None)
    )


def test_names_full_of_markup_and_quotes_are_shown_as_they_are_and_do_nothing(besieged: Home) -> None:
    seller = seller_of(0)
    deal = besieged.deal(seller, "meeting")
    card = card_of(besieged, seller, deal)
    assert any("&lt;!channel&gt;" in text for text in marked_texts(card.blocks))

    done = besieged.approve(seller.slack, card)
    assert besieged.field(deal, "next_step").startswith("`<!here>` & <script>")
    besieged.press(seller.slack, done, "why")
    assert_harmless(besieged, seller, deal)
    assert "<!channel" not in " ".join(marked_texts(besieged.modal(seller.slack)["view"]))

    besieged.press(seller.slack, done, "undo")
    besieged.becomes(deal, State.UNDONE)
    assert besieged.field(deal, "next_step") == ""
    assert_harmless(besieged, seller, deal)


def test_five_thousand_characters_are_cut_on_the_card_and_fit_the_field(besieged: Home) -> None:
    seller = seller_of(1)
    deal = besieged.deal(seller, "meeting")
    card = card_of(besieged, seller, deal)
    assert len(card.words) < 4_000

    besieged.approve(seller.slack, card)

    written = besieged.field(deal, "next_step")
    assert written.startswith("Call xxx")
    assert len(besieged.notes(deal)) == 1


def test_a_contact_with_quotes_and_a_ping_in_the_name_becomes_the_primary_one(besieged: Home) -> None:
    seller = seller_of(2)
    deal = besieged.deal(seller, "two")
    card = card_of(besieged, seller, deal)

    besieged.approve(seller.slack, card)

    assert besieged.primary_contact(deal)
    assert_harmless(besieged, seller, deal)
    assert any(
        "O&#x27;Neil" in note or "O'Neil" in note or "O&#39;Neil" in note for note in besieged.notes(deal)
    )
