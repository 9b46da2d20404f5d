"""Agent H6, escalations: threats, complaints and anger go to people at once, and everything else stops (H6-01..03)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.mailroom import Halt
from bot.model import Notice
from bot.policy import first_in_charge
from bot.suppression import address_key, canonical_address
from bot.values import Person, RecordRef

# Mail providers where a domain says nothing about a company: there one mailbox is halted, not everybody's.
_SHARED = frozenset(
    {
        *(
            "gmail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "yahoo.com",
            "icloud.com",
            "me.com",
            "aol.com",
        ),
        *("gmx.de", "gmx.net", "web.de", "t-online.de", "orange.fr", "free.fr", "laposte.net", "libero.it"),
        *(
            "proton.me",
            "protonmail.com",
            "mail.ru",
            "yandex.ru",
            "qq.com",
            "163.com",
            "hotmail.fr",
            "yahoo.fr",
        ),
    }
)

CALM = (
    "Thank you for telling us. We have stopped all messages to you. "
    "I am sorry for the trouble; I will look into how this came about and answer you in person."
)


def halt_for(address: str, why: str, source: str, at: datetime) -> Halt:
    """The halt of the sender's company, or of the mailbox alone where the domain is a mail provider's.

    Raises:
        ValueError: It is no mail address.
    """
    domain = canonical_address(address).rpartition("@")[2]
    key = f"address:{address_key(address)}" if domain in _SHARED else f"domain:{domain}"
    return Halt(key, why, "policy", at, source, address if domain in _SHARED else domain)


def halt_of(account: RecordRef, name: str, why: str, source: str, at: datetime) -> Halt:
    """The halt of an account of the CRM, whatever addresses its people write from."""
    return Halt(f"account:{account.id}", why, "policy", at, source, name)


def told(
    people: Sequence[Person], owner: Person | None, sender: str, words: str, mail: str
) -> Iterator[Notice]:
    """A notice to the owner, where known, and to the manager: what was said, what was stopped, a calm answer."""
    leader = first_in_charge(people)
    manager = next((p for p in people if owner and p.id == owner.manager), None) or leader
    text = (
        f"🚨 *{sender}* needs a person now: {words}\n"
        "I answered nothing, and stopped all mail to that company. `/dealhand halts` lists it; "
        "`/dealhand clear` lets mail go out again.\n"
        f"If it helps, a calm beginning for your own answer: “{CALM}”"
    )
    for person in {p.id: p for p in (owner, manager) if p}.values():
        yield Notice(f"escalation:{mail}:{person.id}", "escalation", text, person=person.id)
