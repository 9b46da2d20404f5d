"""C-SUP-06 as a property: however somebody is ruled out, whenever, and whoever says yes, no mail to them is sent."""

import ast
import dataclasses
import inspect
import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import noticing
from bot.answering import answer
from bot.choosing import retry
from bot.crm_mail import Consent
from bot.leaving import leave
from bot.mailroom import Outgoing, Sending, WayOut
from bot.operations import REGISTRY, Letter, SendMail
from bot.operations.shape import Family, Operation
from bot.policy import one_click
from bot.standing import State
from bot.suppressing import ask
from bot.suppression import Reason, Suppression
from bot.suppression_list import read_list, take_list
from store.memory import SqlMemory
from tests.contracts.mail_servers import Postbox, smtp_server
from tests.engine.leaving_desk import PUBLIC, arrives, leaving_desk, proposals, report
from tests.engine.mailing import Desk

ROOT = Path(__file__).parents[2]
WAYS = ("kept", "behind our back", "listed", "wrote", "one click", "complained", "asked", "the CRM")
_NUMBERS = itertools.count(1)
MOMENTS = ("before", "open", "held", "one second left", "released")


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def office(memory: SqlMemory, server: tuple[Postbox, int]) -> Desk:
    server[0].mails.clear()
    return leaving_desk(memory, server[1])


def reached(postbox: Postbox) -> list[str]:
    return [address.lower() for envelope in postbox.mails for address in envelope.rcpt_tos]


def rule_out(office: Desk, them: str, way: str, reason: Reason, name: str) -> None:
    """Make sure, in one of all the ways there are, that nobody writes to them again."""
    now = office.clock.now()
    rule = Suppression(f"S-{name}", reason, "no more", "test", now, "policy", address=them)
    match way:
        case "kept":
            office.house.keeper.suppress(rule)
        case "behind our back":
            with office.memory.begin() as tx:
                office.memory.mailroom.suppressions.add(tx, rule)
        case "listed":
            lines = read_list(f"address,reason\n{them},{reason.value}\n".encode(), now)
            assert take_list(office.house.keeper, office.memory, lines).new == 1
        case "wrote":
            arrives(office, f"From: <{them}>\r\nMessage-ID: <{name}@x>\r\n\r\nunsubscribe\r\n".encode())
        case "one click":
            leave(office.house, earlier_mail(office, them, name))
        case "complained":
            earlier_mail(office, them, name)
            arrives(
                office, report(1, f"To: <{them}>\r\nMessage-ID: <earlier-{name}@acme.example>\r\n\r\nHi\r\n")
            )
        case "asked":
            waiting, office.engine.submitted = office.engine.submitted, []
            ask(office.house, "U1", f"{them} do_not_contact they asked me in person")
            noticing.drain(office.house)
            answer(office.house, proposals(office)[0].id, "U1", {})
            office.run()
            office.engine.submitted += waiting  # what was approved before is carried out after it
        case "the CRM":
            office.crm.answers[them] = Consent("deny", "Email Opt Out is set", addresses=(them,))


def earlier_mail(office: Desk, them: str, name: str) -> str:
    """They had a mail from us before; the token in it."""
    token, now = one_click.new_token(), office.clock.now()
    message_id = f"<earlier-{name}@acme.example>"
    with office.memory.begin() as tx:
        mailroom = office.memory.mailroom
        mailroom.outgoing.begin(tx, Outgoing(message_id, "k", name, now))
        mailroom.outgoing.end(tx, message_id, Sending.SENT, "250")
        mailroom.ways_out.add(tx, WayOut(one_click.digest_of(token), message_id, (them,), now))
    return token


