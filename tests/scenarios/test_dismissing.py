"""Dismiss with one tap why, and the quiet that follows until the evidence changes."""

import pytest

from bot.standing import State
from integrations.sandbox.stage import Card
from tests.scenarios.living import Home
from tests.scenarios.street import Seller
from tests.scenarios.town import Deal

REASONS = {
    "It is wrong": "wrong",
    "Not now": "not now",
    "Already done": "already done",
    "Never ask this again": "never",
}


def dismissed(house: Home, option: str, key: str = "mixed") -> tuple[Seller, Deal, Card]:
    seller = house.seller()
    deal = house.deal(seller, key)
    card = house.card(seller.slack, deal)
    house.press(seller.slack, card, "dismiss", option=option)
    return seller, deal, house.shows(seller.slack, card, "its end", lambda c: "Dismissed" in c.words)


@pytest.mark.parametrize("option", REASONS)
def test_one_tap_says_why_and_changes_nothing(house: Home, option: str) -> None:
    seller, deal, shown = dismissed(house, option)

    assert f"{seller.name}" in shown.words
    assert REASONS[option] in shown.words
    assert house.field(deal, "next_step") == ""
    lesson, dismissal = sorted(
        house.entries(house.standing(deal).proposal.id, "dismissal", "lesson"),
        key=lambda entry: entry.kind,
        reverse=True,
    )
    assert (dismissal.facts or {})["reason"] == REASONS[option].replace(" ", "_")
    assert (lesson.facts or {})["body"]["kind"] == "dismissal"


@pytest.mark.row("N11")
def test_the_same_findings_stay_quiet_and_the_log_says_why_not(house: Home) -> None:
    _, deal, _ = dismissed(house, "Not now")
    was = house.standing(deal).proposal.id

    house.look(deal)

    assert house.standing(deal).proposal.id == was
    with house.dealhand.house.memory.begin() as tx:
        found = house.dealhand.house.memory.ledger.entries(tx, kinds=("why_not",), limit=500)
    facts = [entry.facts or {} for entry in found]
    (why,) = [each for each in facts if each["record"] == str(deal.ref)]
    assert why["rule"] == "dismissed_stays_quiet"
    assert "dismissed exactly this" in why["said"]


def test_new_evidence_brings_it_back(house: Home) -> None:
    seller, deal, _ = dismissed(house, "Not now")

    house.edit(deal, "close_date", "2026-02-20")
    house.look(deal)

    assert house.card_about(seller.slack, deal)
    assert house.standing(deal).state is State.OPEN


def test_never_means_never_whatever_changes(house: Home) -> None:
    _, deal, _ = dismissed(house, "Never ask this again")
    was = house.standing(deal).proposal.id

    house.edit(deal, "close_date", "2026-02-20")
    house.look(deal)

    assert house.standing(deal).proposal.id == was


def test_a_late_click_on_approve_is_told_that_it_was_dismissed(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    house.press(seller.slack, card, "dismiss", option="Not now")
    house.becomes(deal, State.DISMISSED)

    said = house.told(seller.slack, lambda: house.press(seller.slack, card, "approve"))

    assert "was dismissed" in said
    assert house.field(deal, "next_step") == ""
