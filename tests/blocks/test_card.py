"""The card in every state: valid at Slack, short, safe, and with a way on."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slackblocks._surfaces import _BLOCK_TYPES_BY_SURFACE as SURFACES

from blocks.card import draw_card
from blocks.edit import edit_view
from blocks.pieces import MOST_ROWS
from blocks.queue import home, queue
from blocks.surface import Json, pressable
from blocks.why import why_view
from bot.model import Check, Choice, Decision, DismissReason, Proposal, Verdict
from bot.showing import CardFacts, Why
from bot.standing import State
from bot.values import Change, Evidence, UndoKind
from integrations.sandbox.slack_blocks import problems, view_problems
from tests.blocks.specimens import (
    DEAL,
    LINK,
    NOW,
    PRIYA,
    every_state,
    facts,
    needing,
    proposal,
    receipt,
    standing,
    update,
)

EVERY = every_state()
HOSTILE = "<!channel> <@U0SAM> <https://evil.example|click> & *bold* `code` " + "x" * 4000


def words_of(blocks: list[Json]) -> str:
    """Everything a person could read."""
    return json.dumps(blocks, ensure_ascii=False)


def buttons(blocks: list[Json]) -> list[str]:
    return [element["action_id"] for block in blocks for element in pressable(block)]


def table_of(blocks: list[Json]) -> list[list[str]]:
    table = next(block for block in blocks if block["type"] == "table")
    return [[cell["text"] for cell in row] for row in table["rows"]]


def why_of(at: CardFacts) -> Why:
    return Why(at.standing, PRIYA, PRIYA, "CRM hygiene")


def hostile(text: str) -> Proposal:
    """Every foreign text of a proposal is this one."""
    change = Change("next_step", text, "text", text, text)
    evidence = Evidence("e", text, text, NOW, 0.5, None, f"https://x.example/{text}")
    return proposal(
        update(change, name=text),
        headline=text,
        reason=text,
        rule=text,
        outcome=text,
        if_ignored=text,
        record_name=text,
        record_link=text,
        evidence=(evidence,) * 40,
        choices=(Choice("next_step", "v", text, text, 1.0), Choice("other", "w", text, text, 1.0)),
    )


@pytest.mark.parametrize("name", EVERY)
def test_every_state_is_accepted_by_slack(name: str) -> None:
    drawn = draw_card(EVERY[name])

    assert problems(drawn.blocks, "message") == []
    assert {block["type"] for block in drawn.blocks} <= SURFACES["message"]
    assert drawn.text


@pytest.mark.parametrize("state", State)
def test_no_state_is_without_a_face(state: State) -> None:
    drawn = draw_card(facts(standing(state)))

    assert problems(drawn.blocks, "message") == []


@pytest.mark.parametrize("state", State)
def test_hostile_text_from_the_crm_neither_breaks_a_card_nor_pings(state: State) -> None:
    at = standing(state, hostile(HOSTILE), said=HOSTILE)

    drawn = draw_card(facts(at, receipt=receipt(hostile(HOSTILE)), paused=HOSTILE, crm_name=HOSTILE))

    assert problems(drawn.blocks, "message") == []
    for block in drawn.blocks:
        texts = [block.get("text"), *(block.get("fields") or []), *(block.get("elements") or [])]
        for text in (t["text"] for t in texts if isinstance(t, dict) and t.get("type") == "mrkdwn"):
            assert "<!channel>" not in text
            assert "<@U0SAM>" not in text
            assert "<https://evil" not in text
    assert "<!channel>" not in drawn.text


@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_any_text_at_all_makes_a_valid_card(text: str) -> None:
    drawn = draw_card(facts(standing(of=hostile(text))))

    assert problems(drawn.blocks, "message") == []


@pytest.mark.row("U-04")
@pytest.mark.row("A-09")
def test_the_open_card_shows_the_diff_a_reason_and_four_ways_to_answer() -> None:
    drawn = draw_card(EVERY["open"])

    assert table_of(drawn.blocks) == [
        ["Field", "Before", "After"],
        ["Next step", "(empty)", "Security review call 5 Mar"],
    ]
    assert buttons(drawn.blocks) == ["approve.v1", "edit.v1", "dismiss.v1", "why.v1"]
    assert "a security review call is in the calendar" in words_of(drawn.blocks)


@pytest.mark.row("A-33")
@pytest.mark.row("A-34")
def test_every_open_card_shows_its_reason_evidence_owner_and_deadline() -> None:
    for name in ("open", "open_needs_you", "open_waiting_for_manager", "open_for_manager"):
        seen = words_of(draw_card(EVERY[name]).blocks)
        kept = EVERY[name].standing.proposal
        assert kept.reason[:40] in seen
        assert kept.evidence[1].fact in seen
        assert "*Owner:* Priya Nair" in seen
        assert f"answer by <!date^{int(kept.deadline.timestamp())}^" in seen


@pytest.mark.row("A-12")
def test_the_open_card_is_one_screen_even_with_thirty_fields() -> None:
    many = tuple(Change(f"f{n}", f"Field {n}", "text", None, "x" * 900) for n in range(30))
    wordy = proposal(update(*many), reason="word " * 400, outcome="much " * 200, if_ignored="bad " * 200)

    drawn = draw_card(facts(standing(of=wordy)))

    rows = table_of(drawn.blocks)
    assert len(rows) == 1 + MOST_ROWS + 1
    assert rows[-1][0] == "… and 22 more"
    assert len(drawn.blocks) <= 10
    reason = drawn.blocks[1]["text"]["text"]
    assert len(reason) <= 240


@pytest.mark.row("N10")
def test_the_card_promises_its_undo_and_says_what_it_touches_before_approval() -> None:
    seen = words_of(draw_card(EVERY["open"]).blocks)

    assert "*Undo any time* · touches these fields of one record" in seen


@pytest.mark.row("A-34")
@pytest.mark.row("A-30")
def test_only_who_is_asked_gets_the_buttons_and_the_owner_sees_whom_it_waits_for() -> None:
    owners = draw_card(EVERY["open_waiting_for_manager"])
    managers = draw_card(EVERY["open_for_manager"])

    assert buttons(owners.blocks) == ["why.v1"]
    assert "Waiting for Dana Whitfield" in words_of(owners.blocks)
    assert "approve.v1" in buttons(managers.blocks)
    assert "its amount is 48,000 USD" in words_of(managers.blocks)


def test_the_manager_of_whom_is_asked_may_answer_on_their_own_card() -> None:
    drawn = draw_card(facts(person="D", asked=PRIYA))

    assert "approve.v1" in buttons(drawn.blocks)


def test_what_only_a_person_can_say_is_asked_on_the_card_and_never_guessed() -> None:
    drawn = draw_card(EVERY["open_needs_you"])

    rows = {row[0]: row[2] for row in table_of(drawn.blocks)}
    assert rows["Close date"] == "needs you"
    assert rows["Amount"] == "needs you"
    entries = {b["block_id"]: b["element"]["type"] for b in drawn.blocks if b["type"] == "input"}
    assert entries == {"field.close_date": "datepicker", "field.amount": "number_input"}
    assert all("initial_date" not in b["element"] for b in drawn.blocks if b["type"] == "input")


@pytest.mark.row("A-05")
def test_other_options_are_on_the_card_ranked_with_their_reasons() -> None:
    seen = words_of(draw_card(EVERY["open_needs_you"]).blocks)

    assert "Alex Reyes (1 mail in February)" in seen


@pytest.mark.row("A-09")
def test_the_receipt_shows_what_changed_who_when_why_and_the_way_back() -> None:
    drawn = draw_card(EVERY["done"])

    seen = words_of(drawn.blocks)
    assert table_of(drawn.blocks)[1] == ["Next step", "(empty)", "Security review call 5 Mar"]
    assert f"Approved by Priya Nair (<!date^{int(NOW.timestamp())}^" in seen
    assert "*Why:* The next step is empty" in seen
    assert "200 OK at 2026-03-03T14:00:05Z" in seen
    assert "note is on the record" in seen
    assert buttons(drawn.blocks) == ["undo.v1", "open.v1", "why.v1", "show.v1"]
    assert "*Next:* Northwind – Platform: 4 things are missing" in seen


def test_what_cannot_be_undone_has_no_undo_button() -> None:
    drawn = draw_card(facts(standing(State.DONE), receipt=receipt(undo=UndoKind.NONE)))

    assert "undo.v1" not in buttons(drawn.blocks)


def test_a_conflict_shows_all_three_values_and_who_changed_it() -> None:
    drawn = draw_card(EVERY["stale"])

    assert table_of(drawn.blocks) == [
        ["Field", "On the card", "Now", "Yours"],
        ["Next step", "(empty)", "Send the MSA to Jo", "Security review call 5 Mar"],
    ]
    assert "Sam Ortiz changed Next step" in words_of(drawn.blocks)
    assert {"use_ours.v1", "keep_theirs.v1"} <= set(buttons(drawn.blocks))


def test_an_undo_that_would_overwrite_someone_asks_first() -> None:
    drawn = draw_card(EVERY["undo_conflict"])

    assert table_of(drawn.blocks)[1] == [
        "Next step",
        "Security review call 5 Mar",
        "Send the MSA to Jo",
        "(empty)",
    ]
    assert {"undo_anyway.v1", "leave_it.v1"} <= set(buttons(drawn.blocks))
    assert "undo.v1" not in buttons(drawn.blocks)


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("failed", {"retry.v1", "dismiss.v1"}),
        ("partial", {"undo.v1", "retry.v1"}),
        ("partial_stale", {"undo.v1", "use_ours.v1", "keep_theirs.v1"}),
        ("in_doubt", {"was_done.v1", "was_not_done.v1", "open.v1"}),
        ("executing", set()),
        ("cancelled", set()),
        ("cancelled_by_a_person", {"reopen.v1"}),
        ("undoing", {"open.v1"}),
        ("retired", {"open.v1"}),
    ],
)
def test_a_card_offers_what_can_still_be_done_and_nothing_else(name: str, ways: set[str]) -> None:
    offered = set(buttons(draw_card(EVERY[name]).blocks)) - {"why.v1"}

    assert ways <= offered
    assert not offered & {"approve.v1", "edit.v1"}


def test_never_again_is_promised_only_to_whom_asked_for_it() -> None:
    never = standing(State.DISMISSED, dismissed=DismissReason.NEVER, said="dismissed: never")
    later = standing(State.DISMISSED, dismissed=DismissReason.NOT_NOW, said="dismissed: not now")

    assert "do not ask about this record again" in words_of(draw_card(facts(never)).blocks)
    assert "until its evidence changes" in words_of(draw_card(facts(later)).blocks)


def test_a_press_carries_an_opaque_id_and_never_a_fact() -> None:
    for at in EVERY.values():
        for block in draw_card(at).blocks:
            for element in pressable(block):
                values = [element.get("value"), *(o["value"] for o in element.get("options", []))]
                opaque = {at.standing.proposal.id, "R-01JNQ00000000000000000RC01", needing().id}
                assert all(v is None or v.split(":")[-1] in opaque for v in values)


@pytest.mark.row("A-31")
def test_why_shows_signal_rule_evidence_score_guardrails_and_the_model() -> None:
    checks = (Check("guardrail:1", "Every deal over 25,000 USD needs the manager's approval", True),)
    at = standing(
        of=needing(), verdict=Verdict(Decision.ASK, "owner_decides", "Priya owns this", "P", checks)
    )

    view = why_view(Why(at, PRIYA, PRIYA, "CRM hygiene"))

    seen = words_of(view["blocks"])
    assert view_problems(view) == []
    for said in (
        "hubspot:deal:9001",
        "CRM hygiene",
        "An open deal has an empty next step.",
        "high (97%)",
        "none: rules only",
        "Security review call, 5 Mar 2026",
        "Every deal over 25,000 USD",
        "next step empty +30",
        "1. Jo Park — 3 meetings since January",
        "Undo any time",
    ):
        assert said in seen


def test_why_and_edit_survive_hostile_text() -> None:
    at = facts(standing(of=hostile(HOSTILE)))

    assert view_problems(why_view(why_of(at))) == []
    assert view_problems(edit_view(at)) == []


def test_queue_and_home_hold_at_most_five_and_count_the_rest() -> None:
    waiting = [standing(of=dataclasses.replace(hostile(HOSTILE), id=f"p{n}")) for n in range(9)]

    listed, tab = queue(waiting), home(waiting, [receipt(hostile(HOSTILE))] * 7, HOSTILE)

    assert problems(listed.blocks, "message") == []
    assert view_problems(tab) == []
    assert buttons(listed.blocks) == ["show.v1"] * 5
    assert "… and 4 more" in words_of(listed.blocks)


def test_an_empty_queue_says_so() -> None:
    assert "Nothing waits for you" in queue([]).text
    assert view_problems(home([], [], None)) == []


def test_an_address_that_is_no_web_address_is_never_a_link() -> None:
    odd: dict[str, Any] = {"record_link": "javascript:alert(1)"}

    drawn = draw_card(
        facts(standing(State.DONE, proposal(**odd)), receipt=receipt(record_link="javascript:x"))
    )

    assert "javascript:" not in words_of(drawn.blocks)
    assert DEAL.id not in words_of(drawn.blocks)
    assert LINK in words_of(draw_card(EVERY["open"]).blocks)
