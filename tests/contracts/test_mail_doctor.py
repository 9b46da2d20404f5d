"""What `doctor` says of mail, against real servers, files and pages: each finding, and how to mend it."""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.errors import SettingError
from bot.findings import Finding
from bot.mailboxes import ConnectedMailbox, Connection, Sealed
from bot.mailroom import KeptMail
from bot.settings import Settings
from integrations.mail.doctor import check_mail
from integrations.names import NoAnswer
from integrations.serving import Listening
from store.database import open_database
from store.doctor import check_mailboxes
from store.mailboxes import SqlMailboxes
from store.mails import SqlMails
from tests.contracts.mail_servers import NOW, ImapServer, Postbox, StoppedClock, free_port
from tests.contracts.test_accounts import KEY

pytest_plugins = ["tests.contracts.mail_fixtures"]

PLAIN: dict[str, Any] = {"slack_bot_token": None, "imap_url": None, "smtp_url": None}


def no_records(_name: str) -> Sequence[str]:
    return ()


def found(records: Callable[[str], Sequence[str]] = no_records, **given: Any) -> dict[str, Finding]:
    settings = Settings(_env_file=None, **(PLAIN | given))
    return {finding.subject: finding for finding in check_mail(settings, StoppedClock(), records)}


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("dkim") / "dkim.pem"
    subprocess.run(["openssl", "genrsa", "-out", str(file), "2048"], check=True, capture_output=True)
    return file


def public(key_file: Path) -> str:
    """By the command that docs/mail.md names."""
    command = f"openssl rsa -in {key_file} -pubout -outform DER | base64 -w0"
    return subprocess.run(["sh", "-c", command], check=True, capture_output=True, text=True).stdout


def test_without_mail_nothing_is_wrong() -> None:
    assert {finding.ok for finding in found().values()} == {True}


def test_the_shared_mailbox_is_really_signed_in_to(imap: ImapServer, smtp: tuple[Postbox, int]) -> None:
    fine = found(
        imap_url=SecretStr(imap.url()),
        smtp_url=SecretStr(f"smtp://127.0.0.1:{smtp[1]}?starttls=no"),
        mail_from="sales@northwind.example",
        postal_address="1 Main St",
    )
    wrong = found(
        imap_url=SecretStr(imap.url(password="wrong")),
        smtp_url=SecretStr(f"smtp://127.0.0.1:{free_port()}?starttls=no"),
    )

    assert {finding.ok for finding in fine.values()} == {True}
    assert "mails; the server calls" in fine["mail in (INBOX)"].said
    assert "takes mails up to 32 MB" in fine["mail out"].said
    assert "sales@northwind.example" in fine["sender"].said
    assert {name for name, finding in wrong.items() if not finding.ok} == {
        "mail in (INBOX)",
        "mail out",
        "postal address",
    }
    assert all(finding.mend for finding in wrong.values() if not finding.ok)
    assert smtp[0].mails == []


def test_an_address_that_cannot_be_read_is_a_finding_and_no_error() -> None:
    wrong = found(
        imap_url=SecretStr("https://x"), smtp_url=SecretStr("smtp://"), secret_key=SecretStr("short")
    )

    assert not any(wrong[name].ok for name in ("mail in", "mail out", "SECRET_KEY", "postal address"))


def test_mail_whose_answers_nobody_reads_is_wrong(smtp: tuple[Postbox, int]) -> None:
    sends = found(smtp_url=SecretStr(f"smtp://127.0.0.1:{smtp[1]}?starttls=no"), postal_address="1 Main St")

    assert "opt-out" in sends["answers"].said


def test_the_dkim_key_is_compared_with_what_stands_in_dns(key_file: Path) -> None:
    given = {"dkim_key_file": str(key_file), "dkim_selector": "s1", "dkim_domain": "northwind.example"}
    asked: list[str] = []

    def record(text: str) -> Callable[[str], Sequence[str]]:
        def records(name: str) -> Sequence[str]:
            asked.append(name)
            return (text,) if text else ()

        return records

    def away(_name: str) -> Sequence[str]:
        raise NoAnswer("no name server")

    fits = found(record(f"v=DKIM1; k=rsa; p={public(key_file)}"), **given)["DKIM"]
    other = found(record("v=DKIM1; p=MIIBIjAN"), **given)["DKIM"]
    none = found(record(""), **given)["DKIM"]
    unknown = found(away, **given)["DKIM"]

    assert [finding.ok for finding in (fits, other, none, unknown)] == [True, False, False, True]
    assert set(asked) == {"s1._domainkey.northwind.example"}
    assert public(key_file) in none.mend
    assert "not compared" in unknown.said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"dkim_key_file": "/no/such/key"}, "cannot be read"),
        ({"dkim_selector": None}, "DKIM_SELECTOR is not set"),
        ({"dkim_domain": None}, "DKIM_DOMAIN is not set"),
        ({"dkim_key_file": __file__}, "no RSA key"),
    ],
)
def test_a_dkim_key_that_cannot_be_used_says_why(key_file: Path, change: dict[str, Any], said: str) -> None:
    given = {"dkim_key_file": str(key_file), "dkim_selector": "s1", "dkim_domain": "northwind.example"}

    wrong = found(**(given | change))["DKIM"]

    assert not wrong.ok
    assert said in wrong.said


@pytest.fixture
def served() -> Iterator[tuple[str, dict[str, Any]]]:
    said: dict[str, Any] = {"alive": True}
    app = Starlette(routes=[Route("/healthz", lambda _request: JSONResponse(said, 503))])
    with Listening(app, "127.0.0.1", 0) as address:
        yield address, said


def test_the_public_address_is_asked(served: tuple[str, dict[str, Any]]) -> None:
    address, said = served

    assert found(public_url=address)["PUBLIC_URL"].ok
    said["alive"] = "something else"
    assert not found(public_url=address)["PUBLIC_URL"].ok
    nobody = found(public_url=f"http://127.0.0.1:{free_port()}")["PUBLIC_URL"]
    assert not nobody.ok
    assert "does not answer" in nobody.said


def test_mailboxes_that_are_refused_or_locked_and_mails_nobody_read_are_named(database_url: str) -> None:
    database, mailboxes = open_database(database_url), SqlMailboxes()
    with database.begin() as tx:
        for name in ("priya", "sam"):
            row = ConnectedMailbox(name, name, f"{name}@northwind.example", NOW)
            assert mailboxes.connect(tx, row, Sealed("imap", "smtp"))
        mailboxes.stands(tx, "sam", Connection.REFUSED, "the password is not taken.")
        SqlMails().add(tx, KeptMail("m1", "imap:INBOX", NOW, None, unreadable="UID 17 in INBOX"), b"")
    database.close()

    def locked(_sealed: Sealed) -> object:
        raise SettingError("SECRET_KEY is not the key")

    fine = {f.subject: f for f in check_mailboxes(database_url, lambda _: KEY)}
    wrong = {f.subject: f for f in check_mailboxes(database_url, locked)}

    assert (fine["sam@northwind.example"].ok, "/dealhand connect" in fine["sam@northwind.example"].mend) == (
        *(False, True),
    )
    assert fine["mailboxes"].said == "1 of 2 let us in"
    assert "UID 17" in fine["unread mail"].said
    assert "SECRET_KEY" not in fine
    assert not wrong["SECRET_KEY"].ok


def test_a_database_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    assert list(check_mailboxes(f"sqlite:///{tmp_path / 'none.db'}", lambda _: None)) == []
    assert not (tmp_path / "none.db").exists()
