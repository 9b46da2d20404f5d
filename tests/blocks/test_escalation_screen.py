"""An escalation as people see it: what was said, what was stopped, and ways on that send nothing by themselves."""

import json
from typing import Any

import pytest

from blocks.escalation import answer_view, clear_view, escalation_message
from blocks.surface import pressable
from integrations.sandbox.slack_blocks import problems, view_problems
from tests.blocks.mail_specimens import escalation, every_escalation

EVERY = every_escalation()


def words_of(blocks: list[dict[str, Any]]) -> str:
    return json.dumps(blocks, ensure_ascii=False)


def labels(blocks: list[dict[str, Any]]) -> list[str]:
    return [e["text"]["text"] for block in blocks for e in pressable(block) if e["type"] == "button"]


@pytest.mark.parametrize("name", EVERY)
def test_every_notice_and_modal_is_valid_at_slack(name: str) -> None:
    drawn = escalation_message(EVERY[name])

    assert problems(drawn.blocks, "message") == []
    assert drawn.text
    assert view_problems(answer_view(EVERY[name])) == []
    assert view_problems(answer_view(EVERY[name], EVERY[name].calm[:3000], 3)) == []
    assert view_problems(clear_view(EVERY[name], "D1 1.2")) == []


@pytest.mark.row("H6-02")
def test_the_ways_on_are_those_that_are_left() -> None:
    assert labels(escalation_message(EVERY["angry"]).blocks) == [
        "Answer calmly…",
        "I have answered",
        "Clear…",
    ]
    assert labels(escalation_message(EVERY["answered"]).blocks) == ["Clear…"]
    assert labels(escalation_message(EVERY["answered and cleared"]).blocks) == []


@pytest.mark.row("H6-02")
def test_no_button_of_the_notice_or_of_the_modal_sends_anything() -> None:
    view = answer_view(EVERY["angry"])

    assert labels(view["blocks"]) == ["Use this"]
    assert view["submit"]["text"] == "Make the card"
    assert "Nothing is sent yet" in words_of(view["blocks"])


def test_who_is_suppressed_is_named_as_such_and_no_field_is_offered() -> None:
    view = answer_view(EVERY["suppressed"])

    assert "no more mail through me, for good" in words_of(escalation_message(EVERY["suppressed"]).blocks)
    assert "submit" not in view
    assert not [block for block in view["blocks"] if block["type"] == "input"]


@pytest.mark.row("H6-03")
def test_clearing_says_what_stands_what_it_means_and_what_stays() -> None:
    told = words_of(clear_view(escalation(suppressed="threat"), "D1 1.2")["blocks"])

    assert "northwind.example and Northwind Robotics Ltd" in told
    assert "stays suppressed" in told


def test_hostile_words_stay_words() -> None:
    found = EVERY["hostile"]
    told = words_of(
        escalation_message(found).blocks
        + answer_view(found)["blocks"]
        + clear_view(found, "D1 1.2")["blocks"]
    )

    assert "<!channel>" not in told
    assert "<https://evil.example" not in told
    assert told.count("```") == 2, "the text to copy ends where we end it"
