"""Leaving by the link in a mail, end to end: sent through a real SMTP server, left over real HTTP."""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import cast
from urllib.parse import unquote

import pytest
import requests
from starlette.routing import Route

from bot import noticing
from bot.lifecycle import Lifecycle
from bot.operations import OptOut, Suppress
from bot.policy import one_click
from bot.standing import State
from bot.suppression import Reason
from bot.switching import pause
from handlers.unsubscribe import unsubscribe_routes
from handlers.web import Health, web
from integrations.serving import Listening
from store.memory import SqlMemory
from tests.contracts.mail_servers import Postbox, smtp_server
from tests.engine.leaving_desk import (
    PUBLIC,
    Crowd,
    arrives,
    leaving_desk,
    link_of,
    proposals,
    sent,
    suppressed,
    token_of,
)
from tests.engine.mailing import JO, Desk

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
FORGED = ("x", "A" * 43, "%00", "..%2F..%2Fhealthz", "ü" * 43, "A" * 5000)
on_sqlite = pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # what a web page answers alone


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def postbox(server: tuple[Postbox, int]) -> Postbox:
    server[0].mails.clear()
    return server[0]


@pytest.fixture
def office(memory: SqlMemory, server: tuple[Postbox, int]) -> Desk:
    return leaving_desk(memory, server[1])


@pytest.fixture
def pages(office: Desk) -> Iterator[str]:
    lifecycle = Lifecycle(office.house)
    routes: tuple[Route, ...] = unsubscribe_routes(lifecycle.way_out, lifecycle.leave)
    with Listening(web(None, lambda: Health(ready=True, parts={}), routes), "127.0.0.1", 0) as address:
        yield address


def path(mail_link: str) -> str:
    return mail_link.removeprefix(PUBLIC)


@pytest.mark.row("C-SUP-02")
def test_every_mail_carries_both_headers_and_the_link_in_its_text(office: Desk, postbox: Postbox) -> None:
    first, second = sent(office, postbox), sent(office, postbox, "p2", to="sam@fabrikam.example")

    assert link_of(first).startswith(f"{PUBLIC}/unsubscribe/")
    by_mail = f"<mailto:priya@acme.example?subject=unsubscribe%20{token_of(first)}>"
    assert by_mail in str(first["List-Unsubscribe"])
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link_of(first) in first.get_content()
    assert token_of(first) != token_of(second), "each mail has a token of its own"
    assert "northwind" not in token_of(first)


@on_sqlite
def test_without_a_public_address_a_mail_names_its_sender_and_no_link(
    memory: SqlMemory, server: tuple[Postbox, int], postbox: Postbox
) -> None:
    mail = sent(leaving_desk(memory, server[1], public_url=""), postbox)

    assert re.fullmatch(
        r"<mailto:priya@acme\.example\?subject=unsubscribe%20[\w-]{43}>", str(mail["List-Unsubscribe"])
    )
    assert mail["List-Unsubscribe-Post"] is None
    assert 'reply "unsubscribe".' in mail.get_content()


