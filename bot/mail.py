"""A mail as the bot reads it. Nouns only: the reader in `integrations/mail` makes them out of raw bytes.

The words:
    `new_text`     what the sender wrote this time; when in doubt text stays here, so no opt-out is lost
    `quoted_text`  history: other mails, quoted or forwarded, below or between the lines
    `signature`    sign-off, mobile signature, disclaimers and the sender's own corporate footer
"""

from datetime import datetime
from typing import Literal

from pydantic.dataclasses import dataclass

MachineKind = Literal["none", "auto_reply", "bounce", "complaint", "newsletter"]


@dataclass(frozen=True)
class Address:
    """`address` is in lower case, and empty when the header could not be read."""

    address: str = ""
    name: str = ""


@dataclass(frozen=True)
class Attachment:
    """What hung on the mail; its bytes stay in the raw mail. `size` counts decoded bytes."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True)
class Machine:
    """Whether a machine wrote the mail, and the header lines that say so (RFC 3834, 3464, 5965)."""

    kind: MachineKind = "none"
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Complaint:
    """What a complaint report says (RFC 5965), as far as the provider lets it: any of this may be blacked out.

    `complainers` are the addresses it names, `about` is the Message-ID of the reported mail, and `leave_by` that mail's
    List-Unsubscribe header. Whoever sent the report wrote all of it, so none of it is believed without our own log.
    """

    complainers: tuple[str, ...] = ()
    about: str = ""
    leave_by: str = ""


@dataclass(frozen=True)
class Mail:
    """One mail, read.

    `date` carries the sender's zone (UTC where the header names none), and is None when unreadable.
    `headers` are the ones a rule may ask for, names in lower case, in their order.
    `alternatives` is the new text of the other MIME versions of the body, where it differs from `new_text`.
    `split_unsure` is True when all text stood below a quote marker without quote signs: a reply may hide in
    `quoted_text`. `truncated` is True when text beyond the reader's limit was left out. `complaint` is there when
    `machine` says that somebody complained.
    """

    new_text: str = ""
    subject: str = ""
    sender: Address = Address()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    date: datetime | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    quoted_text: str = ""
    signature: str = ""
    alternatives: tuple[str, ...] = ()
    calendar_comment: str = ""
    calendar_answer: str = ""
    attachments: tuple[Attachment, ...] = ()
    machine: Machine = Machine()
    split_unsure: bool = False
    truncated: bool = False
    complaint: Complaint | None = None


@dataclass(frozen=True)
class Quarantined:
    """Bytes that are no mail we can read; they are kept whole, with the reason in one sentence."""

    reason: str
    raw: bytes
