"""A review as people see it: sender, words in doubt, why, and one tap for each answer."""

import json
from typing import Any

import pytest

from blocks.review import AT_MOST, action_of, review_message, reviews_list
from blocks.surface import pressable
from bot.queues import CLASSIFICATION
from integrations.sandbox.slack_blocks import problems
from tests.blocks.mail_specimens import every_review, looked, review

pytestmark = pytest.mark.row("G-05")
EVERY = every_review()


def words_of(blocks: list[dict[str, Any]]) -> str:
    return json.dumps(blocks, ensure_ascii=False)


@pytest.mark.parametrize("name", EVERY)
def test_every_review_is_valid_at_slack(name: str) -> None:
    drawn = review_message(EVERY[name])

    assert problems(drawn.blocks, "message") == []
    assert drawn.text


@pytest.mark.parametrize("many", [0, 1, AT_MOST, 60])
def test_a_list_of_any_length_is_valid_and_says_how_many_wait(many: int) -> None:
    drawn = reviews_list([looked(review=review(id=f"review:{n}")) for n in range(many)], "P")

    assert problems(drawn.blocks, "message") == []
    assert (str(many) if many else "Nothing") in drawn.text
    assert ("55 more" in words_of(drawn.blocks)) is (many == 60)


def test_each_answer_is_one_button_and_only_what_cannot_be_taken_back_asks_twice() -> None:
    (row,) = (b for b in review_message(looked()).blocks if b["type"] == "actions")

    assert [e["action_id"] for e in row["elements"]] == [action_of(tap) for tap in CLASSIFICATION.taps]
    assert {e["value"] for e in row["elements"]} == {"review:m1"}
    assert [e["text"]["text"] for e in row["elements"] if "confirm" in e] == ["Opt-out", "Threat"]


def test_a_settled_one_says_who_settled_it_and_has_no_buttons() -> None:
    drawn = review_message(EVERY["opt-out"])

    assert not [e for block in drawn.blocks for e in pressable(block)]
    assert "Dana Whitfield" in words_of(drawn.blocks)
    assert "Opt-out" in words_of(drawn.blocks)


def test_hostile_words_stay_words() -> None:
    told = words_of(review_message(EVERY["hostile"]).blocks)

    assert "<!channel>" not in told
    assert "<https://evil.example" not in told
    assert "&lt;!channel&gt;" in told


def test_whose_it_is_stands_beside_what_is_asked_of_others() -> None:
    mine, of_others = (words_of(reviews_list([looked()], person).blocks) for person in ("P", "D"))

    assert "asked of" not in mine
    assert "asked of Priya Nair" in of_others