@on_sqlite
@pytest.mark.parametrize(
    "public_url", ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"]
)
def test_on_one_machine_plain_http_will_do(
    memory: SqlMemory, server: tuple[Postbox, int], postbox: Postbox, public_url: str
) -> None:
    mail = sent(leaving_desk(memory, server[1], public_url=public_url), postbox)

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.row("C-SUP-02")
@pytest.mark.row("C-REP-04")
@pytest.mark.parametrize("multipart", [False, True])
def test_one_post_suppresses_at_once_and_leaves_a_receipt_and_the_crm_hears_of_it(
    office: Desk, postbox: Postbox, pages: str, multipart: bool
) -> None:
    mail = sent(office, postbox)
    form = (
        {"files": {name: (None, value) for name, value in ONE_CLICK.items()}}
        if multipart
        else {"data": ONE_CLICK}
    )

    answer = requests.post(pages + path(link_of(mail)), timeout=10, allow_redirects=False, **form)

    assert answer.status_code == 200
    assert (answer.cookies.get_dict(), answer.history) == ({}, [])
    assert "unsubscribed" in answer.text
    assert suppressed(office) == [Reason.RECIPIENT_ASKED]
    office.run()
    (made,) = proposals(office)
    assert isinstance(made.operations[0], Suppress)
    assert (office.standing(made.id).state, made.owner) == (State.DONE, "priya")
    with office.memory.begin() as tx:
        receipt = office.memory.ledger.receipts(tx)[0]
        cards = {(card.person, item) for card in office.memory.desk.waiting(tx, 9) for item in card.items}
    assert "pressed “unsubscribe”" in receipt.reason
    assert ("priya", made.id) in cards

    noticing.drain(office.house)
    office.run()
    assert cast("Crowd", office.crm).opted_out == [JO]
    assert {type(p.operations[0]) for p in proposals(office)} == {Suppress, OptOut}


@pytest.mark.row("C-SUP-06")
def test_a_held_mail_is_cancelled_by_one_click_and_the_next_one_is_refused(
    office: Desk, postbox: Postbox, pages: str
) -> None:
    mail = sent(office, postbox)
    office.put("p2")
    office.approve("p2")

    requests.post(pages + path(link_of(mail)), data=ONE_CLICK, timeout=10)

    assert office.standing("p2").state is State.CANCELLED
    office.put("p3")
    assert office.send("p3") is State.OPEN
    assert [e.rcpt_tos for e in postbox.mails] == [[JO]]


def test_many_clicks_are_one(office: Desk, postbox: Postbox, pages: str) -> None:
    url = pages + path(link_of(sent(office, postbox)))
    gate = threading.Barrier(4)

    def post(_: int) -> int:
        gate.wait(10)
        return requests.post(url, data=ONE_CLICK, timeout=20).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(post, range(4)))

    office.run()
    assert answers == [200] * 4
    assert suppressed(office) == [Reason.RECIPIENT_ASKED]
    assert len(proposals(office)) == 1


def test_it_works_while_everything_is_paused(office: Desk, postbox: Postbox, pages: str) -> None:
    url = pages + path(link_of(sent(office, postbox)))
    pause(office.house, "U2", "a strange day")

    assert requests.post(url, data=ONE_CLICK, timeout=10).status_code == 200
    assert suppressed(office) == [Reason.RECIPIENT_ASKED]


@on_sqlite
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_changes_nothing_and_shows_a_button(
    office: Desk, postbox: Postbox, pages: str, method: str
) -> None:
    url = pages + path(link_of(sent(office, postbox)))

    answer = requests.request(method, url, timeout=10)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies.get_dict() == {}
    if method == "GET":
        assert '<form method="post">' in answer.text
        assert JO in answer.text
    noticing.drain(office.house)
    assert suppressed(office) == []
    assert proposals(office) == []


@on_sqlite
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_forged_link_is_unknown_and_changes_nothing(
    office: Desk, postbox: Postbox, pages: str, method: str
) -> None:
    sent(office, postbox)

    answers = [
        requests.request(method, f"{pages}/unsubscribe/{token}", data=ONE_CLICK, timeout=10)
        for token in FORGED
    ]

    assert {answer.status_code for answer in answers} == {404}
    noticing.drain(office.house)
    assert proposals(office) == []


def test_a_token_is_compared_whole(office: Desk, postbox: Postbox) -> None:
    token = token_of(sent(office, postbox))

    with office.memory.begin() as tx:
        found = one_click.way_out(office.memory, tx, token)
        assert found is not None
        assert (found.addresses, found.message_id) == ((JO,), "<p1@acme.example>")
        assert token not in found.digest
        assert one_click.way_out(office.memory, tx, token[:-1]) is None
        assert one_click.way_out(office.memory, tx, token.swapcase()) is None
        assert one_click.way_out(office.memory, tx, found.digest) is None


