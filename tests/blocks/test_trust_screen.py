"""What `/dealhand trust` says, with a model and without."""

import dataclasses

import pytest

from blocks.surface import Json
from blocks.trust import trust_message
from bot.prompting import ModelCall, Spent
from bot.reading import Part
from bot.trust import HOLDINGS, Trust
from tests.engine.made import NOON

pytestmark = pytest.mark.row("A-27")
NONE = Trust("none", "", "HubSpot", 200_000, Spent(0, 0), (), NOON)
CALL = ModelCall(
    id="c1",
    at=NOON,
    question="reply",
    model="gpt-local",
    host="models.acme.example",
    parts=("subject", "new_text"),
    digest="0" * 64,
    size=1830,
    tokens_in=210,
    tokens_out=20,
    ms=812,
    outcome="timed_out",
    signal="mail:abc",
)
ASKED = Trust("gpt-local", "models.acme.example", "HubSpot", 200_000, Spent(3, 12_400), (CALL,), NOON)


def table(drawn: list[Json]) -> list[list[str]]:
    (found,) = (block for block in drawn if block["type"] == "table")
    return [[cell["text"] for cell in row] for row in found["rows"]]


def words(drawn: list[Json]) -> str:
    texts = [block["text"]["text"] for block in drawn if block["type"] in {"section", "header"}]
    return "\n".join(texts)


def test_without_a_model_it_says_that_nothing_leaves_for_one() -> None:
    drawn = trust_message(NONE).blocks

    assert "No text leaves for a model" in words(drawn)
    assert {len(row) for row in table(drawn)} == {3}, "no column of nothings"


def test_each_class_of_what_is_kept_has_a_row_that_says_where_how_long_and_who_else_gets_it() -> None:
    rows = table(trust_message(NONE).blocks)

    assert [row[0] for row in rows[1:]] == [holding.what for holding in HOLDINGS]
    assert all(cell.strip() for row in rows for cell in row)
    assert not any(cell.endswith("…") for row in rows for cell in row)
    assert "a note in HubSpot" in rows[5][2]


def test_with_a_model_it_names_it_where_it_is_what_it_is_asked_and_what_it_gets() -> None:
    drawn = trust_message(ASKED).blocks

    said, rows = words(drawn), table(drawn)
    assert "gpt-local at models.acme.example" in said
    assert rows[1][3].startswith("gpt-local: subject, new text")
    assert {row[3] for row in rows[2:]} == {"nothing"}
    assert "What does the writer of this reply" in said
    assert "3 calls, 12,400 of 200,000 tokens" in said


def test_a_call_is_told_in_one_line_without_a_word_of_its_text() -> None:
    said = words(trust_message(ASKED).blocks)

    line = next(line for line in said.splitlines() if "mail:abc" in line)
    assert "subject and new text" in line
    assert "timed out in 812 ms, 230 tokens" in line


def test_a_part_that_no_question_asks_for_is_seen_by_nobody() -> None:
    replies_only = dataclasses.replace(ASKED, questions=ASKED.questions[:1])

    seen = table(trust_message(replies_only).blocks)[1][3]

    assert Part.SUBJECT.in_words in seen
    assert Part.SIGNATURE.in_words not in seen


def test_a_models_name_cannot_break_out_into_markup() -> None:
    odd = dataclasses.replace(CALL, model="<!channel>", host="<https://evil.example|x>", parts=("<@U1>",))

    said = words(
        trust_message(dataclasses.replace(ASKED, model="<!channel>", host="<@U1>", calls=(odd,))).blocks
    )

    assert "<!" not in said.replace("<!date^", "")
    assert "<@" not in said
    assert "<https" not in said
