"""Replies in many languages, read from raw mail to decision, as `triage` reads them."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.mail import Mail
from bot.workflows.reply_routing import Decision, Label, route
from bot.workflows.reply_routing.languages import LANGUAGES
from handlers.triage import raw_mail
from integrations.mail.mime import read

HERE = Path(__file__).parent / "replies"
BIG = ("de", "fr", "es", "pt", "it", "nl")
ENOUGH = 0.85
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines() if line.strip()]


def decide(row: Row) -> Decision:
    mail = read(raw_mail(row))
    assert isinstance(mail, Mail)
    return route(mail)


@pytest.fixture(scope="module", params=["languages.jsonl", "languages_held_out.jsonl"])
def decided(request: pytest.FixtureRequest) -> list[tuple[Row, Decision]]:
    return [(row, decide(row)) for row in rows(request.param)]


@pytest.mark.row("C-REP-01")
@pytest.mark.row("C-SUP-01")
def test_every_opt_out_and_every_threat_in_every_language_suppresses(
    decided: list[tuple[Row, Decision]],
) -> None:
    asked = [(row, made) for row, made in decided if row["suppress"]]
    assert asked
    assert [row["body"] for row, made in asked if not made.suppress] == []


@pytest.mark.row("C-REP-01")
def test_nobody_who_asked_for_nothing_of_the_kind_is_suppressed(decided: list[tuple[Row, Decision]]) -> None:
    calm = [(row, made) for row, made in decided if not row["suppress"]]
    assert calm
    assert [row["body"] for row, made in calm if made.suppress] == []


@pytest.mark.row("C-REP-01")
def test_the_classes_are_right_often_enough_in_each_big_language(
    decided: list[tuple[Row, Decision]],
) -> None:
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for row, made in decided:
        right[row["language"]].append(made.label.value == row["label"])
    shares = {language: sum(right[language]) / len(right[language]) for language in BIG}
    assert {language: share for language, share in shares.items() if share < ENOUGH} == {}


@pytest.mark.row("C-REP-01")
def test_interest_is_said_only_where_there_is_interest(decided: list[tuple[Row, Decision]]) -> None:
    said = [(row, made) for row, made in decided if made.label is Label.POSITIVE]
    assert said
    assert [row["body"] for row, _ in said if row["label"] != "positive"] == []


@pytest.mark.row("C-REP-03")
def test_evidence_is_the_senders_own_words(decided: list[tuple[Row, Decision]]) -> None:
    for row, made in decided:
        written = {"new_text": row["body"], "subject": row["subject"]}
        for span in made.evidence:
            if span.where in written:
                assert span.text in written[span.where], row["id"]


def every_rule() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for rule in language.rules:
            yield language.name, rule.name


def test_every_pattern_of_every_language_is_a_regular_expression() -> None:
    for language in LANGUAGES:
        for rule in language.rules:
            assert rule.pattern.pattern, rule.name
            assert rule.unless is None or rule.unless.pattern, rule.name


def test_no_two_rules_bear_the_same_name() -> None:
    names = [name for _, name in every_rule()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("shout", [str.upper, str.lower, str.title])
def test_capitals_change_nothing_about_an_opt_out(shout: Any) -> None:
    for row in rows("languages.jsonl"):
        if row["suppress"] and row["language"] in BIG:
            assert decide(row | {"body": shout(row["body"])}).suppress, row["body"]


def test_a_request_without_accents_is_the_same_request() -> None:
    plain = str.maketrans("àâäáãåçéèêëíìîïñóòôöõúùûüß", "aaaaaaceeeeiiiinooooouuuus")
    for row in rows("languages.jsonl"):
        if row["suppress"] and row["language"] in BIG:
            assert decide(row | {"body": row["body"].lower().translate(plain)}).suppress, row["body"]
