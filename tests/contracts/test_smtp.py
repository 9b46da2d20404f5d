"""The SMTP adapter against a real SMTP server: what is sent, what is refused, and what nobody can know."""

import ssl
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.errors import MailInDoubt, MailRefused, MailSignInRefused, MailTemporary, SettingError
from bot.mail import Address
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
from tests.contracts.outgoing_mails import mail, mailer, seen, self_signed

pytest_plugins = ["tests.contracts.mail_fixtures"]


def test_a_mail_arrives_as_it_was_given(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp

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


def test_a_lasting_refusal_of_the_recipient_is_permanent(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp
    postbox.refused["dana@acme.example"] = "550 5.1.1 No such user"

    with pytest.raises(MailRefused) as refused:
        mailer(port).send(mail(cc=(Address("lee@acme.example"),)))

    assert refused.value.permanent
    assert (refused.value.code, refused.value.raw) == (550, "5.1.1 No such user")
    assert postbox.mails == []


def test_a_refusal_for_now_is_temporary(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp
    postbox.refused["dana@acme.example"] = "451 4.7.1 Greylisted"

    with pytest.raises(MailTemporary) as refused:
        mailer(port).send(mail())

    assert not refused.value.permanent
    assert refused.value.code == 451


def test_a_refused_copy_does_not_stop_the_mail(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp
    postbox.refused["lee@acme.example"] = "550 No such user"

    sent = mailer(port).send(mail(cc=(Address("lee@acme.example"),)))

    assert sent.not_copied == ("lee@acme.example",)
    assert postbox.mails[0].rcpt_tos == ["dana@acme.example"]


@pytest.mark.parametrize(
    ("answer", "kind"), [("554 5.7.1 Spam", MailRefused), ("452 4.3.1 Full", MailTemporary)]
)
def test_a_refusal_after_the_text_is_a_refusal(
    smtp: tuple[Postbox, int], answer: str, kind: type[Exception]
) -> None:
    postbox, port = smtp
    postbox.at_dot = answer

    with pytest.raises(kind):
        mailer(port).send(mail())


def test_a_break_between_the_final_dot_and_the_answer_is_in_doubt(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp
    postbox.cut_at_dot = True

    with pytest.raises(MailInDoubt) as doubt:
        mailer(port).send(mail())

    assert doubt.value.message_id == "<01JQ.1@dealhand.example>"
    assert doubt.value.permanent
    assert len(postbox.mails) == 1  # it had arrived; trying again would have sent it twice


def test_a_server_that_takes_too_long_to_answer_leaves_doubt(smtp: tuple[Postbox, int]) -> None:
    def silent(said: bytes) -> bytes:
        return b"" if b"queued" in said else said

    with relay(smtp[1], down=silent) as wire, pytest.raises(MailInDoubt):
        mailer(wire.port, answer_seconds=0.2).send(mail())


def test_a_break_before_the_final_dot_sent_nothing(smtp: tuple[Postbox, int]) -> None:
    postbox, port = smtp

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


def test_a_server_without_encryption_gets_no_password_unless_told_so(smtp: tuple[Postbox, int]) -> None:
    with relay(smtp[1]) as wire:
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


def test_doctor_says_what_it_found(smtp: tuple[Postbox, int]) -> None:
    fine = mailer(smtp[1]).check()
    gone = mailer(free_port()).check()

    assert [finding.ok for finding in fine] == [True]
    assert [finding.ok for finding in gone] == [False]
    assert "docs/mail.md" in gone[0].mend
