"""Mails as programs on the way leave them: mislabelled, cut, with a footer glued on. What was written is still read."""

import base64

import pytest

from bot.mail import Mail
from integrations.mail.mime import read

HEAD = b"From: Ann Lee <ann@initech.example>\r\nSubject: Re: hi\r\nMIME-Version: 1.0\r\n"
PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n"
PART = b"--b\r\n" + PLAIN + b"\r\nplease stop\r\n"


def coded(encoding: bytes, text: bytes, kind: bytes = PLAIN) -> bytes:
    return HEAD + kind + b"Content-Transfer-Encoding: " + encoding + b"\r\n\r\n" + text


STOP64 = base64.encodebytes(b"please stop")
DAMAGED = {
    "RFC 2231 charset on 8-bit text": HEAD
    + b"Content-Type: text/plain; charset*=utf-8''utf-8\r\n\r\nplease stop, L\xc3\xb6we",
    "a NUL in the charset": HEAD + b"Content-Type: text/plain; charset=a\0b\r\n\r\nplease stop, L\xc3\xb6we",
    "a charset that is none of text": HEAD
    + b"Content-Type: text/plain; charset=undefined\r\n\r\nplease stop, L\xc3\xb6we",
    "UTF-16 without a mark": coded(
        b"base64",
        base64.b64encode("please stop".encode("utf-16-be")),
        b"Content-Type: text/plain; charset=utf-16\r\n",
    ),
    "a parameter behind the encoding": coded(b"quoted-printable; x=y", b"please =73top"),
    "blanks around the encoding": coded(b"  Quoted-Printable  ", b"please =73top"),
    "a list footer below base64": coded(b"base64", STOP64 + b"\r\n____________\r\nSent to our list\r\n"),
    "a multipart without a boundary": HEAD
    + b"Content-Type: multipart/alternative\r\n\r\n"
    + PART
    + b"--b--\r\n",
    "a multipart with another boundary": HEAD
    + b"Content-Type: multipart/mixed; boundary=zz\r\n\r\n"
    + PART
    + b"--b--\r\n",
    "a multipart that is plain text": HEAD + b"Content-Type: multipart/mixed; boundary=zz\r\n\r\nplease stop",
    "a byte order mark before the head": b"\xef\xbb\xbf" + HEAD + PLAIN + b"\r\nplease stop",
    "doubled carriage returns": (HEAD + PLAIN + b"\r\nplease stop").replace(b"\r\n", b"\r\r\n"),
    "a quoted mbox line before the head": b">From ann Mon Mar  2\r\n" + HEAD + PLAIN + b"\r\nplease stop",
    "a stray line in the head": HEAD
    + b"no header at all\r\n"
    + PLAIN
    + b"Content-Transfer-Encoding: base64\r\n\r\n"
    + STOP64,
    "blanks before colons": HEAD.replace(b":", b" :")
    + PLAIN.replace(b":", b" :")
    + b"Content-Transfer-Encoding : base64\r\n\r\n"
    + STOP64,
    "a page labelled as plain": HEAD + PLAIN + b"\r\n<html><body><p>please stop</p></body></html>",
    "text with a file name and nothing else": HEAD
    + b"Content-Type: text/plain\r\nContent-Disposition: inline; filename=mail.txt\r\n\r\nplease stop",
    "a comment without end in To": b"To: " + b"(" * 20000 + b"\r\n" + HEAD + PLAIN + b"\r\nplease stop",
}


@pytest.mark.parametrize("raw", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_mail_keeps_its_sender_and_what_was_written(raw: bytes) -> None:
    found = read(raw)
    assert isinstance(found, Mail), found
    assert found.sender.address == "ann@initech.example"
    assert found.new_text.partition(",")[0].splitlines()[0] == "please stop"


def test_text_with_a_file_name_beside_a_body_stays_an_attachment() -> None:
    named = b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.log\r\n\r\nunsubscribe\r\n"
    found = read(HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + PART + named + b"--b--\r\n")
    assert isinstance(found, Mail)
    assert found.new_text == "please stop"
    assert [each.name for each in found.attachments] == ["a.log"]


@pytest.mark.parametrize(
    "style", ["max-height:0px;overflow:hidden", "opacity: 0", "font-size:1px;color:#fff"]
)
def test_a_hidden_line_above_a_page_is_not_what_the_sender_wrote(style: str) -> None:
    page = f'<div style="{style}">unsubscribe me</div><p style="opacity:0.9;font-size:1em">Sounds great</p>'
    found = read(HEAD + b"Content-Type: text/html\r\n\r\n" + page.encode())
    assert isinstance(found, Mail)
    assert found.new_text == "Sounds great"


def test_no_noun_of_a_mail_carries_a_nul() -> None:
    raw = HEAD + b'Content-Type: te\0xt/pl\0ain; name="a\0b"\r\nMessage-ID: <a\0b@c>\r\n\r\nplease\0 stop'
    assert "\0" not in str(read(raw)).replace("\\x00", "\0")
