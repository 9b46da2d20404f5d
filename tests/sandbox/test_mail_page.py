"""What the Mail tab asks for, and what people outside do with the mail they get: real mails, and real requests."""

import contextlib
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from integrations.sandbox.mail_story import MAIL_EVENTS
from integrations.sandbox.seed import story
from integrations.sandbox.server import build
from integrations.sandbox.serving import running
from tests.sandbox.conftest import Stand
from tests.sandbox.post_town import PASSWORDS, inbox, mail_stand, send, until

PRIYA, SALES = "priya@dealhand.example", "sales@dealhand.example"
LINK = "https://app.dealhand.example/unsubscribe/a-token"


@pytest.fixture
def stand() -> Iterator[Stand]:
    with mail_stand() as found:
        yield found


@pytest.fixture(scope="module")
def used() -> Iterator[Stand]:
    """One for tests that do not mind what else lies there."""
    with mail_stand() as found:
        yield found


def ours(**headers: str) -> bytes:
    """A mail of ours, as it goes out."""
    mail = EmailMessage()
    given = {
        "From": f"Priya Raman <{SALES}>",
        "To": '"Elena Brandt" <cto@fabrikam.com>',
        "Subject": "Your pilot",
    }
    for name, value in {**given, "Message-ID": "<one@dealhand.example>", **headers}.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Hello Elena,\n\nhow about Tuesday?\n")
    return mail.as_bytes()


def sent(stand: Stand, raw: bytes) -> str:
    """Send a mail of ours to Elena; its id in the outbox."""
    ports = stand.get("/page/mail/boxes")
    before = ports["outbox"]["count"]
    send(ports["smtp_port"], PRIYA, "cto@fabrikam.com", raw, PASSWORDS[PRIYA])

    def newest() -> str:
        found = stand.get("/page/mail/list?box=outbox")
        return str(found[0]["id"]) if len(found) > before else ""

    return until("it to be out", newest)


def arrived(stand: Stand, address: str = SALES) -> EmailMessage:
    """The newest mail of that mailbox, off the IMAP server."""
    port = stand.get("/page/mail/boxes")["imap_port"]
    found = until("a mail", lambda: inbox(port, address))
    return message_from_bytes(found[-1], policy=policy.default)