@pytest.mark.row("C-SUP-06")
@pytest.mark.row("C-SUP-11")
@pytest.mark.row("N2")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whoever_is_ruled_out_never_reaches_the_mail_server_and_others_do(
    office: Desk, server: tuple[Postbox, int], data: st.DataObject
) -> None:
    def one_of(*some: Any) -> Any:
        return data.draw(st.sampled_from(some))

    fresh = f"x{next(_NUMBERS)}x"  # nobody of an earlier example, also not where one is played again
    them, other = f"{fresh}@rival-{fresh}.example", f"ok{fresh}@fine.example"
    way, moment, approver = one_of(*WAYS), one_of(*MOMENTS), one_of("U1", "U2")
    spelled = one_of(them, them.title(), them.replace("@", "+offer@"), them.replace("x", "\uff58", 1))
    # the one who is ruled out is written to, copied, or has another address that is written to
    to, cc, also = one_of((spelled, (), them), (other, (spelled,), them), (other, (), them))
    addresses = (other, them) if to == other and not cc else (other,)
    office.crm.answers[other] = Consent("allow", "no opt-out", addresses=addresses)
    house = dataclasses.replace(
        office.house, public_url=one_of(PUBLIC, ""), hold=timedelta(seconds=one_of(0, 90))
    )
    office = dataclasses.replace(office, house=house)
    if way == "the CRM" and them not in (to.lower(), *cc):
        way = "kept"  # a consent is one address's; what it means for others of the person the CRM itself says
    reason = one_of(*Reason)
    edits = one_of({}, {"mail_text": f"Better words, and {them} in them"})
    with office.memory.begin() as tx:
        alone = [["mailing", "send_mail"]] if one_of(True, False) else []
        office.memory.switches.set(tx, "alone", alone, by="dana", at=office.clock.now())

    def suppress_at(now: str) -> None:
        if now == moment:
            rule_out(office, also, way, reason, fresh)
            with office.memory.begin() as tx:  # that complaints stop everything is a test of its own
                office.memory.switches.set(tx, "paused", None, by="dana", at=office.clock.now())

    name, control = f"p{fresh}", f"c{fresh}"
    suppress_at("before")
    office.put(name, to=to, cc=cc, confidence=1.0)
    office.put(control, to=f"control-{fresh}@fine.example")
    suppress_at("open")
    answer(office.house, name, approver, edits)
    office.approve(control)
    suppress_at("held")
    office.clock.later(89)
    suppress_at("one second left")
    office.release(1)
    suppress_at("released")
    office.run()
    for _ in range(2):  # a person tries again, and again
        retry(office.house, name, approver)
        office.release()
        office.run()

    got = reached(server[0])
    assert all(fresh not in address or "fine.example" in address for address in got), got
    assert other not in got
    assert f"control-{fresh}@fine.example" in got
    assert office.standing(name).state in {State.CANCELLED, State.FAILED, State.OPEN}


@pytest.mark.row("C-SUP-06")
def test_one_operation_sends_and_it_is_handed_the_gate_and_not_the_mailer() -> None:
    def overridden(kind: type[Operation], method: str) -> bool:
        return getattr(kind, method) is not getattr(Operation, method)

    assert [kind for kind in REGISTRY if kind.family is Family.SEND] == [SendMail]
    assert [kind for kind in REGISTRY if overridden(kind, "recipients")] == [SendMail]
    posting = [kind for kind in REGISTRY if "writers.post" in inspect.getsource(kind.apply)]
    assert posting == [SendMail]
    assert {field.type for field in dataclasses.fields(SendMail) if field.name == "letter"} == {Letter}


@pytest.mark.row("C-SUP-06")
def test_only_the_gate_calls_the_mailer() -> None:
    """Whoever could send mail past the gate would have to name the port, a mail noun, or an SMTP library."""
    named: dict[str, set[str]] = {}
    for file in (f for place in ("bot", "handlers", "blocks", "store") for f in (ROOT / place).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = {node.id} if isinstance(node, ast.Name) else set()
            names |= (
                {alias.name for alias in node.names}
                if isinstance(node, ast.Import | ast.ImportFrom)
                else set()
            )
            for name in names & {"Mailer", "OutgoingMail", "smtplib", "SmtpMailer"}:
                named.setdefault(name, set()).add(str(file.relative_to(ROOT)))

    assert named == {
        "Mailer": {"bot/house.py", "bot/policy/outbound.py"},
        "OutgoingMail": {"bot/policy/outbound.py", "bot/post.py"},
    }
