"""One click: the field changes, the same message becomes the receipt, the record gets the note."""

import html
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.standing import State
from bot.values import dump
from handlers.doctor import receipt_line
from tests.scenarios.living import Home
from tests.scenarios.street import NEXT_STEP
from tests.scenarios.town import DANA


@pytest.mark.row("A-06", "C-17", "C-HYG-05")
def test_one_click_changes_the_field_and_nothing_changes_before_it(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    before = house.all_fields(deal)

    card = house.card(seller.slack, deal)
    untouched = house.all_fields(deal)
    house.approve(seller.slack, card)

    assert untouched == before
    assert house.field(deal, "next_step") == NEXT_STEP
    assert house.views(seller.slack) == []


@pytest.mark.row("C-HYG-03", "C-HYG-05")
def test_one_click_fixes_everything_that_the_card_proposes(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "two")

    card = house.card(seller.slack, deal)
    shown = house.approve(seller.slack, card)

    assert [line[0] for line in card.rows()] == [
        "Next step" if house.crm == "hubspot" else "Next Step",
        "Primary contact",
    ]
    assert house.field(deal, "next_step") == "Call Kim 9 Mar"
    assert house.primary_contact(deal)
    assert len(house.receipt(shown).lines) == 2


@pytest.mark.row("U-04", "A-37")
def test_the_same_message_becomes_the_receipt_with_undo_link_and_what_comes_next(house: Home) -> None:
    seller = house.seller()
    deal, *others = (house.deal(seller, key) for key in ("meeting", "second", "third", "fourth"))
    card = house.card(seller.slack, deal)
    for other in others:
        house.look(other)
    house.card_about(seller.slack, others[1])
    before = len(house.cards(seller.slack))

    shown = house.approve(seller.slack, card)

    assert shown.ts == card.ts
    assert len(house.cards(seller.slack)) == before
    assert [*shown.rows()[0][1:]] == ["(empty)", NEXT_STEP]
    assert shown.button("undo")
    assert shown.button("approve") is None
    link = shown.button("open")
    assert link is not None
    assert link["url"].startswith("https://")
    assert deal.id in link["url"]
    assert f"*Next:* {others[2].name}" in shown.words
    house.press(seller.slack, shown, "show")
    assert house.card_about(seller.slack, others[2]).button("approve")


@pytest.mark.row("A-09")
def test_the_receipt_says_what_who_when_why_and_on_which_evidence(house: Home) -> None:
    seller = house.seller()
    card = house.card(seller.slack, house.deal(seller, "meeting"))

    receipt = house.receipt(house.approve(seller.slack, card))

    body = dump(receipt)["body"]
    del body["undoes"]  # only the receipt of an undo names another one
    assert [name for name, value in body.items() if value in (None, "", [])] == []
    assert receipt.approver_slack == seller.slack
    assert receipt.approver_crm not in {"", "no CRM user"}
    assert receipt.approved_at <= receipt.executed_at
    (line,) = receipt.lines
    (change,) = line.changes
    assert (change.before, change.after) == (None, NEXT_STEP)
    assert line.answer


@pytest.mark.row("U-06")
def test_the_record_gets_a_note_that_says_it_all(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")

    receipt = house.receipt(house.approve(seller.slack, house.card(seller.slack, deal)))

    (note,) = house.notes(deal)
    text = html.unescape(note)
    for part in (
        receipt.id,
        f"(empty) \N{RIGHTWARDS ARROW} {NEXT_STEP}",
        seller.name,
        receipt.reason,
        f"{receipt.executed_at:%Y-%m-%d %H:%M:%S} UTC",
        "America/New_York",
        house.digest(receipt.id),
    ):
        assert part in text


@pytest.mark.row("U-06")
def test_the_note_is_also_on_the_contact_that_the_receipt_names(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "two")

    shown = house.approve(seller.slack, house.card(seller.slack, deal))

    contact = house.stage.ask(f"/page/{house.crm}/id/contact/{seller.key}")["id"]
    assert any(shown.receipt in note for note in house.notes_on("contact", contact))
    assert any(shown.receipt in note for note in house.notes(deal))


@pytest.mark.row("A-01")
def test_the_ledger_links_signal_proposal_decision_execution_and_receipt(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")

    shown = house.approve(seller.slack, house.card(seller.slack, deal))

    standing = house.standing(deal)
    chain = house.entries(standing.proposal.id)
    assert [entry.kind for entry in chain] == [
        "signal", "proposal", "verdict", "approval", "execution", "receipt",
    ]  # fmt: skip
    assert {entry.signal for entry in chain} == {standing.proposal.signal}
    assert chain[-1].facts is not None
    assert chain[-1].facts["receipt"] == shown.receipt == standing.receipt
    assert house.receipt(shown).execution == (chain[-2].facts or {})["execution"]


@pytest.mark.row("A-28")
def test_the_list_of_receipts_names_it_with_its_approver_and_note(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    shown = house.approve(seller.slack, house.card(seller.slack, deal))

    with house.dealhand.house.memory.begin() as tx:
        note = house.dealhand.house.memory.notes.state(tx, shown.receipt)
    line = receipt_line(house.receipt(shown), note)
    listed = house.command(seller.slack, "/dealhand", "receipts")

    for part in (shown.receipt, deal.name, seller.name, "written"):
        assert part in line
    assert shown.receipt in listed.words
    assert seller.name in listed.words


@pytest.mark.row("A-28")
def test_the_home_tab_shows_what_waits_and_what_was_done(house: Home) -> None:
    seller = house.seller()
    shown = house.approve(seller.slack, house.card(seller.slack, house.deal(seller, "meeting")))
    other = house.deal(seller, "second")
    house.look(other)

    house.stage.send("/page/slack/home", {"person": seller.slack})
    view = house.until("the tab", lambda: house.stage.ask("/page/slack/home", person=seller.slack)["view"])

    assert "Waiting for you: 1" in str(view)
    assert other.name in str(view)
    assert shown.receipt in str(view)


@pytest.mark.row("U-07")
def test_someone_elses_click_is_refused_visibly_and_changes_nothing(house: Home) -> None:
    seller, stranger = house.seller(), house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    copied = house.copy(stranger.slack, card)

    said = house.told(stranger.slack, lambda: house.press(stranger.slack, copied, "approve"))

    assert seller.name in said
    assert "nothing was changed" in said.lower()
    assert house.field(deal, "next_step") == ""
    assert house.standing(deal).state is State.OPEN


@pytest.mark.row("U-07")
def test_their_manager_may_answer_for_them(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    copied = house.copy(DANA, house.card(seller.slack, deal))

    house.press(DANA, copied, "approve")

    standing = house.becomes(deal, State.DONE)
    assert standing.approval is not None
    assert standing.approval.by_name == "Dana Kowalski"


def test_a_late_click_is_told_who_answered_first(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    copied = house.copy(DANA, card)
    house.approve(seller.slack, card)

    said = house.told(DANA, lambda: house.press(DANA, copied, "approve"))
    again = house.told(seller.slack, lambda: house.press(seller.slack, card, "approve"))

    for answer in (said, again):
        assert f"{seller.name} answered first" in answer
    assert len(house.notes(deal)) == 1


def test_of_two_people_who_press_at_once_exactly_one_wins_and_the_other_is_told(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    mine = house.card(seller.slack, deal)
    hers = house.copy(DANA, mine)
    before = {person: len(house.stage.whispers(person)) for person in (seller.slack, DANA)}
    gate = Barrier(2)

    def press(person: str) -> None:
        gate.wait(timeout=10)
        house.press(person, mine if person == seller.slack else hers, "approve")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, (seller.slack, DANA)))

    standing = house.becomes(deal, State.DONE)
    assert standing.approval is not None
    loser = DANA if standing.approval.by_slack == seller.slack else seller.slack
    told = house.until("what the other is told", lambda: house.stage.whispers(loser)[before[loser] :])
    assert f"{standing.approval.by_name} answered first" in told[-1]
    assert len(house.entries(standing.proposal.id, "approval")) == 1
    house.until("the note", lambda: house.notes(deal))
    assert len(house.notes(deal)) == 1


def test_a_press_that_slack_delivers_twice_has_one_effect(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    house.press(seller.slack, card, "approve")

    said = house.told(seller.slack, lambda: house.slack_faults(redeliver=True))

    assert f"{seller.name} answered first" in said
    shown = house.receipt_on(seller.slack, card)
    assert len(house.entries(house.receipt(shown).proposal, "approval", "receipt")) == 2
    assert len(house.notes(deal)) == 1
