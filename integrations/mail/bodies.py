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
from integrations.mail.tree import message_from

LONGEST_TEXT = 1_000_000
_DEEPEST = 40
_MOST_PARTS = 2000
_TAGS = re.compile(r"<(?:html|body|div|p|br|span|table|head|meta)\b[^<>]{0,300}>", re.IGNORECASE)
_BASE64 = re.compile(rb"^[A-Za-z0-9+/=\s]*$")


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
    attachments: list[Attachment] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    truncated: bool = False


def collect(message: Message) -> Parts:
    """Walks the tree without recursion into forwarded mails; those are history."""
    parts = Parts()
    _walk(message, parts, 0, inside=False)
    return parts


def _walk(part: Message, parts: Parts, depth: int, *, inside: bool) -> None:
    if depth > _DEEPEST or len(parts.types) > _MOST_PARTS:
        parts.truncated = True
        return
    kind = _kind(part)
    parts.types.append(kind)
    content = part.get_payload()
    if kind == "message/feedback-report":
        parts.feedback = parts.feedback or _fields(part)
    elif kind in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
        _forwarded(part, parts, depth)
    elif isinstance(content, list):
        for child in content:
            if isinstance(child, Message):
                _walk(child, parts, depth + 1, inside=inside)
    else:
        _leaf(part, kind, parts, inside=inside, depth=depth)


def _kind(part: Message) -> str:
    return part.get_content_type().lower()


def _forwarded(part: Message, parts: Parts, depth: int) -> None:
    content = part.get_payload()
    children = [c for c in content if isinstance(c, Message)] if isinstance(content, list) else []
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
        children = [message_from(_payload(part))]
    parts.originals += children
    parts.attachments.append(Attachment(name=_name(part), content_type=_kind(part), size=size))


def _fields(part: Message) -> str:
    """The lines of a report. The standard parser takes every message/* part for a mail, so they are its headers."""
    content = part.get_payload()
    inner = content[0] if isinstance(content, list) and content else part
    if not isinstance(inner, Message) or inner is part:
        return to_text(_payload(part), None)
    if not inner.keys():  # an encoded report, which RFC 5965 forbids and some send: its text is still encoded
        if encoding := part.get("Content-Transfer-Encoding"):
            inner["Content-Transfer-Encoding"] = encoding
        return to_text(_payload(inner), None)
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
    elif _is_body(part, kind):
        _body(part, kind, parts)
    else:
        parts.attachments.append(Attachment(name=_name(part), content_type=kind, size=len(_payload(part))))


def _is_body(part: Message, kind: str) -> bool:
    if not kind.startswith("text/") or kind in ("text/vcard", "text/x-vcard", "text/csv", "text/directory"):
        return False
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    return not disposition.startswith("attachment") and not (disposition and _name(part))


def _body(part: Message, kind: str, parts: Parts) -> None:
    text = _text(part)
    if len(text) > LONGEST_TEXT:
        text, parts.truncated = text[:LONGEST_TEXT], True
    if kind == "text/html" or (kind != "text/plain" and _TAGS.search(text[:5000])):
        if _TAGS.search(text) or "&" in text or "<" in text:
            text = html_to_text(text)
        parts.html.append(text)
        return
    if str(part.get_param("format") or "").lower() == "flowed":
        text = unflow(text, delsp=str(part.get_param("delsp") or "").lower() == "yes")
    parts.plain.append(text)


def _signed(part: Message, parts: Parts, depth: int) -> None:
    inner = smime.signed_content(_payload(part))
    if inner:
        _walk(message_from(inner), parts, depth + 1, inside=False)
    else:
        parts.attachments.append(
            Attachment(name=_name(part), content_type=_kind(part), size=len(_payload(part)))
        )


def _winmail(part: Message, parts: Parts) -> None:
    payload = _payload(part)
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


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return str(part.get_payload()).encode("utf-8", "surrogateescape")
    if str(part.get("Content-Transfer-Encoding") or "").strip().lower() == "base64":
        raw = str(part.get_payload()).encode("utf-8", "surrogateescape")
        if not _BASE64.match(raw[:4000]) and b" " in raw[:400].strip():
            return raw  # labelled base64, written in clear
    return payload


def _text(part: Message) -> str:
    label = part.get_param("charset")
    charset = str(label[2]) if isinstance(label, tuple) else str(label or "")
    return clean(to_text(_payload(part), charset or None))
