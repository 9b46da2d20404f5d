"""How values and times are written, and that foreign text cannot act."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks import words
from bot.values import FieldType


@pytest.mark.parametrize(
    ("raw", "kind", "unit", "seen"),
    [
        ("48000", "money", "USD", "$48,000"),
        ("48000.5", "money", "USD", "$48,000.50"),
        ("-300", "money", "EUR", "-€300"),
        ("48000", "money", "CHF", "48,000 CHF"),
        ("48000", "money", None, "48,000"),
        ("2026-04-30", "date", None, "30 Apr 2026"),
        ("2026-03-05", "date", None, "5 Mar 2026"),
        ("2026-03-05T15:00:00+00:00", "datetime", None, "5 Mar 2026 15:00 UTC"),
        ("true", "flag", None, "yes"),
        ("false", "flag", None, "no"),
        (None, "text", None, "(empty)"),
        ("  ", "text", None, "(empty)"),
        ("soon", "date", None, "soon"),
        ("a lot", "money", "USD", "a lot"),
    ],
)
def test_a_canonical_value_is_written_for_people(
    raw: str | None, kind: FieldType, unit: str | None, seen: str
) -> None:
    assert words.value(raw, kind, None, unit) == seen


def test_what_the_crm_shows_for_a_code_wins_over_the_code() -> None:
    assert words.value("s2", "stage", "Proposal") == "Proposal"


def test_a_time_is_a_token_that_each_reader_sees_in_their_own_zone() -> None:
    moment = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)

    assert words.when(moment) == "<!date^1772665200^{date_short_pretty} at {time}|04 Mar 2026 23:00 UTC>"


@given(st.text(max_size=400))
def test_no_foreign_text_can_mention_link_or_be_too_long(text: str) -> None:
    seen = words.safe(text, 50)

    assert "<" not in seen
    assert ">" not in seen
    assert seen.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").count("&") == 0
    assert 1 <= len(words.plain(text, 50)) <= 50


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "ftp://x", "https://a b", "https://" + "x" * 3000]
)
def test_only_a_web_address_becomes_a_link(address: str | None) -> None:
    assert words.link(address, "the deal") == "the deal"


def test_a_link_keeps_its_words_and_its_address_apart() -> None:
    assert words.link("https://x.example/a|b?c&d", "A>B") == "<https://x.example/a%7Cb?c&amp;d|A&gt;B>"


def test_a_list_that_does_not_fit_says_how_much_is_left() -> None:
    joined = words.joined(["x" * 1000] * 5, "\n")

    assert joined.endswith("… and 3 more")
    assert len(joined) < 3000


def test_names_are_listed_as_people_say_them() -> None:
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b"]) == "a and b"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed([]) == ""
