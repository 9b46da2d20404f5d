"""The SMTP adapter against a real SMTP server: what is sent, what is refused, and what nobody can know."""

import email
import email.policy
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote

import dkim
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.errors import MailInDoubt, MailRefused, MailSignInRefused, MailTemporary, SettingError
from bot.mail import Address
from bot.post import OutgoingMail
from integrations.mail.mime import read
from integrations.mail.outgoing import wire_form
from integrations.mail.signing import DkimKey
from integrations.mail.smtp import SmtpMailer
from tests.contracts.mail_servers import (
    NOW,
    PASSWORD,
    USER,
    Postbox,
    StoppedClock,
    free_port,
    relay,
    smtp_server,
)

OUTLOOK_ID = (
    "<AS8PR04MB8123F2B7C1D9A0E64F5A9C3D2B1E0" + "F" * 50 + "@AS8PR04MB8123.eurprd04.prod.outlook.com>"
)


def mail(**changes: Any) -> OutgoingMail:
    given: dict[str, Any] = {
        "message_id": "<01JQ.1@dealhand.example>",
        "sender": Address(USER, "Priya Shah"),
        "to": Address("dana@acme.example", "Dana Reyes"),
        "subject": "Next step",
        "text": "Hello Dana,\n.\nbest\nPriya\n",
        "postal_address": "1 Harbour Row, Boston",
    }
    return OutgoingMail(**(given | changes))


def mailer(port: int, **options: Any) -> SmtpMailer:
    return SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=no", clock=StoppedClock(), **options)


def seen(postbox: Postbox) -> EmailMessage:
    content = postbox.mails[-1].content
    assert isinstance(content, bytes)
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


@pytest.fixture
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server(enable_SMTPUTF8=False) as running:
        yield running


def test_a_mail_arrives_as_it_was_given(server: tuple[Postbox, int]) -> None:
    postbox, port = server

    sent = mailer(port).send(mail(html="<p>Hello</p>", cc=(Address("lee@acme.example"),)))

    message = seen(postbox)
    assert sent.message_id == message["Message-ID"] == "<01JQ.1@dealhand.example>"
    assert "queued as 4XyZ" in sent.answer
    assert message["From"] == f"Priya Shah <{USER}>"
    assert message["To"] == "Dana Reyes <dana@acme.example>"
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] is None
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Hello Dana,\n.\nbest\nPriya\n"
    assert postbox.mails[0].mail_from == USER
    assert postbox.mails[0].rcpt_tos == ["dana@acme.example", "lee@acme.example"]


def test_the_thread_survives_ids_longer_than_a_line(server: tuple[Postbox, int]) -> None:
    postbox, port = server

    mailer(port).send(
        mail(in_reply_to=OUTLOOK_ID, references=("<first@acme.example>", "not an id", OUTLOOK_ID))
    )

    content = postbox.mails[0].content
    assert isinstance(content, bytes)
    assert OUTLOOK_ID.encode() in content
    got = read(content)
    assert got.in_reply_to == OUTLOOK_ID  # type: ignore[union-attr]  # it is no quarantined mail
    assert got.references == ("<first@acme.example>", OUTLOOK_ID)  # type: ignore[union-attr]  # same


def test_a_long_thread_keeps_its_first_and_its_latest_mails(server: tuple[Postbox, int]) -> None:
    postbox, port = server

    mailer(port).send(mail(references=tuple(f"<{n}@acme.example>" for n in range(300))))

    kept = seen(postbox)["References"].split()
    assert kept[0] == "<0@acme.example>"
    assert kept[-1] == "<299@acme.example>"
    assert len(kept) == 20


@pytest.mark.row("C-SUP-10")
def test_one_click_unsubscribe_needs_both_headers(server: tuple[Postbox, int]) -> None:
    postbox, port = server
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


def test_without_an_https_address_there_is_only_the_mailto(server: tuple[Postbox, int]) -> None:
    postbox, port = server

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


def test_any_script_in_names_and_subject_arrives(server: tuple[Postbox, int]) -> None:
    postbox, port = server
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
    server: tuple[Postbox, int],
) -> None:
    written = mail(to=Address("jörg@acme.example"))

    with pytest.raises(MailRefused, match="beyond ASCII"):
        mailer(server[1]).send(written)
    with smtp_server(enable_SMTPUTF8=True) as (postbox, port):
        mailer(port).send(written)

    assert server[0].mails == []
    assert postbox.mails[0].rcpt_tos == ["jörg@acme.example"]
    assert postbox.mails[0].smtp_utf8


def test_a_lasting_refusal_of_the_recipient_is_permanent(server: tuple[Postbox, int]) -> None:
    postbox, port = server
    postbox.refused["dana@acme.example"] = "550 5.1.1 No such user"

    with pytest.raises(MailRefused) as refused:
        mailer(port).send(mail(cc=(Address("lee@acme.example"),)))

    assert refused.value.permanent
    assert (refused.value.code, refused.value.raw) == (550, "5.1.1 No such user")
    assert postbox.mails == []


def test_a_refusal_for_now_is_temporary(server: tuple[Postbox, int]) -> None:
    postbox, port = server
    postbox.refused["dana@acme.example"] = "451 4.7.1 Greylisted"

    with pytest.raises(MailTemporary) as refused:
        mailer(port).send(mail())

    assert not refused.value.permanent
    assert refused.value.code == 451


def test_a_refused_copy_does_not_stop_the_mail(server: tuple[Postbox, int]) -> None:
    postbox, port = server
    postbox.refused["lee@acme.example"] = "550 No such user"

    sent = mailer(port).send(mail(cc=(Address("lee@acme.example"),)))

    assert sent.not_copied == ("lee@acme.example",)
    assert postbox.mails[0].rcpt_tos == ["dana@acme.example"]


