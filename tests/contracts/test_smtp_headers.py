"""What stands in an outgoing mail: threads, unsubscribing, names in any script, signatures; and what never can."""

import email
import email.policy
from email.header import decode_header, make_header
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.errors import MailRefused, SettingError
from bot.mail import Address
from integrations.mail.mime import read
from integrations.mail.outgoing import wire_form
from integrations.mail.signing import DkimKey
from tests.contracts.mail_servers import (
    NOW,
    Postbox,
    smtp_server,
)
from tests.contracts.outgoing_mails import OUTLOOK_ID, dns_record, mail, mailer, pem, seen

pytest_plugins = ["tests.contracts.mail_fixtures"]


def test_the_thread_survives_ids_longer_than_a_line(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp

    mailer(port).send(
        mail(in_reply_to=OUTLOOK_ID, references=("<first@acme.example>", "not an id", OUTLOOK_ID))
    )

    content = postbox.mails[0].content
    assert isinstance(content, bytes)
    assert OUTLOOK_ID.encode() in content
    got = read(content)
    assert got.in_reply_to == OUTLOOK_ID  # type: ignore[union-attr]  # it is no quarantined mail
    assert got.references == ("<first@acme.example>", OUTLOOK_ID)  # type: ignore[union-attr]  # same


def test_a_long_thread_keeps_its_first_and_its_latest_mails(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp

    mailer(port).send(mail(references=tuple(f"<{n}@acme.example>" for n in range(300))))

    kept = seen(postbox)["References"].split()
    assert kept[0] == "<0@acme.example>"
    assert kept[-1] == "<299@acme.example>"
    assert len(kept) == 20


def test_one_click_unsubscribe_needs_both_headers(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp
    url = "https://hooks.dealhand.example/unsubscribe/" + "t" * 90

    mailer(port).send(
        mail(unsubscribe_url=url, unsubscribe_mailto="stop@northwind.example", machine_sent=True)
    )

    message = seen(postbox)
    assert message["List-Unsubscribe"].split() == [
        f"<{url}>,",
        "<mailto:stop@northwind.example?subject=unsubscribe>",
    ]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"


def test_without_an_https_address_there_is_only_the_mailto(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp

    mailer(port).send(mail(unsubscribe_mailto="stop@northwind.example"))

    assert seen(postbox)["List-Unsubscribe"] == "<mailto:stop@northwind.example?subject=unsubscribe>"
    assert seen(postbox)["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Hi\r\nBcc: victim@acme.example"},
        {"subject": "Hi\u2028Bcc: victim@acme.example"},
        {"to": Address("dana@acme.example", "Dana\nBcc: victim@acme.example")},
        {"to": Address("dana@acme.example, victim@acme.example")},
        {"to": Address("dana@acme.example> SIZE=1\r\nRCPT TO:<victim@acme.example")},
        {"to": Address("")},
        {"references": ("<a@b.example>\nBcc: victim@acme.example",)},
        {"unsubscribe_url": "https://x.example/\r\nBcc: victim@acme.example"},
        {"unsubscribe_url": "javascript:alert(1)"},
        {"unsubscribe_mailto": "stop@x.example>, <mailto:victim@acme.example"},
        {"message_id": "none"},
    ],
)
@pytest.mark.row("N9")
def test_a_mail_that_could_gain_a_header_or_a_recipient_is_never_made(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        mail(**changes)


def test_any_script_in_names_and_subject_arrives(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp
    subject = "Rückmeldung zu Ihrem Angebot – 次のステップ " * 4

    mailer(port).send(mail(subject=subject, to=Address("dana@bücher.example", 'Daña "D", Reyes')))

    content = postbox.mails[0].content
    assert isinstance(content, bytes)
    assert content.isascii()
    assert seen(postbox)["Subject"].strip() == subject.strip()
    assert seen(postbox)["To"].addresses[0].display_name == 'Daña "D", Reyes'
    assert postbox.mails[0].rcpt_tos == ["dana@xn--bcher-kva.example"]


_words = st.lists(
    st.sampled_from(
        ["Rückmeldung", "zu", "次のステップ", "D,", '"Q"', "x" * 80, "=?utf-8?q?a?=", "\\", "<b@c.d>"]
    )
    | st.text(st.characters(exclude_categories=("Cc", "Zl", "Zp", "Cs")), max_size=20),
    max_size=12,
).map(lambda words: " ".join(" ".join(words).split()))


@settings(max_examples=60, deadline=None)
@given(subject=_words, name=_words)
def test_whatever_stands_in_a_name_or_a_subject_is_read_as_written(subject: str, name: str) -> None:
    raw = wire_form(mail(subject=subject, to=Address("dana@acme.example", name)), NOW)

    got = email.message_from_bytes(raw)
    shown, address = parseaddr(got["To"].replace("\r\n", ""))
    assert address == "dana@acme.example"
    assert _decoded(shown) == name
    assert _decoded(got["Subject"].replace("\r\n", "")) == subject
    assert got.keys().count("To") == 1
    assert got["Bcc"] is None


def _decoded(header: str) -> str:
    return str(make_header(decode_header(header)))


def test_a_name_before_the_at_in_another_script_needs_a_server_that_takes_it(
    smtp: tuple[Postbox, int],
) -> None:
    written = mail(to=Address("jörg@acme.example"))

    with pytest.raises(MailRefused, match="beyond ASCII"):
        mailer(smtp[1]).send(written)
    with smtp_server(enable_SMTPUTF8=True) as (postbox, port):
        mailer(port).send(written)

    assert smtp[0].mails == []
    assert postbox.mails[0].rcpt_tos == ["jörg@acme.example"]
    assert postbox.mails[0].smtp_utf8


def test_dkim_covers_what_a_forger_would_change(smtp: tuple[Postbox, int], tmp_path: Path) -> None:
    postbox, port = smtp
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    file = tmp_path / "dkim.pem"
    file.write_bytes(pem(key))
    signer = DkimKey("northwind.example", "s1", file)

    mailer(port, dkim=signer).send(
        mail(
            subject="Angebot für Ⅻ",
            unsubscribe_url="https://hooks.dealhand.example/u/1",
            in_reply_to=OUTLOOK_ID,
            references=(OUTLOOK_ID,),
            text=".a line with a dot\n\n\nund Umlaute äöü\n",
        )
    )

    content = postbox.mails[0].content
    assert isinstance(content, bytes)
    signed = str(seen(postbox)["DKIM-Signature"]).split("h=")[1].split(";")[0].replace(" ", "").split(":")
    assert set(signed) >= {
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "in-reply-to",
        "references",
    }
    record = dns_record(key)
    assert dkim.verify(content, dnsfunc=lambda *_, **__: record)
    forged = content.replace(b"hooks.dealhand.example", b"hooks.elsewhere.example")
    assert not dkim.verify(forged, dnsfunc=lambda *_, **__: record)


def test_a_dkim_key_that_is_none_is_told_at_start(tmp_path: Path) -> None:
    file = tmp_path / "dkim.pem"
    file.write_text("no key")

    with pytest.raises(SettingError, match="no RSA key"):
        mailer(25, dkim=DkimKey("northwind.example", "s1", file))
    with pytest.raises(SettingError, match="cannot be read"):
        mailer(25, dkim=DkimKey("northwind.example", "s1", tmp_path / "absent"))
