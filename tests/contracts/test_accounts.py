"""Accounts as people connect them, against real servers: found, signed in to, sealed, and sent through."""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from bot.errors import SettingError
from bot.mailboxes import Sealed, Servers, Typed, Wrong
from integrations.mail.accounts import Accounts
from integrations.mail.sealing import Seal
from tests.contracts.mail_servers import ImapServer, Postbox, StoppedClock, free_port, relay, smtp_server

pytest_plugins = ["tests.contracts.mail_fixtures"]

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
OLD_KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
ADDRESS = "priya@northwind.example"


def knows_demouser(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    right = given == LoginPassword(b"demouser", b"demopass")
    return AuthResult(success=right, handled=False)


@pytest.fixture
def smtp_for_all() -> Iterator[tuple[Postbox, int]]:
    with smtp_server(authenticator=knows_demouser) as running:
        yield running


def accounts(keys: str = KEY, exchangers: tuple[str, ...] = ()) -> Accounts:
    return Accounts(Seal(keys), StoppedClock(), exchangers=lambda _domain: exchangers, seconds=5.0)


def typed(imap: int, smtp: int, **more: str) -> Typed:
    given = {"provider": "other", "user": "demouser"} | more
    return Typed(ADDRESS, imap=f"127.0.0.1:{imap}", smtp=f"127.0.0.1:{smtp}", **given)


def fields(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [wrong.field for wrong in found if isinstance(wrong, Wrong)]


@pytest.mark.row("A-10")
def test_both_servers_are_really_signed_in_to(imap: ImapServer, smtp_for_all: tuple[Postbox, int]) -> None:
    found = accounts().try_out(typed(imap.port, smtp_for_all[1]), imap.password)

    assert isinstance(found, Servers)
    assert found.imap == f"imap://demouser:demopass@127.0.0.1:{imap.port}?starttls=if_offered"
    assert "demopass" not in repr(found)
    assert smtp_for_all[0].mails == []


def test_a_wrong_password_stands_at_the_password_and_is_shown_to_one_server_only(
    imap: ImapServer, smtp_for_all: tuple[Postbox, int]
) -> None:
    with relay(smtp_for_all[1]) as wire:
        found = accounts().try_out(typed(imap.port, wire.port), "wrong")

        assert fields(found) == ["password"]
        assert wire.connections == 0


def test_a_server_that_is_not_there_stands_at_its_field(
    imap: ImapServer, smtp_for_all: tuple[Postbox, int]
) -> None:
    assert fields(accounts().try_out(typed(free_port(), smtp_for_all[1]), imap.password)) == ["imap"]
    assert fields(accounts().try_out(typed(imap.port, free_port()), imap.password)) == ["smtp"]


def test_a_server_that_lets_us_read_and_not_send_says_so(imap: ImapServer, smtp: tuple[Postbox, int]) -> None:
    found = accounts().try_out(typed(imap.port, smtp[1]), imap.password)

    assert fields(found) == ["smtp"]
    assert "reading takes this password" in str(found)


@pytest.mark.parametrize(
    ("given", "password", "wrong"),
    [
        (Typed("no address"), "x", ["address"]),
        (Typed("a@b.example, c@d.example"), "x", ["address"]),
        (Typed(ADDRESS, "other", imap="a.example", smtp="b.example"), "", ["password"]),
        (Typed(ADDRESS, "other", imap="a.example", smtp="b.example"), "x\r\na LOGOUT", ["password"]),
        (Typed(ADDRESS, "other", "a\r\nb", "a.example", "b.example"), "x", ["user"]),
        (Typed(ADDRESS, "other", imap="https://a.example/x", smtp="b.example:99999"), "x", ["imap", "smtp"]),
        (Typed(ADDRESS, "other", imap="a.example?starttls=no", smtp=""), "x", ["imap", "smtp"]),
        (Typed(ADDRESS, "other", imap="u@a.example", smtp="b.example:"), "x", ["imap", "smtp"]),
        (Typed(ADDRESS), "x", ["provider"]),
        (Typed(ADDRESS, "no such"), "x", ["provider"]),
        (Typed("priya@outlook.com"), "x", ["provider"]),
        (Typed("priya@proton.me"), "x", ["provider"]),
    ],
)
def test_what_cannot_work_is_said_at_its_field_before_any_server_is_asked(
    given: Typed, password: str, wrong: list[str]
) -> None:
    assert fields(accounts().try_out(given, password)) == wrong


def test_microsoft_says_what_an_administrator_can_do() -> None:
    assert "Entra ID" in str(accounts().try_out(Typed("priya@outlook.com"), "x"))


@pytest.mark.parametrize(
    ("address", "exchangers", "provider"),
    [
        ("a@gmail.com", (), "google"),
        ("a@GMAIL.com", (), "google"),
        ("a@acme.example", ("aspmx.l.google.com", "alt1.aspmx.l.google.com"), "google"),
        ("a@acme.example", ("acme-example.mail.protection.outlook.com",), "microsoft"),
        ("a@acme.example", ("in1-smtp.messagingengine.com",), "fastmail"),
        ("a@acme.example", ("mx.notgoogle.com",), ""),
        ("a@acme.example", (), ""),
        ("a@gmx.de", (), "gmx"),
        ("a@gmx.com", (), "gmx_com"),
        ("a@web.de", (), "webde"),
        ("a@mailbox.org", (), "mailbox_org"),
        ("a@yahoo.co.uk", (), "yahoo"),
        ("nonsense", (), ""),
        ("", (), ""),
    ],
)
def test_the_provider_is_known_by_the_domain_or_by_where_its_mail_goes(
    address: str, exchangers: tuple[str, ...], provider: str
) -> None:
    assert accounts(exchangers=exchangers).provider_of(address) == provider


def test_secrets_are_sealed_and_opened_also_after_the_key_was_changed() -> None:
    servers = Servers("imaps://a:secret@h.example", "smtps://a:secret@h.example")

    sealed = accounts(OLD_KEY).seal(servers)

    assert "secret" not in sealed.imap + sealed.smtp
    assert accounts(f"{KEY},{OLD_KEY}").open(sealed) == servers
    with pytest.raises(SettingError, match="not the key"):
        accounts(KEY).open(sealed)
    with pytest.raises(SettingError, match="not the key"):
        accounts(KEY).open(Sealed("", "é"))


def test_without_a_key_nothing_is_kept_and_how_to_make_one_is_said() -> None:
    assert "openssl rand -base64 32" in accounts("").cannot_keep()
    assert accounts(KEY).cannot_keep() == ""
    with pytest.raises(SettingError, match="openssl rand -base64 32"):
        accounts("").seal(Servers("", ""))
    with pytest.raises(SettingError, match="no key"):
        Seal("too short")


def test_the_key_that_the_words_tell_to_make_is_one() -> None:
    made = subprocess.run(["openssl", "rand", "-base64", "32"], capture_output=True, text=True, check=True)

    seal = Seal(made.stdout)

    assert seal.open(seal.close("secret")) == "secret"


def test_the_spaces_that_google_shows_in_an_app_password_are_left_out(
    imap: ImapServer, smtp_for_all: tuple[Postbox, int]
) -> None:
    with relay(imap.port) as wire:
        accounts().try_out(typed(wire.port, smtp_for_all[1]), "abcd efgh ijkl mnop")

        assert b"abcdefghijklmnop" in wire.said