@pytest.mark.parametrize(
    ("answer", "kind"), [("554 5.7.1 Spam", MailRefused), ("452 4.3.1 Full", MailTemporary)]
)
def test_a_refusal_after_the_text_is_a_refusal(
    server: tuple[Postbox, int], answer: str, kind: type[Exception]
) -> None:
    postbox, port = server
    postbox.at_dot = answer

    with pytest.raises(kind):
        mailer(port).send(mail())


def test_a_break_between_the_final_dot_and_the_answer_is_in_doubt(server: tuple[Postbox, int]) -> None:
    postbox, port = server
    postbox.cut_at_dot = True

    with pytest.raises(MailInDoubt) as doubt:
        mailer(port).send(mail())

    assert doubt.value.message_id == "<01JQ.1@dealhand.example>"
    assert doubt.value.permanent
    assert len(postbox.mails) == 1  # it had arrived; trying again would have sent it twice


def test_a_server_that_takes_too_long_to_answer_leaves_doubt(server: tuple[Postbox, int]) -> None:
    def silent(said: bytes) -> bytes:
        return b"" if b"queued" in said else said

    with relay(server[1], down=silent) as wire, pytest.raises(MailInDoubt):
        mailer(wire.port, answer_seconds=0.2).send(mail())


def test_a_break_before_the_final_dot_sent_nothing(server: tuple[Postbox, int]) -> None:
    postbox, port = server

    with relay(port, cut_after=100_000) as wire, pytest.raises(MailTemporary):
        mailer(wire.port).send(mail(text="a line of text\n" * 1_000_000))

    assert postbox.mails == []


def test_a_server_that_is_not_there_is_temporary() -> None:
    with pytest.raises(MailTemporary, match="nothing was sent"):
        mailer(free_port()).send(mail())


def test_the_password_is_asked_for_and_may_hold_any_sign() -> None:
    user, secret = quote(USER, safe=""), quote("wrong", safe="")

    with smtp_server(auth_required=True) as (postbox, port):
        with pytest.raises(MailSignInRefused) as refused:
            SmtpMailer(f"smtp://{user}:{secret}@127.0.0.1:{port}?starttls=no", clock=StoppedClock()).send(
                mail()
            )
        assert postbox.mails == []
        right = quote(PASSWORD, safe="")
        SmtpMailer(f"smtp://{user}:{right}@127.0.0.1:{port}?starttls=no", clock=StoppedClock()).send(mail())
        assert len(postbox.mails) == 1
        findings = SmtpMailer(
            f"smtp://{user}:{secret}@127.0.0.1:{port}?starttls=no", clock=StoppedClock()
        ).check()

    assert refused.value.permanent
    assert refused.value.code == 535
    assert not findings[0].ok


def test_a_token_file_signs_in_by_xoauth2_and_is_read_each_time(tmp_path: Path) -> None:
    token = tmp_path / "token"
    user = quote(USER, safe="")

    with smtp_server(auth_required=True) as (postbox, port):
        url = f"smtp://{user}@127.0.0.1:{port}?starttls=no&auth=xoauth2&token_file={token}"
        out = SmtpMailer(url, clock=StoppedClock())
        with pytest.raises(MailSignInRefused, match="cannot be read"):
            out.send(mail())
        token.write_text("stale\n")
        with pytest.raises(MailSignInRefused, match="does not take"):
            out.send(mail())
        token.write_text("good\n")
        out.send(mail())

    assert len(postbox.mails) == 1
    assert postbox.tokens[-1] == f"user={USER}\1auth=Bearer good\1\1"


def test_a_server_without_encryption_gets_no_password_unless_told_so(server: tuple[Postbox, int]) -> None:
    with relay(server[1]) as wire:
        out = SmtpMailer(f"smtp://priya:secret@127.0.0.1:{wire.port}", clock=StoppedClock())
        with pytest.raises(MailRefused, match="offers no encryption"):
            out.send(mail())

    assert b"AUTH" not in wire.said


def test_starttls_is_used_and_the_certificate_must_be_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    with smtp_server(tls_context=context, require_starttls=True) as (postbox, port):
        out = SmtpMailer(f"smtp://127.0.0.1:{port}", clock=StoppedClock())
        with pytest.raises(MailTemporary, match="certificate"):
            out.send(mail())
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        out.send(mail())

    assert len(postbox.mails) == 1


def test_dkim_covers_what_a_forger_would_change(server: tuple[Postbox, int], tmp_path: Path) -> None:
    postbox, port = server
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    file = tmp_path / "dkim.pem"
    file.write_bytes(_pem(key))
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
    record = _dns_record(key)
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


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1",
        "smtp://",
        "smtp://priya:hunter2@host:notaport",
        "smtp://priya:hunter2@host?tls=maybe",
        "smtp://priya:hunter2@host?starttls=perhaps",
        "smtp://priya:hunter2@host?auth=xoauth2",
    ],
)
def test_an_unusable_address_is_told_without_its_password(url: str) -> None:
    with pytest.raises(SettingError, match="SMTP_URL") as refused:
        SmtpMailer(url, clock=StoppedClock())

    assert "hunter2" not in str(refused.value)


def test_doctor_says_what_it_found(server: tuple[Postbox, int]) -> None:
    fine = mailer(server[1]).check()
    gone = mailer(free_port()).check()

    assert [finding.ok for finding in fine] == [True]
    assert [finding.ok for finding in gone] == [False]
    assert "docs/mail.md" in gone[0].mend


def _pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _dns_record(key: rsa.RSAPrivateKey) -> bytes:
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])


def self_signed(folder: Path) -> Path:
    """A certificate for 127.0.0.1 and its key, in one file."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(_pem(key) + certificate.public_bytes(serialization.Encoding.PEM))
    return file
