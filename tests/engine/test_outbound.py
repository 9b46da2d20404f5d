"""Nothing gets past the outbound gate: shown against a real SMTP server, on both databases."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.answering import AnswerKind
from bot.cancelling import cancel
from bot.choosing import retry, settle
from bot.crm_mail import Consent
from bot.errors import AuthExpired, Forbidden, Unavailable
from bot.mailroom import Halt, Outgoing, Sending
from bot.standing import State
from bot.suppression import Reason, Suppression
from bot.switching import pause, resume
from integrations.mail.smtp import SmtpMailer
from store.memory import SqlMemory
from tests.contracts.mail_servers import Postbox, smtp_server
from tests.engine.made import NOON
from tests.engine.mailing import JO, Desk, desk


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def postbox(server: tuple[Postbox, int]) -> Postbox:
    box = server[0]
    box.mails.clear()
    box.refused.clear()
    box.at_dot, box.cut_at_dot = "250 2.0.0 Ok: queued", False
    return box


@pytest.fixture
def priya(memory: SqlMemory, postbox: Postbox, server: tuple[Postbox, int]) -> Desk:  # noqa: ARG001  # an empty postbox
    made = desk(memory, None)
    return with_mailer(made, server[1])


def with_mailer(made: Desk, port: int) -> Desk:
    mailer = SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=no", clock=made.clock)
    return dataclasses.replace(made, house=dataclasses.replace(made.house, mailer=mailer))


def suppression(name: str = "s1", **rest: Any) -> Suppression:
    given: dict[str, Any] = {
        "id": name,
        "reason": Reason.RECIPIENT_ASKED,
        "said": "“take me off your list”",
        "source": "mail:1",
        "at": NOON,
        "by": "policy",
    }
    return Suppression(**(given | ({"address": JO} | rest if "domain" not in rest else rest)))


def reached(postbox: Postbox) -> list[str]:
    return [address for envelope in postbox.mails for address in envelope.rcpt_tos]


@pytest.mark.row("A-13")
def test_an_approved_mail_waits_out_the_hold_and_then_goes_once(priya: Desk, postbox: Postbox) -> None:
    priya.put()

    assert priya.approve().kind is AnswerKind.DONE
    held = priya.standing()
    assert (held.state, held.due_at) == (State.HELD, NOON + timedelta(seconds=90))
    assert priya.release(89) == 0
    assert priya.release(1) == 1
    assert priya.release(1) == 0
    priya.run()

    assert priya.standing().state is State.DONE
    assert reached(postbox) == [JO]
    body = str(postbox.mails[0].content)
    assert "1 Main St, Springfield" in body
    assert "List-Unsubscribe: <mailto:priya@acme.example" in body
    assert "Message-ID: <p1@acme.example>" in body


@pytest.mark.row("C-SUP-06")
@pytest.mark.parametrize("seconds", [0, 89])
def test_a_suppression_inside_the_hold_cancels_the_mail(
    priya: Desk, postbox: Postbox, seconds: float
) -> None:
    priya.put()
    priya.approve()
    priya.clock.later(seconds)

    assert priya.house.writers.book.suppress(suppression())

    assert priya.standing().state is State.CANCELLED
    assert "take me off" in priya.standing().said
    priya.release()
    priya.run()
    assert reached(postbox) == []


@pytest.mark.row("C-SUP-06")
def test_a_suppression_between_release_and_sending_stops_it(priya: Desk, postbox: Postbox) -> None:
    priya.put()
    priya.approve()
    priya.release()
    with priya.memory.begin() as tx:
        priya.memory.mailroom.suppressions.add(tx, suppression())

    priya.run()

    assert priya.standing().state is State.FAILED
    assert "must not be written to (recipient_asked)" in priya.standing().said
    assert reached(postbox) == []


@pytest.mark.row("C-SUP-11")
def test_another_address_of_the_same_person_that_is_suppressed_stops_it(
    priya: Desk, postbox: Postbox
) -> None:
    priya.crm.answers[JO] = Consent("allow", "no opt-out", addresses=(JO, "jo.private@home.example"))
    priya.house.writers.book.suppress(suppression(address="jo.private@home.example"))
    priya.put()

    assert priya.send() is State.FAILED
    assert reached(postbox) == []


@pytest.mark.row("C-SUP-01")
@pytest.mark.parametrize("answer", ["deny", "unknown"])
def test_what_the_crm_denies_or_hides_is_no_permission(priya: Desk, postbox: Postbox, answer: Any) -> None:
    priya.crm.answers[JO] = Consent(answer, "Email Opt Out is set", addresses=(JO,))
    priya.put()

    assert priya.send() is State.FAILED
    assert "the CRM does not allow it" in priya.standing().said
    assert reached(postbox) == []


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (Forbidden("no"), State.FAILED),
        (Unavailable("down", retry_after=0.0), State.FAILED),
        (AuthExpired("renew"), State.APPROVED),
    ],
)
def test_a_crm_that_cannot_be_asked_gives_no_permission(
    priya: Desk, postbox: Postbox, error: Exception, state: State
) -> None:
    priya.crm.error = error
    priya.put()

    assert priya.send() is state
    assert reached(postbox) == []


@pytest.mark.row("H6-03")
@pytest.mark.parametrize("key", ["account:a1", "domain:northwind.example"])
def test_nothing_goes_to_a_halted_account_until_a_person_clears_it(
    priya: Desk, postbox: Postbox, key: str
) -> None:
    priya.put("before")
    priya.approve("before")
    priya.release()
    with priya.memory.begin() as tx:
        priya.memory.mailroom.halts.add(tx, Halt(key, "an angry reply", "policy", NOON, "mail:1"))
    priya.run()
    assert priya.standing("before").state is State.FAILED, "at the instant of sending"
    priya.put("after")
    assert "an angry reply" in priya.approve("after").said, "and at once, to who approves it"
    assert priya.send("after") is State.OPEN
    assert reached(postbox) == []

    with priya.memory.begin() as tx:
        priya.memory.mailroom.halts.clear(tx, key, by="dana", at=NOON, said="we talked")
    priya.put("p2")
    assert priya.send("p2") is State.DONE
    assert reached(postbox) == [JO]


@pytest.mark.row("G-03")
def test_the_kill_switch_freezes_what_is_held_until_someone_resumes(priya: Desk, postbox: Postbox) -> None:
    priya.put()
    priya.approve()
    pause(priya.house, "U2", "a strange day")

    assert priya.release(3600) == 0
    assert priya.standing().state is State.HELD
    resume(priya.house, "U2", "all is well")
    assert priya.release(1) == 1
    priya.run()
    assert reached(postbox) == [JO]


@pytest.mark.row("G-03")
def test_a_pause_at_the_very_last_moment_keeps_the_approval_and_sends_nothing(
    priya: Desk, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    priya.put()
    priya.approve()
    priya.release()

    def paused_meanwhile(address: str) -> Consent:
        pause(priya.house, "U2", "now")
        return Consent("allow", "fine", addresses=(address,))

    monkeypatch.setattr(priya.crm, "consent", paused_meanwhile)
    priya.run()

    assert priya.standing().state is State.APPROVED
    assert reached(postbox) == []


def test_the_approver_cancels_what_is_held_and_a_stranger_cannot(priya: Desk, postbox: Postbox) -> None:
    priya.put()
    priya.approve()

    assert cancel(priya.house, "p1", "U3").kind is AnswerKind.NOT_YOURS
    assert cancel(priya.house, "p1", "U1").kind is AnswerKind.DONE
    assert cancel(priya.house, "p1", "U1").kind is AnswerKind.LATE
    priya.release()
    priya.run()

    assert priya.standing().state is State.CANCELLED
    assert reached(postbox) == []


def test_without_a_postal_address_or_a_server_nothing_goes_out(
    memory: SqlMemory, server: tuple[Postbox, int], postbox: Postbox
) -> None:
    homeless = with_mailer(desk(memory, None, postal_address=" "), server[1])
    homeless.put()
    assert homeless.send() is State.FAILED
    assert "POSTAL_ADDRESS" in homeless.standing().said

    unconnected = desk(memory, None)
    unconnected.put("p2")
    assert unconnected.send("p2") is State.FAILED
    assert "SMTP_URL" in unconnected.standing("p2").said
    assert reached(postbox) == []


@pytest.mark.row("N2")
def test_a_mail_that_an_earlier_try_began_is_in_doubt_and_never_sent_again(
    priya: Desk, postbox: Postbox
) -> None:
    priya.put()
    with priya.memory.begin() as tx:
        earlier = Outgoing("<p1@acme.example>", "act:p1:1:0", "digest", NOON)
        priya.memory.mailroom.outgoing.begin(tx, earlier)

    assert priya.send() is State.IN_DOUBT
    assert "<p1@acme.example>" in priya.standing().said
    assert reached(postbox) == []


@pytest.mark.row("N2")
def test_a_server_that_hangs_up_at_the_dot_leaves_the_mail_in_doubt_until_a_person_looked(
    priya: Desk, postbox: Postbox
) -> None:
    postbox.cut_at_dot = True
    priya.put()
    assert priya.send() is State.IN_DOUBT
    postbox.cut_at_dot = False
    postbox.mails.clear()

    settle(priya.house, "p1", "U1", happened=False)
    priya.release()
    priya.run()

    assert priya.standing().state is State.DONE
    assert reached(postbox) == [JO], "the person who looked says that nothing had gone out"


def test_a_refusal_by_the_server_can_be_tried_again_and_goes_out_once(priya: Desk, postbox: Postbox) -> None:
    postbox.refused[JO] = "550 no such user"
    priya.put()
    assert priya.send() is State.FAILED
    postbox.refused.clear()
    retry(priya.house, "p1", "U1")
    priya.release()
    priya.run()

    assert priya.standing().state is State.DONE
    assert reached(postbox) == [JO]
    with priya.memory.begin() as tx:
        log = priya.memory.mailroom.outgoing.get(tx, "<p1@acme.example>")
    assert log is not None
    assert log.state is Sending.SENT
