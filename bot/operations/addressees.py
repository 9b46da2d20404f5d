"""To whom a mail may go: an address comes out of the mail that is answered or out of a record, never out of a text."""

from pydantic.dataclasses import dataclass

from bot.mailroom import KeptMail
from bot.records import Record
from bot.values import RecordRef


@dataclass(frozen=True)
class Addressee:
    """An address and where it was read: the mail that came from it (`mail:<id>`), or a record of the CRM (N9).

    Made by `wrote` and `on_record`; the guardrail holds the source against what the proposal stands on.
    """

    address: str
    mail: str | None = None
    record: RecordRef | None = None


def wrote(kept: KeptMail) -> Addressee:
    """Who a mail came from, by its From header.

    Raises:
        ValueError: It names nobody.
    """
    address = kept.mail.sender.address if kept.mail else ""
    if not address:
        raise ValueError("nobody can be answered: the mail names no sender")
    return Addressee(address, mail=f"mail:{kept.id}")


def on_record(record: Record) -> Addressee:
    """The address that a contact or lead has in the CRM.

    Raises:
        ValueError: It has none.
    """
    address = record.get("email")
    if not address:
        raise ValueError(f"{record.show('name') or record.ref} has no mail address in the CRM")
    return Addressee(address, record=record.ref)
