"""Every part of a MIME tree becomes text, calendar text or the name of an attachment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message

from bot.mail import Attachment
from integrations.mail import smime, tnef
from integrations.mail.charsets import clean, to_text
from integrations.mail.flowed import unflow
from integrations.mail.headers import decoded
from integrations.mail.html_text import to_text as html_to_text
from integrations.mail.payloads import payload_of
from integrations.mail.tree import message_from

LONGEST_TEXT = 1_000_000
_DEEPEST = 40
_MOST_PARTS = 2000
_TAGS = re.compile(r"<(?:html|body|div|p|br|span|table|head|meta)\b[^<>]{0,300}>", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html)\b", re.IGNORECASE)
_FIRST_BOUNDARY = re.compile(rb"(?:\A|\n)--([^\s\"]{1,200})[ \t]*\r?\n(?=content-)", re.IGNORECASE)


@dataclass
class Parts:
    """What was found while walking; `plain` and `html` hold bodies, already text."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    calendars: list[str] = field(default_factory=list)
    feedback: str = ""
    originals: list[Message] = field(default_factory=list)  # mails inside this one, or their headers alone
    reports: list[str] = field(default_factory=list)
    named: list[Message] = field(
        default_factory=list
    )  # text with a file name: the body only where there is no other
    attachments: list[Attachment] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    truncated: bool = False


def collect(message: Message) -> Parts:
    """Walks the tree without recursion into forwarded mails; those are history."""
    parts = Parts()
    _walk(message, parts, 0, inside=False)
    if not (parts.plain or parts.html or parts.forwarded or parts.calendars):
        for part in parts.named[:1]:
            _body(part, _kind(part), parts)
    return parts


def _walk(part: Message, parts: Parts, depth: int, *, inside: bool) -> None:
    if depth > _DEEPEST or len(parts.types) > _MOST_PARTS:
        parts.truncated = True
        return
    kind = _kind(part)
    parts.types.append(kind)
    if kind == "message/feedback-report":
        parts.feedback = parts.feedback or _fields(part)
    elif kind in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
        _forwarded(part, parts, depth)
    elif part.is_multipart():
        if (
            kind == "message/delivery-status"
        ):  # a block of fields for the mail, and one for each recipient (RFC 3464)
            parts.reports += ["\n".join(f"{n}: {v}" for n, v in each.raw_items()) for each in _children(part)]
        for child in _children(part):
            _walk(child, parts, depth + 1, inside=inside)
    else:
        _leaf(part, kind, parts, inside=inside, depth=depth)


def _kind(part: Message) -> str:
    return clean(part.get_content_type().lower())[:200]


def _children(part: Message) -> list[Message]:
    """Asked of a leaf, the standard parser would decode its text by whatever charset the mail claims, and raise."""
    content = part.get_payload() if part.is_multipart() else []
    return [child for child in content if isinstance(child, Message)]


def _forwarded(part: Message, parts: Parts, depth: int) -> None:
    children = _children(part)
    size = 0
    for child in children:
        inner = Parts()
        _walk(child, inner, depth + 1, inside=True)
        text = "\n\n".join(inner.plain or inner.html)
        size += len(text)
        parts.forwarded.append(text)
        parts.truncated |= inner.truncated
    if not children:
        parts.forwarded.append(_text(part))
        children = [message_from(payload_of(part))]
    parts.originals += children
    parts.attachments.append(Attachment(name=_name(part), content_type=_kind(part), size=size))


def _fields(part: Message) -> str:
    """The lines of a report. The standard parser takes every message/* part for a mail, so they are its headers."""
    inner = next(iter(_children(part)), None)
    if inner is None:
        return to_text(payload_of(part), None)
    if not inner.keys():  # an encoded report, which RFC 5965 forbids and some send: its text is still encoded
        if encoding := part.get("Content-Transfer-Encoding"):
            inner["Content-Transfer-Encoding"] = encoding
        return to_text(payload_of(inner), None)
    return "\n".join(f"{name}: {value}" for name, value in inner.raw_items())


