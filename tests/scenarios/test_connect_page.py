"""A rep connects the own mailbox out of Slack, mail in it is heard, and disconnecting ends it."""

import base64
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import requests
import sqlalchemy as sa
from pydantic import SecretStr

from integrations.sandbox.stage import Card
from store.database import rows
from store.mail_tables import mailboxes, mails
from tests.contracts.mail_servers import ImapServer, smtp_server
from tests.contracts.test_accounts import KEY, knows_demouser
from tests.engine.made import NOON
from tests.scenarios.living import Home, home
from tests.scenarios.street import street


@dataclass
class Servers:
    """The mail servers of one rep."""

    imap: ImapServer
    smtp_port: int

    def form(self, token: str, **more: str) -> dict[str, str]:
        return {
            "token": token,
            "address": "rep@northwind.example",
            "provider": "other",
            "user": "demouser",
            "imap": f"127.0.0.1:{self.imap.port}",
            "smtp": f"127.0.0.1:{self.smtp_port}",
            "password": "demopass",
            **more,
        }


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    imap = ImapServer()
    with smtp_server(authenticator=knows_demouser) as (_, port):
        yield Servers(imap, port)
    imap.stop()


@pytest.fixture(scope="module")
def office(sqlite_url_factory: Callable[[], str]) -> Iterator[Home]:
    """A house in which mailboxes can be connected."""
    with home("hubspot", street(), sqlite_url_factory(), more={"secret_key": SecretStr(KEY)}) as inside:
        yield inside


def link(card: Card) -> str:
    """Where its one button leads."""
    (url,) = (
        element["url"] for block in card.blocks for element in block.get("elements", ()) if "url" in element
    )
    return str(url)


def get(url: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(url, timeout=20)


def post(url: str, form: dict[str, str]) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.post(url.rpartition("/")[0], data=form, timeout=30, allow_redirects=False)


def read_mails(office: Home) -> list[str]:
    with office.dealhand.house.memory.begin() as tx:
        return [body["subject"] for body in rows(tx).scalars(sa.select(mails.c.body)) if body]


@pytest.mark.row("A-10")
def test_a_rep_connects_a_mailbox_is_heard_and_disconnects(office: Home, servers: Servers) -> None:
    rep = office.seller().slack

    url = link(office.command(rep, "/dealhand", "connect"))
    token = url.rpartition("/")[2]
    page = get(url)
    assert page.status_code == 200
    assert "What never happens" in page.text

    wrong = post(url, servers.form(token, password="open <sesame>"))
    assert wrong.status_code == 422
    assert "does not take this password for demouser" in html.unescape(wrong.text)
    assert 'value="rep@northwind.example"' in wrong.text
    assert f'value="127.0.0.1:{servers.imap.port}"' in wrong.text
    assert "sesame" not in wrong.text

    right = post(url, servers.form(token))
    assert (right.status_code, "Ready." in right.text) == (200, True)
    office.hears(rep, "Ready: I read rep@northwind.example")
    assert get(url).status_code == 410
    assert post(url, servers.form(token)).status_code == 410
    assert "rep@northwind.example: connected" in office.command(rep, "/dealhand", "mailboxes").words

    mail = "From: Jo <jo@acme.example>\r\nSubject: heard\r\nMessage-ID: <1@acme.example>\r\n\r\nHello\r\n"
    servers.imap.put("INBOX", mail.encode(), at=NOON)
    office.until("the mail", lambda: "heard" in read_mails(office))

    said = office.command(rep, "/dealhand", "disconnect").words
    assert "its password is deleted here" in said
    with office.dealhand.house.memory.begin() as tx:
        row = rows(tx).execute(sa.select(mailboxes)).one()
    assert (row.state, row.imap, row.smtp) == ("disconnected", "", "")
    assert "No mailbox of yours" in office.command(rep, "/dealhand", "mailboxes").words


def test_the_page_loads_nothing_sets_no_cookie_and_cannot_be_framed(office: Home) -> None:
    url = link(office.command(office.seller().slack, "/dealhand", "connect"))

    page = get(url)

    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert (page.headers["referrer-policy"], page.headers["cache-control"]) == ("no-referrer", "no-store")
    assert "set-cookie" not in page.headers
    assert not re.search(r"<script|<img|<link|src=|@import|url\(|style=", page.text)


def test_what_a_stranger_posts_does_nothing(office: Home, servers: Servers) -> None:
    url = link(office.command(office.seller().slack, "/dealhand", "connect"))
    token = url.rpartition("/")[2]

    made_up = post(url, servers.form(base64.urlsafe_b64encode(b"x" * 32).decode().rstrip("=")))
    without = post(url, {"other": "field"})
    with requests.Session() as session:
        session.trust_env = False
        other_kind = session.post(url.rpartition("/")[0], json=servers.form(token), timeout=20)
    too_much = post(url, servers.form(token, address="a" * 40_000))
    by_get = get(f"{url.rpartition('/')[0]}?token={token}&password=x")

    assert [r.status_code for r in (made_up, without, other_kind, too_much)] == [410, 410, 415, 413]
    assert by_get.status_code in {404, 405}
    assert get(url).status_code == 200


@pytest.mark.row("N9")
def test_what_is_typed_breaks_out_of_nothing(office: Home, servers: Servers) -> None:
    url = link(office.command(office.seller().slack, "/dealhand", "connect"))
    hostile = '"><script>alert(1)</script>'

    fields = dict.fromkeys(("address", "provider", "user", "imap", "smtp"), hostile)
    answer = post(url, servers.form(url.rpartition("/")[2], **fields))

    assert answer.status_code == 422
    assert "<script" not in answer.text
    assert answer.text.count(html.escape(hostile)) >= 3
