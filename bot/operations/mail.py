"""Operations about mail: send one, and never write to somebody again (ours, and the CRM's own opt-out)."""

import dataclasses
from collections.abc import Collection, Mapping
from typing import ClassVar

from bot.crm_mail import Audience
from bot.operations.addressees import Addressee
from bot.operations.shape import Applied, Family, Letter, Operation, Stale, Writers
from bot.suppression import Suppression
from bot.values import Change, RecordRef, Risk, UndoKind, Value, noun

WORDS = frozenset({"mail_subject", "mail_text"})  # what a person may change of a mail


def reworded(letter: Letter, values: Mapping[str, Value]) -> Letter:
    """The letter with a person's own words where they gave some."""
    return dataclasses.replace(
        letter,
        subject=values.get("mail_subject") or letter.subject,
        text=values.get("mail_text") or letter.text,
    )


@noun("send_mail")
class SendMail(Operation):
    """Send one mail to one person. A person may change its words, never whom it goes to (N9).

    `past_halt`: it is a person's own answer to who was angry, the one mail that a halted account still gets (H6-03).

    Raises:
        ValueError: It would go to an address that was read nowhere (`read`: where each was).
    """

    record: RecordRef
    record_name: str
    letter: Letter
    account: RecordRef | None = None
    read: tuple[Addressee, ...] = ()
    past_halt: bool = False

    family: ClassVar[Family] = Family.SEND
    undo: ClassVar[UndoKind] = UndoKind.WINDOW
    risk: ClassVar[Risk] = Risk.HIGH
    kpi: ClassVar[str] = "replies"
    blast: ClassVar[str] = "one mail to one person outside"

    def __post_init__(self) -> None:
        known = {addressee.address.casefold() for addressee in self.read}
        if stranger := next((each for each in self.recipients() if each.casefold() not in known), None):
            raise ValueError(f"{stranger} came out of no mail and no record, so nothing is sent there")

    @property
    def target(self) -> RecordRef:
        return self.record

    def addressees(self) -> tuple[Addressee, ...]:
        return self.read

    def recipients(self) -> tuple[str, ...]:
        return (self.letter.to.address, *(copied.address for copied in self.letter.cc))

    def summary(self) -> str:
        return f"Send “{self.letter.subject}” to {self.letter.to.address}"

    def changes(self) -> tuple[Change, ...]:
        return (
            Change("mail_to", "To", "fixed", None, ", ".join(self.recipients())),
            Change("mail_subject", "Subject", "text", None, self.letter.subject),
            Change("mail_text", "Mail", "long_text", None, self.letter.text),
        )

    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        sent = writers.post.send(self.letter, key, self.account, past_halt=self.past_halt)
        answer = f"{sent.answer} (Message-ID {sent.message_id})"
        if sent.not_copied:
            answer = f"{answer}; not copied: {', '.join(sent.not_copied)}"
        return Applied(self.record, self.changes(), atomic=True, answer=answer)

    def inverse(self, applied: Applied) -> None:  # noqa: ARG002  # a mail that left cannot be called back
        return None

    def edited(self, values: Mapping[str, Value]) -> "SendMail":
        return dataclasses.replace(self, letter=reworded(self.letter, values))

    def without(self, fields: Collection[str]) -> "SendMail | None":
        return None if WORDS & set(fields) else self

    def rebased(self, stale: Stale) -> "SendMail":  # noqa: ARG002  # it stands on no field
        return self


@noun("suppress")
class Suppress(Operation):
    """Never write to an address, or to anybody at a domain, again. Kept for good; nothing takes it back.

    `audience` is whom a domain covered when the CRM was asked, for the card and for who has to agree (C-SUP-10).
    """

    suppression: Suppression
    audience: Audience | None = None

    family: ClassVar[Family] = Family.SUPPRESS
    undo: ClassVar[UndoKind] = UndoKind.NONE
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "unsubscribe_compliance"
    blast: ClassVar[str] = "all mail to this address or domain, for good"
    kept_here: ClassVar[bool] = True

    @property
    def target(self) -> RecordRef:
        return RecordRef("address", self.suppression.of)

    @property
    def acts_first(self) -> bool:
        return self.suppression.reason.by_recipient and self.suppression.address is not None

    def suppresses(self) -> tuple[Suppression, ...]:
        return (self.suppression,)

    def summary(self) -> str:
        return f"Never write to {self.suppression.of} again"

    def changes(self) -> tuple[Change, ...]:
        reason = self.suppression.reason.value
        shown = reason.replace("_", " ")
        changes = (Change("suppressed", "Suppressed", "fixed", None, reason, shown_after=shown),)
        if self.audience is None:
            return changes
        covers = f"{self.audience.contacts:,} of {self.audience.of:,} contacts"
        return (*changes, Change("covers", "Covers", "fixed", None, covers))

    def apply(self, writers: Writers, key: str) -> Applied | Stale:  # noqa: ARG002  # its own id is the key
        new = writers.book.suppress(self.suppression)
        answer = f"suppressed since {self.suppression.at:%Y-%m-%d %H:%M:%S} UTC"
        return Applied(self.target, self.changes(), atomic=True, answer=answer, already=not new)

    def inverse(self, applied: Applied) -> None:  # noqa: ARG002  # product/rules.md 5.1: one-way by design
        return None

    def edited(self, values: Mapping[str, Value]) -> "Suppress":  # noqa: ARG002  # nothing in it is a person's to change
        return self

    def without(self, fields: Collection[str]) -> "Suppress":  # noqa: ARG002  # there is no part of it to leave out
        return self

    def rebased(self, stale: Stale) -> "Suppress":  # noqa: ARG002  # it stands on no field
        return self


@noun("opt_out")
class OptOut(Operation):
    """Tell the CRM that the person asked for no more mail. There is no way back by us."""

    record: RecordRef
    record_name: str
    address: str

    family: ClassVar[Family] = Family.SUPPRESS
    undo: ClassVar[UndoKind] = UndoKind.NONE
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "unsubscribe_compliance"
    blast: ClassVar[str] = "the CRM's own opt-out of this address, for good"

    @property
    def target(self) -> RecordRef:
        return self.record

    @property
    def acts_first(self) -> bool:
        return True

    def summary(self) -> str:
        return f"Set the opt-out of {self.address} in the CRM"

    def changes(self) -> tuple[Change, ...]:
        return (Change("opted_out", "Opted out of mail", "flag", "false", "true"),)

    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        written = writers.crm.opt_out(self.address, key)
        if not written:
            return Applied(self.record, (), atomic=True, answer="no record has this address", already=True)
        return Applied(
            self.record,
            self.changes(),
            atomic=all(each.atomic for each in written),
            answer="; ".join(dict.fromkeys(each.answer for each in written)),
            already=all(each.already for each in written),
        )

    def inverse(self, applied: Applied) -> None:  # noqa: ARG002  # an opt-out is the person's, not ours to take back
        return None

    def edited(self, values: Mapping[str, Value]) -> "OptOut":  # noqa: ARG002  # nothing in it is a person's to change
        return self

    def without(self, fields: Collection[str]) -> "OptOut":  # noqa: ARG002  # there is no part of it to leave out
        return self

    def rebased(self, stale: Stale) -> "OptOut":  # noqa: ARG002  # it never clashes: there is no undo of it
        return self
