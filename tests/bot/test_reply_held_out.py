"""Replies that no rule was tuned on: what is missed, what is suppressed in error, and how sure a yes is."""

import functools
from collections.abc import Callable

import pytest

from bot.workflows.reply_routing import Label
from tests.bot.reply_sets import Judged, judged, missed, precision, recall


@functools.cache
def held_out() -> tuple[Judged, ...]:
    return judged("held_out")


def test_every_opt_out_and_every_threat_is_suppressed() -> None:
    assert missed(held_out()) == []


@pytest.mark.row("C-REP-03")
def test_a_yes_is_a_yes_in_at_least_95_of_100() -> None:
    assert precision(held_out(), "positive") >= 0.95


@pytest.mark.row("C-REP-01")
@pytest.mark.row("B-21")
def test_at_least_85_of_100_are_sorted_rightly_without_any_model() -> None:
    right = sum(one.right for one in held_out()) / len(held_out())
    assert right >= 0.85


def test_at_most_5_of_100_are_suppressed_who_asked_for_nothing() -> None:
    quiet = [one for one in held_out() if not one.row["suppress"]]
    assert sum(one.decision.suppress for one in quiet) <= 0.05 * len(quiet)


@pytest.mark.row("C-REP-01")
def test_each_class_is_reported_with_its_precision_and_recall(
    record_property: Callable[[str, object], None],
) -> None:
    report = {label.value: (precision(held_out(), label), recall(held_out(), label)) for label in Label}
    for name, (precise, found) in report.items():
        record_property(name, f"precision {precise:.2f}, recall {found:.2f}")
    assert all(found >= 0.7 for _, found in report.values()), report


@pytest.mark.parametrize("name", ["development", "fresh"])
def test_the_sets_the_rules_were_made_on_stay_right(name: str) -> None:
    found = judged(name)
    assert len(missed(found)) <= 0.01 * len(found), missed(found)
    assert sum(one.right for one in found) >= 0.95 * len(found)


def test_dates_in_replies_are_read() -> None:
    dated = [one for one in held_out() if one.row.get("pause_until")]
    right = [one for one in dated if str(one.decision.pause_until) == one.row["pause_until"]]
    assert len(right) >= 0.85 * len(dated)


@pytest.mark.row("C-REP-01")
@pytest.mark.parametrize("name", ["strangers_held_out_en", "strangers_held_out_languages"])
def test_on_witty_and_indirect_strangers_it_keeps_what_was_reached(name: str) -> None:
    """The hardest sets there are here: nobody in them speaks plainly. docs/replies.md has the numbers."""
    found = judged(name)
    asked = [one for one in found if one.row["suppress"]]

    assert 1 - len(missed(found)) / len(asked) >= 0.75
    assert precision(found, "positive") >= 0.85
    assert sum(one.right for one in found) / len(found) >= 0.6


@pytest.mark.row("C-REP-05")
def test_what_the_ear_heard_is_quoted_as_it_stands_in_the_mail() -> None:
    heard = [
        (one, span)
        for one in judged("strangers_held_out_en")
        for span in one.decision.evidence
        if span.rule.startswith("ear:")
    ]

    assert heard
    for one, span in heard:
        assert span.text in one.row["body"].replace("\r\n", "\n")
