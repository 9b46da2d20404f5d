"""A model is asked within its budget, never waited for, and every question leaves a line in the log but no word."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.gathering import trust
from bot.questions import QUESTIONS, REPLY
from bot.reading import Classification, Part, Question
from bot.suppression import Reason
from bot.trust import HOLDINGS
from store.database import rows
from store.mail_tables import metadata
from store.memory import SqlMemory
from store.model_tables import model_calls
from tests.contracts.model_server import MODEL, ModelServer, drips, fails, label, model_server, says
from tests.engine.modelled import CLUELESS, LATER, LEAVE, Modelled, modelled
from tests.engine.test_replies_in import suppressed

SECRETS = {
    Part.SUBJECT: "subject-Zq1",
    Part.NEW_TEXT: "new-text-Zq2",
    Part.SIGNATURE: "signature-Zq3",
    Part.SENDER_NAME: "sender-Zq4",
}


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


@pytest.fixture
def server(running: ModelServer) -> ModelServer:
    running.replies = [label("other", "")]
    running.asked.clear()
    return running


@pytest.fixture
def town(memory: SqlMemory, server: ModelServer) -> Modelled:
    return modelled(memory, server)


@pytest.mark.row("A-27")
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_an_endpoint_receives_the_parts_that_are_declared_and_no_other(
    town: Modelled, question: Question
) -> None:
    if isinstance(question, Classification):
        town.house.model.classify(question, SECRETS, signal="mail:1")
    else:
        town.house.model.extract(question, SECRETS, signal="mail:1")

    declared = question.parts
    assert town.server.said() == {part.value: SECRETS[part] for part in declared}
    left = town.server.texts()
    assert {part for part, secret in SECRETS.items() if secret in left} == set(declared)
    (call,) = town.calls()
    assert call.parts == tuple(part.value for part in declared)


@pytest.mark.row("A-27")
def test_what_leaves_of_a_real_mail_is_what_the_trust_screen_declares(town: Modelled) -> None:
    text = (
        f"{CLUELESS} new-Zq1\r\n\r\n-- \r\nJo Park signature-Zq2 +1 555 0100\r\n\r\n"
        "On Mon, 2 Mar 2026 at 09:00, Priya <priya@acme.example> wrote:\r\n> quoted-Zq3\r\n"
    )
    town.hears(text, head="X-Secret: header-Zq4\r\nCc: Kim copied-Zq5 <kim@northwind.example>\r\n")

    left = town.server.texts()
    assert set(town.server.said()) == {"subject", "new_text"}
    assert "new-Zq1" in left
    for secret in (
        "signature-Zq2",
        "quoted-Zq3",
        "header-Zq4",
        "copied-Zq5",
        "Jo Park",
        "northwind",
        "priya@",
    ):
        assert secret not in left
    declared = trust(town.house)
    assert {part for part in Part if REPLY in declared.asked_for(part)} == {Part.SUBJECT, Part.NEW_TEXT}


@pytest.mark.row("A-27")
def test_the_log_names_who_got_what_kind_of_text_and_keeps_no_word_of_it(town: Modelled) -> None:
    town.hears(CLUELESS)

    (call,) = town.calls()
    assert (call.question, call.model, call.outcome) == ("reply", MODEL, "answered")
    assert call.host == town.server.url.removeprefix("http://").removesuffix("/v1")
    assert (call.parts, call.tokens_in, call.tokens_out) == (("subject", "new_text"), 210, 20)
    assert call.size > len(CLUELESS)
    assert call.signal.startswith("mail:")
    with town.office.memory.begin() as tx:
        kept = str(rows(tx).execute(sa.select(model_calls)).all())
    assert "kettle" not in kept
    assert "Hello" not in kept


@pytest.mark.row("A-27")
def test_every_table_and_every_class_of_text_stands_in_the_declaration() -> None:
    declared = [table for holding in HOLDINGS for table in holding.tables]

    assert set(metadata.tables) - set(declared) == set(), (
        "say in bot/trust.py what this table keeps of people"
    )
    assert set(declared) - set(metadata.tables) == set()
    assert sorted(part for holding in HOLDINGS for part in holding.parts) == sorted(Part)


@pytest.mark.row("A-27")
def test_without_a_model_trust_says_that_nothing_leaves_and_counts_nothing(town: Modelled) -> None:
    town.hears(CLUELESS)
    house = dataclasses.replace(town.house, writer=None)

    said = trust(house)

    assert (said.model, said.host) == ("none", "")
    assert said.today.calls == 1  # an administrator may have taken it away at noon


def test_a_question_that_is_not_declared_cannot_be_asked(town: Modelled) -> None:
    other = dataclasses.replace(REPLY, parts=tuple(Part))

    with pytest.raises(ValueError, match="declared"):
        town.house.model.classify(other, SECRETS, signal="mail:1")
    assert town.server.asked == []


def test_a_text_of_nothing_is_not_sent(town: Modelled) -> None:
    assert town.house.model.classify(REPLY, {Part.NEW_TEXT: " \n"}, signal="mail:1").label is None
    assert town.server.asked == []


def test_a_long_text_is_sent_up_to_its_bound(town: Modelled) -> None:
    town.house.model.classify(REPLY, {Part.NEW_TEXT: "w" * 100_000}, signal="mail:1")

    assert len(town.server.said()["new_text"]) == 6000


def test_the_same_question_about_the_same_text_is_asked_once(town: Modelled) -> None:
    for number in range(3):
        town.house.model.classify(REPLY, SECRETS, signal=f"mail:{number}")

    assert len(town.server.asked) == 1


def test_a_spent_budget_leaves_the_rules_alone_until_midnight_and_tells_administrators_once(
    memory: SqlMemory, server: ModelServer
) -> None:
    town = modelled(memory, server, daily_tokens=230)

    town.hears(CLUELESS, LATER, LEAVE)

    assert len(server.asked) == 1
    told = town.told("model_budget")
    assert list(told) == ["omar"]
    assert "230 tokens" in told["omar"]
    assert [r.said for r in town.reviews() if "budget of today is used up" in r.said]
    town.office.clock.at += timedelta(days=1)
    town.hears("Quorp vindle tasset.")
    assert len(server.asked) == 2


def test_a_budget_of_nothing_asks_nothing(memory: SqlMemory, server: ModelServer) -> None:
    modelled(memory, server, daily_tokens=0).hears(CLUELESS)

    assert server.asked == []


@pytest.mark.row("B-21")
def test_a_model_that_fails_three_times_rests_and_is_asked_again_later(town: Modelled) -> None:
    town.server.replies = [says("gibberish")]
    town.hears(CLUELESS, LATER, LEAVE, "Quorp vindle tasset.")

    assert [call.outcome for call in town.calls()] == ["nonsense"] * 3
    assert list(town.told("model")) == ["omar"]
    assert len(town.reviews()) == 4
    town.machine.at += 299
    town.hears("Vindle tasset quorp.")
    assert len(town.server.asked) == 3
    town.machine.at += 2
    town.server.replies = [label("other", "")]
    town.hears("Tasset quorp vindle.")
    assert town.calls()[0].outcome == "answered"


def test_a_key_that_is_refused_is_tried_once_and_told_to_administrators(
    memory: SqlMemory, server: ModelServer
) -> None:
    town = modelled(memory, server, key="sk-wrong")

    town.hears(CLUELESS, LATER)

    assert [call.outcome for call in town.calls()] == ["key_refused"]
    assert "OPENAI_API_KEY" in town.told("model")["omar"]
    assert len(town.reviews()) == 2


def test_an_endpoint_that_asks_for_time_gets_it(town: Modelled) -> None:
    town.server.replies = [fails(429, retry_after="60"), label("other", "")]
    town.hears(CLUELESS, LATER)

    assert [call.outcome for call in town.calls()] == ["rate_limited"]
    assert town.told("model") == {}  # a busy minute is nobody's business
    town.machine.at += 61
    town.hears(LEAVE)
    assert [call.outcome for call in town.calls()] == ["answered", "rate_limited"]


@pytest.mark.row("C-SUP-02")
def test_an_opt_out_never_waits_for_a_slow_model(town: Modelled) -> None:
    town.server.replies = [drips(10.0)]

    town.hears("Please remove me from your list.")

    assert suppressed(town.office) == [Reason.RECIPIENT_ASKED]
    assert town.server.asked == []


@pytest.mark.row("B-21")
def test_a_slow_model_holds_up_one_question_for_its_time_and_says_so(town: Modelled) -> None:
    town.server.replies = [drips(10.0)]

    town.hears(CLUELESS)

    (review,) = town.reviews()
    assert "did not answer within 2 s" in review.said
    (call,) = town.calls()
    assert (call.outcome, call.tokens_in > 100) == ("timed_out", True)