def text_of(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def test_a_sandbox_without_mail_says_so_in_words(sandbox_without_mail: Stand) -> None:
    assert sandbox_without_mail.get("/page/config")["mail"] is False
    assert "no mail server" in sandbox_without_mail.get("/page/mail/boxes")["error"]
    said = sandbox_without_mail.post("/page/happen", what="prospect_writes")
    assert "no mail server" in said["error"]


@pytest.fixture
def sandbox_without_mail() -> Iterator[Stand]:
    server = build(story())
    with running(server) as address:
        yield Stand(address, server)


def test_the_boxes_say_how_to_sign_in_and_what_is_new(stand: Stand) -> None:
    stand.post("/page/happen", what="prospect_writes")
    until("the mail", lambda: stand.get("/page/mail/list?box=sales"))

    found = stand.get("/page/mail/boxes")

    boxes = {box["address"]: box for box in found["boxes"]}
    assert boxes.keys() == PASSWORDS.keys()
    assert (boxes[SALES]["unseen"], boxes[PRIYA]["unseen"], found["outbox"]["count"]) == (1, 0, 0)
    assert len(inbox(found["imap_port"], SALES)) == 1


@pytest.mark.parametrize("what", MAIL_EVENTS)
def test_each_thing_that_happens_is_a_whole_mail_in_the_shared_mailbox(stand: Stand, what: str) -> None:
    said = stand.post("/page/happen", what=what)["said"]

    mail = arrived(stand)
    assert mail["From"].addresses[0].addr_spec in said
    assert mail["To"] == SALES
    assert mail["Message-ID"]
    assert mail["Date"]
    assert len(text_of(mail)) > 60
    assert mail.defects == []


def test_an_answer_of_a_customer_points_at_our_mail_and_quotes_it_below(stand: Stand) -> None:
    stand.post("/page/happen", what="asks_to_be_removed")

    mail = arrived(stand)

    assert mail["Subject"].startswith("Re: ")
    assert mail["In-Reply-To"] == mail["References"]
    new, _, quoted = text_of(mail).partition("\nOn ")
    assert "take me off" in new
    assert ">" not in new
    assert quoted.splitlines()[1].startswith("> ")


def test_an_absence_says_in_its_headers_that_a_machine_wrote_it(stand: Stand) -> None:
    stand.post("/page/happen", what="out_of_office")

    assert arrived(stand)["Auto-Submitted"] == "auto-replied"


def test_a_customer_answers_to_the_owners_own_mailbox_once_the_app_reads_it(stand: Stand) -> None:
    inbox(stand.get("/page/mail/boxes")["imap_port"], PRIYA)
    until("the sign-in", lambda: stand.get("/page/mail/boxes")["boxes"][1]["read_by_app"])

    stand.post("/page/happen", what="interested_reply")

    assert arrived(stand, PRIYA)["From"].addresses[0].addr_spec == "jo.park@northwindrobotics.com"


def test_the_recipient_answers_in_the_thread_to_where_the_mail_asks_for_answers(stand: Stand) -> None:
    letter = sent(stand, ours(Reply_To=PRIYA, References="<zero@dealhand.example>"))

    stand.post("/page/mail/answer", id=letter, text="Tuesday is fine.")

    mail = arrived(stand, PRIYA)
    assert mail["From"].addresses[0].addr_spec == "cto@fabrikam.com"
    assert mail["From"].addresses[0].display_name == "Elena Brandt"
    assert mail["Subject"] == "Re: Your pilot"
    assert mail["In-Reply-To"] == "<one@dealhand.example>"
    assert mail["References"] == "<zero@dealhand.example> <one@dealhand.example>"
    assert text_of(mail).startswith("Tuesday is fine.\n\nOn ")
    assert "> how about Tuesday?" in text_of(mail)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": "  "}, "write something first"),
        ({"text": "Hi", "id": "m999"}, "not here"),
    ],
)
def test_an_answer_that_cannot_be_sent_is_refused_in_words(
    used: Stand, asked: dict[str, str], said: str
) -> None:
    letter = sent(used, ours())

    assert said in used.post("/page/mail/answer", **{"id": letter, **asked})["error"]


def test_only_who_was_written_to_can_answer(used: Stand) -> None:
    used.post("/page/happen", what="prospect_writes")
    letter = until("the mail", lambda: used.get("/page/mail/list?box=sales"))[0]["id"]

    assert "only who was written to" in used.post("/page/mail/answer", id=letter, text="Hi")["error"]


def test_a_stranger_writes_whatever_they_like_and_it_stays_text(stand: Stand) -> None:
    text = (
        "<script>alert(1)</script>\n*not bold* <https://evil.example|click>\n" + "a long mail\n" * 500 + "end"
    )
    body = {
        "name": 'Robin "the" Vega',
        "from": "r@adatum.example",
        "to": SALES,
        "subject": "<b>Hi",
        "text": text,
    }

    stand.post("/page/mail/write", **body)

    assert text_of(arrived(stand)).strip() == text
    letter = until("the mail", lambda: stand.get("/page/mail/list?box=sales"))[0]["id"]
    shown = stand.get(f"/page/mail/mail?id={letter}")
    assert (shown["subject"], shown["text"], shown["from"]) == ("<b>Hi", text, 'Robin "the" Vega')


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"from": "nobody"}, "From must be a mail address"),
        ({"text": ""}, "write something first"),
        ({"subject": "one\ntwo"}, "cannot stand in a mail"),
        ({"to": "nobody@dealhand.example"}, "no such mailbox"),
        ({"to": "cto@fabrikam.com"}, "Sign in before you write to others"),
    ],
)
def test_a_mail_that_cannot_be_written_is_refused_in_words(
    used: Stand, changed: dict[str, str], said: str
) -> None:
    right = {"name": "R", "from": "r@adatum.example", "to": SALES, "subject": "Hi", "text": "Hello"}

    assert said in used.post("/page/mail/write", **{**right, **changed})["error"]


