"""What a workflow is handed to read, on a CRM of the contract suite; and the mails that it reads."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.mail import Address, Mail
from bot.mailroom import KeptMail
from bot.readers import Readers
from bot.records import Record
from bot.values import Person, RecordRef
from integrations.mail.mime import read
from tests.contracts.crm_sides import Side
from tests.engine.made import NOON

JO = "jo.park@northwindrobotics.com"


def people(side: Side) -> tuple[Person, ...]:
    def one(key: str, zone: str, manager: str | None) -> Person:
        return Person(
            key, key.capitalize(), f"{key}@dealhand.example", zone, crm_owner=side.owner(key), manager=manager
        )

    return (
        one("dana", "America/New_York", None),
        one("priya", "America/New_York", "dana"),
        one("sam", "Europe/London", "dana"),
    )


def readers(side: Side, **more: Any) -> Readers:
    """On the adapter, with what it keeps read before, so that calls can be counted."""
    for kind in ("deal", "contact", "account"):
        side.crm.describe(kind)
    side.crm.owners()
    side.crm.stages()
    side.crm.consent("nobody@elsewhere.example")
    side.forget_requests()
    known = people(side)
    given: dict[str, Any] = {
        "sender_for": lambda person: Address(person.email, person.name),
        "ours": frozenset(person.email for person in known),
    }
    return Readers(side.crm, side.clock, known, **(given | more))


def from_(sender: str, text: str = "Hello", **more: Any) -> Mail:
    return Mail(new_text=text, sender=Address(sender), message_id="<in@their.example>", **more)


def kept(raw: str, *, name: str = "f" * 64, label: str = "other") -> KeptMail:
    """A raw mail as it was kept and understood."""
    parsed = read(raw.encode())
    assert isinstance(parsed, Mail)
    return KeptMail(name, "imap:INBOX", parsed.date or NOON, parsed, label=label)


def deal(
    side: Side, name: str, *, contact: RecordRef | None, account: str = "northwind", **more: str
) -> Record:
    """A new open deal of that account, with that contact on it."""
    values = {
        "name": name,
        "stage": side.crm.stages()[0].id,
        "close_date": date(2026, 6, 30).isoformat(),
        "owner": side.owner("sam"),
        **more,
    }
    links = [side.ref("account", account), *([contact] if contact else [])]
    made = side.crm.create_once("deal", f"test:{name}", values, links)
    side.later()
    return side.crm.get(made.ref)


def filed(*records: RecordRef) -> Any:
    """Readers.filed of a house that logged the thread `<ours@dealhand.example>` on these."""

    def find(message_ids: Sequence[str]) -> tuple[RecordRef, ...]:
        return records if "<ours@dealhand.example>" in message_ids else ()

    return find


def with_name(mail: Mail, name: str) -> Mail:
    return dataclasses.replace(mail, sender=Address(mail.sender.address, name))
