"""People that a mail names beside its sender: somebody in copy, or an address to turn to instead (C-REP-02, C-REP-07).

They are data, never recipients: a card proposes the contact, and nothing is written to them without an approval of its
own. Only addresses at the sender's own company count; a name without one goes to a person's eyes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.correspondents import Correspondent
from bot.domains import company_domain
from bot.errors import Invalid
from bot.filling import filled
from bot.names import bare_name, first_and_last
from bot.operations import CreateRecord
from bot.readers import Readers
from bot.values import Person, RecordRef
from bot.workflows.reply_routing.proposing import Draft, Heard, known_as

CONTACT = RecordRef("contact", "new:contact")
_MOST = 3  # addresses that the CRM is asked about
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w.-]{1,190}\.[^\W\d_]{2,24}")
_NAME_BEFORE = re.compile(
    r"((?:[^\W\d_][\w'’-]*\s+){0,2}[^\W\d_][\w'’-]*)\s*(?:[,:(<\[-]\s*|at\s+|via\s+|under\s+|unter\s+)*$"
)


@dataclass(frozen=True)
class Named:
    """An address at the sender's company that no record of the CRM has, with the name beside it (may be empty)."""

    address: str
    name: str

    @property
    def called(self) -> str:
        """The name, else the address."""
        return self.name or self.address


def copied(heard: Heard, readers: Readers) -> list[Named]:
    """Who stands in Cc or To beside us and is new."""
    beside = [*heard.mail.cc, *heard.mail.to]
    return _new([Named(each.address, bare_name(each.name)) for each in beside], heard, readers)


def named(heard: Heard, readers: Readers) -> list[Named]:
    """The same, and whose address stands in the text."""
    written = [_written(heard.mail.new_text, match) for match in _ADDRESS.finditer(heard.mail.new_text)]
    found = {each.address.casefold(): each for each in _new(written, heard, readers)}
    for each in copied(heard, readers):
        found.setdefault(each.address.casefold(), each)
    return list(found.values())


def card(one: Named, found: Correspondent, owner: Person | None, readers: Readers) -> Draft:
    """The contact as a card of its own. Raises CrmError."""
    return Draft(
        record=RecordRef("address", one.address),
        name=one.called,
        headline=f"{known_as(found)} names {one.called}",
        operations=(contact(one, found, owner, readers),),
        owner=owner,
        matched=found.said,
        outcome="They are in the CRM; nothing is written to them without another approval",
        if_ignored="Who they named is in the mail alone",
        touches=(found.account_ref,) if found.account_ref else (),
    )


def contact(one: Named, found: Correspondent, owner: Person | None, readers: Readers) -> CreateRecord:
    """The contact at the sender's account. Raises CrmError."""
    first, last = first_and_last(one.name) if one.name else ("", one.address.partition("@")[0])
    wanted = {"first_name": first or None, "last_name": last, "email": one.address}
    fields = filled(readers.crm.describe("contact"), wanted, owner=owner)
    return CreateRecord(CONTACT, one.called, fields, (found.account_ref,) if found.account_ref else ())


def _written(text: str, match: re.Match[str]) -> Named:
    """An address in the text, with the words before it where they read like a name with a capital."""
    before = _NAME_BEFORE.search(text[max(0, match.start() - 80) : match.start()])
    words = before.group(1).split() if before else []
    while words and not words[0][:1].isupper():
        words.pop(0)
    return Named(match.group().rstrip("."), bare_name(" ".join(words)))


def _new(people: list[Named], heard: Heard, readers: Readers) -> list[Named]:
    return list(_unknown(people, heard, readers))[:_MOST]


def _unknown(people: list[Named], heard: Heard, readers: Readers) -> Iterator[Named]:
    domain, sender = company_domain(heard.address), heard.address.casefold()
    seen = {sender, *readers.ours}
    asked = 0
    for one in people:
        address = one.address.casefold()
        if address in seen or domain is None or company_domain(address) != domain or asked >= _MOST:
            continue
        seen.add(address)
        asked += 1
        try:
            known = readers.crm.consent(address).records
        except Invalid:
            continue
        if not known:
            yield Named(address, one.name)
