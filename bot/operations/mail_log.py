"""Two operations that let the CRM remember a mail on its records: one that came in, and one that we sent.

Nothing takes them back: that the mail was written stays true, and neither port archives a logged mail.
"""

import dataclasses
from collections.abc import Collection, Mapping
from typing import ClassVar

from bot.crm_mail import MailLog
from bot.mailroom import KeptMail, Outgoing, Sending
from bot.operations.mail import WORDS, reworded
from bot.operations.shape import Applied, Family, Letter, Operation, Stale, Writers
from bot.values import Change, RecordRef, Risk, UndoKind, Value, noun

LOGGED_ON = "logged_on"  # the field in which a person chooses one of several records
_MOST_TEXT = 20_000  # of a mail's text; the mailbox has the rest


def received(kept: KeptMail) -> MailLog:
    """A mail that came in, as the CRM is to remember it; one without a Message-ID is known by the digest of its bytes.

    Raises:
        ValueError: Nobody can read that mail.
    """
    mail = kept.mail
    if mail is None:
        raise ValueError("a mail that nobody can read cannot be logged")
    text = "\n\n".join(part for part in (mail.new_text, mail.signature, mail.quoted_text) if part)
    return MailLog(
        direction="received",
        subject=mail.subject,
        text=text[:_MOST_TEXT],
        sent_at=mail.date or kept.received_at,
        sender=mail.sender,
        to=mail.to,
        cc=mail.cc,
        message_id=mail.message_id or f"<{kept.id}@none.invalid>",
    )


@noun("log_mail")
class LogMail(Operation):
    """Remember a mail that came in, on its records in the CRM; `links` are further ones.

    `among` are the records of which a person may choose the one that it is about, and no other (N9).
    """

    record: RecordRef
    record_name: str
    mail: MailLog
    links: tuple[RecordRef, ...] = ()
    among: tuple[RecordRef, ...] = ()

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.NONE
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "conversations_on_record"
    blast: ClassVar[str] = "a logged mail in the CRM"

    @property
    def target(self) -> RecordRef:
        return self.record

    @property
    def only_records(self) -> bool:
        return not self.among

    def concerns(self) -> tuple[RecordRef, ...]:
        return (self.record, *self.links, *self.among)

    def summary(self) -> str:
        return f"Log the mail “{self.mail.subject}” on {self.record_name}"

    def changes(self) -> tuple[Change, ...]:
        logged = Change("logged", "Logged mail", "fixed", None, self.mail.subject or "(no subject)")
        if not self.among:
            return (logged,)
        chosen = (self.record.id, self.record_name) if self.record in self.among else (None, None)
        return (logged, Change(LOGGED_ON, "Logged on", "choice", None, chosen[0], shown_after=chosen[1]))

    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        made = writers.crm.log_mail_once(key, self.mail, _places(self.record, self.links))
        writers.book.file(self.mail.message_id, self.record)
        return Applied(self.record, self.changes(), atomic=True, answer=made.answer, already=made.existed)

    def inverse(self, applied: Applied) -> None:  # noqa: ARG002  # the mail was written all the same
        return None

    def confirmed(self, said: str) -> None:  # noqa: ARG002  # it looks for its Message-ID by itself, so it can be repeated
        return None

    def edited(self, values: Mapping[str, Value]) -> "LogMail":
        return dataclasses.replace(self, record=_chosen(values, self.among, self.record))

    def named(self, shown: Mapping[tuple[str, str], str]) -> "LogMail":
        return dataclasses.replace(
            self, record_name=_called(shown, self.among, self.record, self.record_name)
        )

    def without(self, fields: Collection[str]) -> "LogMail | None":
        return None if LOGGED_ON in fields else self

    def rebased(self, stale: Stale) -> "LogMail":  # noqa: ARG002  # it stands on no field
        return self


@noun("log_sent")
class LogSent(Operation):
    """Remember a mail of ours on its records, with the time and the server's answer out of our own log.

    It goes by what really left: where the mail never did, it logs nothing and says so.
    """

    record: RecordRef
    record_name: str
    letter: Letter
    links: tuple[RecordRef, ...] = ()
    among: tuple[RecordRef, ...] = ()  # as in LogMail, whose field it follows

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.NONE
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "conversations_on_record"
    blast: ClassVar[str] = "a logged mail in the CRM"

    @property
    def target(self) -> RecordRef:
        return self.record

    def concerns(self) -> tuple[RecordRef, ...]:
        return (self.record, *self.links, *self.among)

    def summary(self) -> str:
        return f"Log the sent mail “{self.letter.subject}” on {self.record_name}"

    def changes(self) -> tuple[Change, ...]:
        return (Change("logged_sent", "Logged sent mail", "fixed", None, self.letter.subject),)

    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        left = writers.book.left(self.letter.message_id)
        if left is None or left.state is not Sending.SENT:
            return Applied(self.record, (), atomic=True, answer=_not_logged(left), already=True)
        made = writers.crm.log_mail_once(key, self._as_it_left(left), _places(self.record, self.links))
        writers.book.file(self.letter.message_id, self.record)
        answer = f"{made.answer}; the mail left at {left.at:%Y-%m-%d %H:%M:%S} UTC ({left.said})"
        return Applied(self.record, self.changes(), atomic=True, answer=answer, already=made.existed)

    def _as_it_left(self, left: Outgoing) -> MailLog:
        letter = self.letter
        return MailLog(
            direction="sent",
            subject=letter.subject,
            text=letter.text,
            sent_at=left.at,
            sender=letter.sender,
            to=(letter.to,),
            cc=letter.cc,
            message_id=letter.message_id,
        )

    def inverse(self, applied: Applied) -> None:  # noqa: ARG002  # the mail was sent all the same
        return None

    def confirmed(self, said: str) -> None:  # noqa: ARG002  # it looks for its Message-ID by itself, so it can be repeated
        return None

    def edited(self, values: Mapping[str, Value]) -> "LogSent":
        record = _chosen(values, self.among, self.record)
        return dataclasses.replace(self, letter=reworded(self.letter, values), record=record)

    def named(self, shown: Mapping[tuple[str, str], str]) -> "LogSent":
        return dataclasses.replace(
            self, record_name=_called(shown, self.among, self.record, self.record_name)
        )

    def without(self, fields: Collection[str]) -> "LogSent | None":
        return None if {*WORDS, LOGGED_ON} & set(fields) else self

    def rebased(self, stale: Stale) -> "LogSent":  # noqa: ARG002  # it stands on no field
        return self


def _chosen(values: Mapping[str, Value], among: tuple[RecordRef, ...], record: RecordRef) -> RecordRef:
    """The record that a person chose, if it was offered."""
    return next((each for each in among if each.id == values.get(LOGGED_ON)), record)


def _called(
    shown: Mapping[tuple[str, str], str], among: tuple[RecordRef, ...], record: RecordRef, name: str
) -> str:
    return shown.get((LOGGED_ON, record.id), name) if record in among else name


def _places(record: RecordRef, links: tuple[RecordRef, ...]) -> tuple[RecordRef, ...]:
    return tuple(dict.fromkeys((record, *links)))


def _not_logged(left: Outgoing | None) -> str:
    if left is not None and left.state in {Sending.IN_DOUBT, Sending.SENDING}:
        return "nothing was logged, because nobody knows whether the mail left"
    return "nothing was logged, because the mail never left"
