"""Whose mail it is: person, deal and owner out of the CRM, with the reason in words; what is ambiguous says so."""

from dataclasses import dataclass

from bot.memory import Readers
from bot.policy import first_in_charge
from bot.ports import Record, Where
from bot.values import Person

_MOST = 10


@dataclass(frozen=True)
class Match:
    """`contact` and `deal` where exactly one fits; `owner` is who looks after them, else who is in charge."""

    contact: Record | None
    deal: Record | None
    owner: Person | None
    said: str


def match(address: str, readers: Readers) -> Match:
    """By the address alone: names and texts of a mail are anybody's to choose (N9). Raises CrmError."""
    contacts = readers.crm.find("contact", (Where("email", "is", (address,)),), limit=_MOST)
    if len(contacts) != 1:
        said = f"{len(contacts)} contacts have this address" if contacts else "no contact has this address"
        return Match(None, None, first_in_charge(readers.people), said)
    contact = contacts[0]
    open_deals = [d for d in readers.crm.related(contact.ref, "deal") if d.get("is_closed") != "true"]
    deal = open_deals[0] if len(open_deals) == 1 else None
    said = "the only contact with this address"
    said += ", on one open deal" if deal else f", on {len(open_deals)} open deals"
    owner = readers.person((deal or contact).get("owner")) or readers.person(contact.get("owner"))
    return Match(contact, deal, owner or first_in_charge(readers.people), said)
