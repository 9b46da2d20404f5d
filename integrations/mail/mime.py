"""Raw bytes of any mail to one `Mail`, or `Quarantined` when there is no mail in them. Never raises."""

import re
from email.message import Message

from bot.mail import Address, Mail, Quarantined
from integrations.mail import headers, machine, quotes, signatures
from integrations.mail.bodies import Parts, collect
from integrations.mail.calendar_text import comment_and_answer
from integrations.mail.charsets import to_text
from integrations.mail.complaint import reported
from integrations.mail.tree import message_from

LARGEST = 100 * 1024 * 1024
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_MOST_CONTROL = 0.05
_STUB = re.compile(
    r"(?:does|do) not (?:support|display) html|html[- ](?:capable|compatible|version)|"
    r"view this (?:e-?mail|message) in",
    re.IGNORECASE,
)
_STUB_LENGTH = 300


def read(raw: bytes) -> Mail | Quarantined:
    """One mail out of RFC 5322 bytes, however broken.

    Quarantined: nothing there, larger than 100 MB, binary, or nested so that the standard parser gives up.
    """
    if not raw.strip():
        return Quarantined(reason="The mail is empty.", raw=raw)
    if len(raw) > LARGEST:
        return Quarantined(reason="The mail is larger than 100 MB.", raw=raw)
    try:
        message = message_from(raw)
        if not message.keys() and _binary(raw):
            return Quarantined(reason="The bytes are no mail: no header lines, and binary.", raw=raw)
        return _assembled(message)
    except Exception as error:  # noqa: BLE001 - the standard parser raises a dozen unrelated types on hostile bytes; a reader that dies stops all mail
        return Quarantined(reason=f"The mail could not be read ({type(error).__name__}).", raw=raw)


def _binary(raw: bytes) -> bool:
    sample = raw[:20000]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls > len(sample) * _MOST_CONTROL


def _assembled(message: Message) -> Mail:
    parts = collect(message)
    new, others, quoted, signature, unsure = _texts(parts)
    comment, answer = _calendar(parts)
    senders = headers.addresses(message, "from") or headers.addresses(message, "sender")
    ids = headers.identifiers(message, "message-id")
    kind = machine.detect(message, parts.types, "\n".join([parts.feedback, *parts.reports]))
    return Mail(
        new_text=new,
        subject=headers.header(message, "subject")[:2000],
        sender=senders[0] if senders else Address(),
        to=headers.addresses(message, "to"),
        cc=headers.addresses(message, "cc"),
        date=headers.sent_at(message),
        message_id=ids[0] if ids else "",
        in_reply_to=next(iter(headers.identifiers(message, "in-reply-to")), ""),
        references=headers.identifiers(message, "references")[-100:],
        headers=headers.kept(message),
        quoted_text=quoted,
        signature=signature,
        alternatives=others,
        calendar_comment=comment,
        calendar_answer=answer,
        attachments=tuple(parts.attachments),
        machine=kind,
        split_unsure=unsure,
        truncated=parts.truncated,
        complaint=reported(parts) if kind.kind == "complaint" else None,
    )


def _texts(parts: Parts) -> tuple[str, tuple[str, ...], str, str, bool]:
    plain, html = _joined(parts.plain), _joined(parts.html)
    stub = bool(html) and (not plain.strip() or (len(plain) < _STUB_LENGTH and bool(_STUB.search(plain))))
    first, second = (html, plain) if stub else (plain, html)
    split = quotes.split(first)
    signed = signatures.cut(split.new)
    other = signatures.cut(quotes.split(second).new) if second.strip() else None
    differs = other is not None and other.said.strip() and _bare(other.said) != _bare(signed.said)
    quoted = "\n".join(text for text in (split.quoted, *parts.forwarded) if text.strip())
    unsure = split.unsure and not (differs or signed.said.strip())
    return signed.said, (other.said,) if other and differs else (), quoted, signed.signature, unsure


def _joined(texts: list[str]) -> str:
    return "\n\n".join(text.strip("\n") for text in texts if text.strip())


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _calendar(parts: Parts) -> tuple[str, str]:
    found = [comment_and_answer(text) for text in parts.calendars]
    return "\n".join(c for c, _ in found if c), next((a for _, a in found if a), "")


def as_text(raw: bytes) -> str:
    """Quarantined bytes as text to show to a person."""
    return to_text(raw, None)