def test_nothing_can_be_written_while_the_mail_server_is_away(stand: Stand) -> None:
    stand.post("/page/happen", what="mail_goes_away")
    assert stand.get("/page/config")["mail_away"] is True

    assert "bring it back first" in stand.post("/page/happen", what="angry_reply")["error"]

    stand.post("/page/happen", what="mail_comes_back")
    assert "said" in stand.post("/page/happen", what="angry_reply")


class App(BaseHTTPRequestHandler):
    """Stands where the app's own HTTP server is, and keeps what it was asked."""

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, dict(self.headers), body))  # type: ignore[attr-defined]
        status = 404 if "unknown" in self.path else 303 if "moved" in self.path else 200
        self.send_response(status)
        self.send_header("Location", "https://app.dealhand.example/connect/done")
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.end_headers()
        self.wfile.write(b"<h1>Here</h1>")

    do_GET = do_POST = answer  # noqa: N815  # the names that the library calls

    def log_message(self, *_said: Any) -> None:
        """Quiet."""


@contextlib.contextmanager
def app_behind(stand: Stand) -> Iterator[list[tuple[str, str, dict[str, str], bytes]]]:
    server = HTTPServer(("127.0.0.1", 0), App)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    stand.post("/page/front", port=server.server_port)
    try:
        yield server.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


WAY_OUT = {"List_Unsubscribe": f"<{LINK}>, <mailto:{SALES}?subject=unsubscribe>"}
ONE_CLICK = {**WAY_OUT, "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"}


@pytest.mark.row("C-SUP-06")
def test_unsubscribe_is_one_post_as_rfc_8058_has_it(used: Stand) -> None:
    letter = sent(used, ours(**ONE_CLICK))
    shown = used.get(f"/page/mail/mail?id={letter}")["unsubscribe"]
    assert (shown["one_click"], shown["url"], shown["said"]) == (True, LINK, "")

    with app_behind(used) as asked:
        said = used.post("/page/mail/unsubscribe", id=letter)["said"]

    [(method, path, headers, body)] = asked
    assert (method, path, body) == ("POST", "/unsubscribe/a-token", b"List-Unsubscribe=One-Click")
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert headers["Host"] == "app.dealhand.example"
    assert "Cookie" not in headers
    assert used.get(f"/page/mail/mail?id={letter}")["unsubscribe"]["said"] == said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (LINK.replace("a-token", "unknown"), "the app answered 404"),
        (LINK.replace("a-token", "moved"), "the app answered 303"),
        ("https://elsewhere.example/x", "leads to elsewhere.example"),
    ],
)
def test_a_press_that_did_not_work_is_said(used: Stand, url: str, said: str) -> None:
    letter = sent(used, ours(**{**ONE_CLICK, "List_Unsubscribe": f"<{url}>"}))

    with app_behind(used):
        assert said in used.post("/page/mail/unsubscribe", id=letter)["error"]

    assert used.get(f"/page/mail/mail?id={letter}")["unsubscribe"]["said"] == ""


def test_without_the_one_click_header_a_mail_goes_to_the_address_instead(stand: Stand) -> None:
    letter = sent(stand, ours(**WAY_OUT))

    stand.post("/page/mail/unsubscribe", id=letter)

    mail = arrived(stand)
    assert (mail["Subject"], mail["From"]) == ("unsubscribe", "cto@fabrikam.com")


def test_a_mail_without_a_way_out_offers_none(used: Stand) -> None:
    letter = sent(used, ours())

    assert used.get(f"/page/mail/mail?id={letter}")["unsubscribe"] is None
    assert "no way out" in used.post("/page/mail/unsubscribe", id=letter)["error"]


def test_the_apps_own_pages_open_at_the_address_of_the_sandbox(used: Stand) -> None:
    with (
        app_behind(used) as asked,
        urllib.request.urlopen(f"{used.address}/connect/a?b=c", timeout=10) as answer,
    ):
        assert answer.read() == b"<h1>Here</h1>"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
        assert answer.headers["Location"] == f"{used.address}/connect/done"

    assert [(method, path) for method, path, _, _ in asked] == [("GET", "/connect/a?b=c")]


def test_before_the_app_is_there_its_pages_say_so(used: Stand) -> None:
    status, _ = used.post_status("/page/front", b'{"port": 1}')
    assert status == 200

    assert "502" in _status(f"{used.address}/connect/a")


def _status(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return str(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return str(refused)
