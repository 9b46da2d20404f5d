"""Complaint reports as providers send them: who complained, about which mail, as far as they let us know."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mail import Complaint, Mail
from integrations.mail.mime import read

HEAD = (
    b"From: <feedback@provider.example>\r\nTo: <priya@acme.example>\r\nSubject: FW: Security review\r\n"
    b"Date: Tue, 03 Mar 2026 09:00:00 +0100\r\nMessage-ID: <report-1@provider.example>\r\nMIME-Version: 1.0\r\n"
)
OURS = (
    b"From: Priya <priya@acme.example>\r\nTo: <jo@northwind.example>\r\nSubject: Security review\r\n"
    b"Message-ID: <p1@acme.example>\r\n"
    b"List-Unsubscribe: <https://bot.acme.example/unsubscribe/abc>,\r\n <mailto:priya@acme.example>\r\n\r\nHello\r\n"
)


def report(
    fields: bytes, original: bytes = OURS, kind: bytes = b"message/rfc822", encoding: bytes = b""
) -> Mail:
    raw = (
        HEAD + b'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nThis is an email abuse report.\r\n"
        b"--b\r\nContent-Type: message/feedback-report\r\n" + encoding + b"\r\n" + fields + b"\r\n"
        b"--b\r\nContent-Type: " + kind + b"\r\n\r\n" + original + b"\r\n--b--\r\n"
    )
    found = read(raw)
    assert isinstance(found, Mail)
    return found


ABUSE = b"Feedback-Type: abuse\r\nUser-Agent: SomeGenerator/1.0\r\nVersion: 1\r\n"
LEAVE_BY = "<https://bot.acme.example/unsubscribe/abc>, <mailto:priya@acme.example>"


@pytest.mark.row("G-04")
@pytest.mark.parametrize(
    ("fields", "original", "kind", "complainers"),
    [
        (ABUSE + b"Original-Rcpt-To: <Jo@Northwind.example>\r\n", OURS, b"message/rfc822", ("jo@northwind.example",)),
        (ABUSE + b"Original-Rcpt-To: rfc822; a@x.example\r\nOriginal-Rcpt-To: <b@x.example>\r\n", OURS,
         b"message/rfc822", ("a@x.example", "b@x.example")),
        (ABUSE, OURS, b"message/rfc822", ("jo@northwind.example",)),
        (ABUSE, OURS, b"text/rfc822-headers", ("jo@northwind.example",)),
        (ABUSE + b"Original-Rcpt-To: redacted@provider.example\r\n", OURS, b"message/rfc822", ()),
        (ABUSE, OURS.replace(b"jo@northwind.example", b"xxxxx@northwind.example"), b"message/rfc822", ()),
        (ABUSE, OURS.replace(b"<jo@northwind.example>", b"Undisclosed recipients:;"), b"message/rfc822", ()),
    ],
)  # fmt: skip
def test_a_report_names_who_complained_and_the_mail(
    fields: bytes, original: bytes, kind: bytes, complainers: tuple[str, ...]
) -> None:
    mail = report(fields, original, kind)

    assert mail.machine.kind == "complaint"
    assert mail.complaint == Complaint(complainers, "<p1@acme.example>", LEAVE_BY)


def test_a_report_in_base64_is_read_too() -> None:
    fields = base64.b64encode(ABUSE + b"Original-Rcpt-To: <kim@x.example>\r\n")

    mail = report(fields, encoding=b"Content-Transfer-Encoding: base64\r\n")

    assert mail.complaint is not None
    assert mail.complaint.complainers == ("kim@x.example",)


def test_the_form_of_outlook_which_has_no_report_in_it() -> None:
    original = OURS.replace(
        b"To: <jo@northwind.example>", b"X-HmXmrOriginalRecipient: jo@hotmail.example\r\nTo: x"
    )
    raw = (
        HEAD.replace(b"feedback@provider", b"staff@hotmail").replace(
            b"FW: Security review", b"complaint about message from 192.0.2.1"
        )
        + b"Content-Type: message/rfc822\r\n\r\n"
        + original
    )

    mail = read(raw)

    assert isinstance(mail, Mail)
    assert mail.complaint == Complaint(("jo@hotmail.example",), "<p1@acme.example>", LEAVE_BY)


@pytest.mark.parametrize("kind", [b"not-spam", b"auth-failure", b"Not-Spam"])
def test_a_report_that_nobody_complained_is_no_complaint(kind: bytes) -> None:
    mail = report(ABUSE.replace(b"abuse", kind) + b"Original-Rcpt-To: <jo@northwind.example>\r\n")

    assert (mail.machine.kind, mail.complaint) == ("auto_reply", None)


def test_a_report_about_a_mail_without_anything_is_still_a_complaint() -> None:
    mail = report(b"", b"", b"text/rfc822-headers")

    assert (mail.machine.kind, mail.complaint) == ("complaint", Complaint())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_whatever_stands_in_a_report_it_never_breaks_the_reader(fields: bytes, original: bytes) -> None:
    raw = (
        HEAD + b'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: message/feedback-report\r\n\r\n" + fields + b"\r\n"
        b"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n" + original + b"\r\n--b--\r\n"
    )

    assert isinstance(read(raw), Mail), "quarantined: something in it broke the reader"