@on_sqlite
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"List-Unsubscribe=One-Click", "application/x-www-form-urlencoded; charset=utf-8", 200),
        (b"List-Unsubscribe=One-Click", "text/plain", 200),
        (b"list-unsubscribe=one-click&x=1", "application/x-www-form-urlencoded", 200),
        (b"", "application/x-www-form-urlencoded", 400),
        (b"List-Unsubscribe=No", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded", 400),
        (b"garbage", "multipart/form-data; boundary=b", 400),
        (b"garbage", "multipart/form-data", 400),
        (b'{"List-Unsubscribe": "One-Click"}', "application/json", 415),
        (b"List-Unsubscribe=One-Click&pad=" + b"x" * 20_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_only_the_form_of_the_standard_counts(
    office: Desk, postbox: Postbox, pages: str, body: bytes, kind: str, status: int
) -> None:
    url = pages + path(link_of(sent(office, postbox)))

    answer = requests.post(url, data=body, headers={"Content-Type": kind}, timeout=10)

    assert answer.status_code == status
    assert bool(suppressed(office)) is (status == 200)


@on_sqlite
def test_a_body_without_an_end_is_cut_off(office: Desk, postbox: Postbox, pages: str) -> None:
    url = pages + path(link_of(sent(office, postbox)))

    answer = requests.post(
        url,
        data=iter([b"List-Unsubscribe=One-Click&pad=", *([b"x" * 4096] * 10)]),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        timeout=10,
    )

    assert answer.status_code == 413
    assert suppressed(office) == []


@on_sqlite
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(office: Desk, postbox: Postbox, pages: str, method: str) -> None:
    url = pages + path(link_of(sent(office, postbox)))

    assert requests.request(method, url, data=ONE_CLICK, timeout=10).status_code == 405
    assert suppressed(office) == []


def test_whoever_was_copied_leaves_too_and_colleagues_stay(
    office: Desk, postbox: Postbox, pages: str
) -> None:
    mail = sent(office, postbox, cc=("sam@northwind.example", "dana@acme.example"))

    requests.post(pages + path(link_of(mail)), data=ONE_CLICK, timeout=10)

    assert suppressed(office) == suppressed(office, "sam@northwind.example") == [Reason.RECIPIENT_ASKED]
    assert suppressed(office, "dana@acme.example") == []


@pytest.mark.row("C-SUP-02")
@pytest.mark.parametrize("head", ["", "Auto-Submitted: auto-generated\r\n", "Precedence: bulk\r\n"])
@pytest.mark.parametrize("sender", [JO, "jo.private@home.example"])
def test_the_mail_that_a_mailto_makes_leaves_too_whoever_sends_it_and_marks_it_as_what(
    memory: SqlMemory, server: tuple[Postbox, int], postbox: Postbox, head: str, sender: str
) -> None:
    office = leaving_desk(memory, server[1], public_url="")
    mailto = str(sent(office, postbox)["List-Unsubscribe"])
    subject = unquote(mailto.partition("subject=")[2].rstrip(">"))
    mail = f"From: <{sender}>\r\nMessage-ID: <out@x.example>\r\nSubject: {subject}\r\n{head}\r\n"

    arrives(office, mail.encode())

    assert suppressed(office) == [Reason.RECIPIENT_ASKED]
    office.run()
    assert {p.record.id for p in proposals(office)} == {JO}
    if sender != JO and not head:
        assert suppressed(office, sender) == [Reason.RECIPIENT_ASKED], "they asked for themselves too"


@on_sqlite
def test_a_token_that_we_never_gave_opts_nobody_out(office: Desk, postbox: Postbox) -> None:
    sent(office, postbox)

    arrives(office, f"From: <x@y.example>\r\nSubject: unsubscribe {'A' * 43}\r\n\r\n".encode())

    assert suppressed(office) == []
    assert proposals(office) == []
