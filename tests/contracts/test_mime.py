"""A zoo of mails as they come in the wild: each becomes a `Mail` with its new text, or is kept in quarantine."""

import base64
import zlib
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mail import Mail, Quarantined
from integrations.mail.mime import read

HEAD = b"From: Ann Lee <ann@initech.example>\r\nSubject: Re: hi\r\nDate: Tue, 03 Mar 2026 09:00:00 +0100\r\n"


def mail(raw: bytes) -> Mail:
    found = read(raw)
    assert isinstance(found, Mail), found
    return found


def body(content_type: str, text: bytes, encoding: str = "8bit") -> bytes:
    return (
        HEAD
        + f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
        + text
    )


def multipart(kind: str, *parts: bytes) -> bytes:
    joined = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts)
    return HEAD + f'Content-Type: multipart/{kind}; boundary="b"\r\n\r\n'.encode() + joined + b"--b--\r\n"


def part(content_type: str, text: bytes) -> bytes:
    return f"Content-Type: {content_type}\r\n\r\n".encode() + text


@pytest.mark.parametrize(
    ("raw", "new"),
    [
        (body("text/plain; charset=utf-8", "Grüße".encode()), "Grüße"),
        (body("text/plain; charset=iso-8859-1", "Grüße".encode("latin-1")), "Grüße"),
        (body("text/plain; charset=windows-1251", "Отпишите меня".encode("cp1251")), "Отпишите меня"),
        (body("text/plain; charset=iso-2022-jp", "配信停止".encode("iso-2022-jp")), "配信停止"),
        (body("text/plain; charset=utf-8", "Grüße".encode("latin-1")), "Grüße"),
        (body("text/plain; charset=unheard-of", b"hello"), "hello"),
        (body("text/plain; charset=utf-8", b"=C3=BCber=\r\n morgen", "quoted-printable"), "über morgen"),
        (body("text/plain; charset=utf-8", base64.b64encode("Grüße".encode()), "base64"), "Grüße"),
        (body("text/plain; charset=utf-8", b"c3RvcA", "base64"), "stop"),
        (body("text/html; charset=utf-8", b"<p>Please <b>stop</b></p><style>p{}</style>"), "Please stop"),
        (body("text/plain; format=flowed", b"please \r\nstop \r\nnow\r\n"), "please stop now"),
        (b"please stop", "please stop"),
        (b"\n\nplease stop", "please stop"),
        (b"Note: please stop", "Note: please stop"),
    ],
)
def test_text_is_decoded_from_any_encoding(raw: bytes, new: str) -> None:
    assert " ".join(mail(raw).new_text.split()) == new


def test_the_other_version_of_a_body_is_kept_where_it_differs() -> None:
    raw = multipart(
        "alternative", part("text/plain", b"See HTML."), part("text/html", b"<p>Take me off your list</p>")
    )
    found = mail(raw)
    assert "Take me off" in " ".join((found.new_text, *found.alternatives))


def test_quoted_text_and_signature_stand_apart_from_new_text() -> None:
    history = b"On Tue, 3 Mar 2026 at 09:00, Sam <sam@x.example> wrote:\r\n> unsubscribe here\r\n"
    text = b"No thanks\r\n\r\n-- \r\nAnn\r\n\r\n" + history
    found = mail(body("text/plain", text))
    assert found.new_text == "No thanks"
    assert "unsubscribe" in found.quoted_text
    assert "Ann" in found.signature


def test_an_invitation_gives_its_comment_and_answer() -> None:
    event = "BEGIN:VEVENT|UID:1|DTSTAMP:20260303T090000Z|COMMENT:stop inviting me|ATTENDEE;PARTSTAT=DECLINED:mailto:a@x"
    calendar = f"BEGIN:VCALENDAR|METHOD:REPLY|{event}|END:VEVENT|END:VCALENDAR|".replace("|", "\r\n").encode()
    found = mail(multipart("mixed", part("text/plain", b"hi"), part("text/calendar; method=REPLY", calendar)))
    assert (found.calendar_comment, found.calendar_answer) == ("stop inviting me", "DECLINED")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (HEAD + b"Auto-Submitted: auto-replied\r\n\r\nhi", "auto_reply"),
        (HEAD + b"Auto-Submitted: no\r\n\r\nhi", "none"),
        (HEAD + b"X-Auto-Response-Suppress: All\r\n\r\nhi", "none"),
        (b"From: MAILER-DAEMON@x.example\r\nSubject: failed\r\n\r\nno such user", "bounce"),
        (multipart("report; report-type=delivery-status", part("message/delivery-status", b"Status: 5.1.1")), "bounce"),
        (multipart("report", part("message/feedback-report", b"Feedback-Type: abuse")), "complaint"),
        (b"From: n@x.example\r\nSubject: News\r\nList-Unsubscribe: <mailto:u@x.example>\r\n\r\nnews", "newsletter"),
        (HEAD + b"List-Id: <team.x.example>\r\nIn-Reply-To: <1@x>\r\n\r\nyes", "none"),
    ],
)  # fmt: skip
@pytest.mark.row("C-REP-08")
def test_machines_are_known_by_their_headers(raw: bytes, kind: str) -> None:
    assert mail(raw).machine.kind == kind


def test_a_forwarded_mail_is_no_new_text() -> None:
    inner = b"From: x@y.example\r\nSubject: old\r\n\r\nplease unsubscribe"
    found = mail(multipart("mixed", part("text/plain", b"FYI"), part("message/rfc822", inner)))
    assert found.new_text == "FYI"


def test_nested_a_hundred_deep_is_read_or_quarantined_and_never_raises() -> None:
    raw = b"stop"
    for depth in range(100):
        raw = (
            f'Content-Type: multipart/mixed; boundary="b{depth}"\r\n\r\n--b{depth}\r\n'.encode()
            + raw
            + f"\r\n--b{depth}--".encode()
        )
    assert isinstance(read(HEAD + raw), Mail | Quarantined)


@pytest.mark.parametrize("raw", [b"", b"  \r\n ", zlib.compress(bytes(range(256)) * 40), bytes(3000)])
def test_what_is_no_mail_is_quarantined_with_its_bytes(raw: bytes) -> None:
    found = read(raw)
    assert isinstance(found, Quarantined)
    assert found.raw == raw
    assert found.reason


def test_headers_beyond_belief_are_read() -> None:
    message = EmailMessage()
    message["From"] = "=?utf-8?q?J=C3=BCrgen?= <J@Initech.Example>"
    message["Subject"] = "=?utf-8?b?SGFsbMO2?="
    message.set_content("hi")
    found = mail(bytes(message))
    assert (found.sender.address, found.subject) == ("j@initech.example", "Hallö")


def test_a_date_that_is_none_is_none() -> None:
    assert mail(b"From: a@x.example\r\nDate: yesterday or so\r\n\r\nhi").date is None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3000))
def test_no_bytes_raise(raw: bytes) -> None:
    assert isinstance(read(raw), Mail | Quarantined)
    assert isinstance(
        read(HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + raw), Mail | Quarantined
    )