def _leaf(part: Message, kind: str, parts: Parts, *, inside: bool, depth: int) -> None:
    if kind == "text/calendar" or (kind == "application/ics" and not inside):
        parts.calendars.append(_text(part))
    elif kind in ("message/delivery-status", "message/disposition-notification"):
        parts.reports.append(_text(part))
    elif kind.startswith("application/") and kind.endswith("pkcs7-mime"):
        _signed(part, parts, depth)
    elif kind in ("application/ms-tnef", "application/vnd.ms-tnef") or _name(part).lower() == "winmail.dat":
        _winmail(part, parts)
    elif kind.startswith("multipart/"):
        _unparted(part, parts, depth)
    elif _is_body(part, kind):
        _body(part, kind, parts)
    elif kind in ("text/plain", "text/html"):
        parts.named.append(part)
        parts.attachments.append(Attachment(name=_name(part), content_type=kind, size=len(payload_of(part))))
    else:
        parts.attachments.append(Attachment(name=_name(part), content_type=kind, size=len(payload_of(part))))


def _unparted(part: Message, parts: Parts, depth: int) -> None:
    """A multipart whose boundary is missing or another than its parts use: by the boundary it shows, or as text."""
    payload = part.get_payload(decode=True)
    shown = _FIRST_BOUNDARY.search(payload) if isinstance(payload, bytes) else None
    if shown is None or not isinstance(payload, bytes):
        _body(part, "text/plain", parts)
        return
    head = b'Content-Type: %s; boundary="%s"\r\n\r\n' % (part.get_content_type().encode(), shown[1])
    again = message_from(head + payload)
    if again.is_multipart():
        _walk(again, parts, depth + 1, inside=False)
    else:
        _body(part, "text/plain", parts)


def _is_body(part: Message, kind: str) -> bool:
    if not kind.startswith("text/") or kind in ("text/vcard", "text/x-vcard", "text/csv", "text/directory"):
        return False
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    return not disposition.startswith("attachment") and not (disposition and _name(part))


def _body(part: Message, kind: str, parts: Parts) -> None:
    text = _text(part)
    if len(text) > LONGEST_TEXT:
        text, parts.truncated = text[:LONGEST_TEXT], True
    if kind == "text/html" or (_PAGE.match(text) if kind == "text/plain" else _TAGS.search(text[:5000])):
        if _TAGS.search(text) or "&" in text or "<" in text:
            text = html_to_text(text)
        parts.html.append(text)
        return
    if str(part.get_param("format") or "").lower() == "flowed":
        text = unflow(text, delsp=str(part.get_param("delsp") or "").lower() == "yes")
    parts.plain.append(text)


def _signed(part: Message, parts: Parts, depth: int) -> None:
    inner = smime.signed_content(payload_of(part))
    if inner:
        _walk(message_from(inner), parts, depth + 1, inside=False)
    else:
        parts.attachments.append(
            Attachment(name=_name(part), content_type=_kind(part), size=len(payload_of(part)))
        )


def _winmail(part: Message, parts: Parts) -> None:
    payload = payload_of(part)
    found = tnef.read(payload)
    if found.text:
        parts.plain.append(to_text(found.text, "utf-16-le" if found.wide else None))
    if found.html:
        parts.html.append(html_to_text(to_text(found.html, None)))
    parts.attachments.append(Attachment(name=_name(part), content_type=_kind(part), size=len(payload)))
    parts.attachments += [Attachment(name=to_text(n, None), content_type="", size=0) for n in found.names]


def _name(part: Message) -> str:
    for value in (part.get_param("filename", header="content-disposition"), part.get_param("name")):
        if isinstance(value, tuple):  # RFC 2231: charset, language, percent-decoded value
            return to_text(str(value[2] or "").encode("latin-1", "replace"), str(value[0] or "") or None)[
                :300
            ]
        if value:
            return decoded(str(value))[:300]
    return ""


def _text(part: Message) -> str:
    label = part.get_param("charset")
    charset = str(label[2]) if isinstance(label, tuple) else str(label or "")
    return clean(to_text(payload_of(part), charset or None))
