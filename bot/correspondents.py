"""Whose mail it is: person, account and deal out of the CRM, by points with a reason for each; what is unsure asks.

The sender's address finds the person (whichever of their addresses it is), and the person's records the rest. Nothing
else names a record (N9): words of a subject only confirm what the records prefer, and In-Reply-To counts because only
who got our mail knows its Message-ID. Three questions to the CRM about a known person: whose address, their record,
their deals; about a stranger whose address, the account of the domain, its deals.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domains import company_domain
from bot.errors import Gone, Invalid
from bot.mail import Mail
from bot.policy import first_in_charge
from bot.readers import Readers
from bot.records import Record, Where
from bot.values import Person, RecordRef

# Points for one deal. SURE takes the thread, or the person's only open deal, or two hints beside a record's own.
THREAD, ONLY, ON_IT, SUBJECT, RECENT, PRIMARY = 100, 30, 20, 20, 15, 5
SURE, MARGIN = 50, 30
LATELY = timedelta(days=30)
_MOST_ACCOUNTS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Scored:
    """An open deal that the mail may be about, with what speaks for it."""

    deal: Record
    points: int
    reasons: tuple[str, ...]

    @property
    def said(self) -> str:
        """The reasons as one phrase."""
        return ", ".join(self.reasons)


@dataclass(frozen=True)
class Correspondent:
    """Who wrote, as far as the CRM tells.

    `person` is the one contact (or lead) with the address and `people` are all that have it; `account` is theirs, or
    the only one with the domain of a stranger's address, of which `accounts` are all. `deal` is the one the mail is
    about where that is sure; `deals` are all that it may be about, best first. `owner` looks after it, else is in
    charge. `said` is the reason in words, and `forbids` why the CRM does not allow mail to this person.
    """

    address: str
    person: Record | None = None
    people: tuple[RecordRef, ...] = ()
    account: Record | None = None
    accounts: tuple[Record, ...] = ()
    deal: Record | None = None
    deals: tuple[Scored, ...] = ()
    owner: Person | None = None
    said: str = ""
    forbids: str = ""

    @property
    def known(self) -> bool:
        """Whether the CRM has this person, once or several times."""
        return bool(self.people)

    @property
    def unsure(self) -> bool:
        """Whether somebody has to say which of several people, or of several deals of theirs, is meant."""
        several = len(self.people) > 1 and self.person is None
        return several or (self.deal is None and len(self.deals) > 1)

    @property
    def account_ref(self) -> RecordRef | None:
        """The account, also where only its id was needed."""
        if self.account is not None:
            return self.account.ref
        held = self.person.get("account") if self.person else None
        return RecordRef("account", held) if held else None

    @property
    def subject(self) -> Record | None:
        """The record a next step stands on: the deal, else the person, else the account."""
        return self.deal or self.person or self.account


def match(mail: Mail, readers: Readers) -> Correspondent:
    """Find them. Raises CrmError."""
    address = mail.sender.address
    try:
        consent = readers.crm.consent(address)
    except Invalid as error:
        return _owned(Correspondent(address, said=str(error), forbids=str(error)), readers)
    people = tuple(ref for ref in consent.records if ref.id)
    forbids = "" if consent.answer == "allow" else consent.said
    found = Correspondent(address, people=people, forbids=forbids)
    contacts = [ref for ref in people if ref.kind == "contact"]
    chosen = contacts or list(people)
    if len(chosen) == 1:
        found = _with_records(found, chosen[0], readers)
    elif chosen:
        found = replace(found, said=f"{len(chosen)} {chosen[0].kind}s have this address")
    else:
        found = _by_domain(found, readers)
    return _owned(_about(found, mail, readers), readers)


def _with_records(found: Correspondent, ref: RecordRef, readers: Readers) -> Correspondent:
    """The person's own record, and the open deals they are on."""
    try:
        person = readers.crm.get(ref)
    except Gone:  # deleted since the address was looked up
        return replace(found, people=(), said="the record with this address was deleted just now")
    found = replace(found, person=person, said=f"the only {ref.kind} with this address")
    if ref.kind != "contact":
        return found
    own = _open(readers.crm.related(ref, "deal"))
    return replace(found, deals=tuple(_on_it(deal, person.ref) for deal in own))


def _by_domain(found: Correspondent, readers: Readers) -> Correspondent:
    """A stranger: the account with the domain of their address, never by a mail provider's."""
    domain = company_domain(found.address)
    if domain is None:
        return replace(found, said="nobody has this address, and its domain is a mail provider's")
    accounts = readers.crm.find("account", (Where("domain", "is", (domain,)),), limit=_MOST_ACCOUNTS)
    if len(accounts) != 1:
        many = f"{len(accounts)} accounts have" if accounts else "no account has"
        return replace(found, accounts=accounts, said=f"nobody has this address, and {many} its domain")
    deals = _of_account(readers.crm.related(accounts[0].ref, "deal"))
    said = f"nobody has this address, and one account has its domain {domain}"
    return replace(found, account=accounts[0], accounts=accounts, deals=deals, said=said)


def _open(deals: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(deal for deal in deals if deal.get("is_closed") != "true")


def _on_it(deal: Record, person: RecordRef) -> Scored:
    primary = deal.get("primary_contact") == person.id
    reasons = ("they are on it", *(("as its primary contact",) if primary else ()))
    return Scored(deal, ON_IT + PRIMARY * primary, reasons)


def _of_account(deals: Sequence[Record]) -> tuple[Scored, ...]:
    return tuple(Scored(deal, 0, ("their company's",)) for deal in _open(deals))


def _about(found: Correspondent, mail: Mail, readers: Readers) -> Correspondent:
    """Weigh the deals by what else is known, and choose one only where it is sure."""
    ids = [each for each in (*mail.references, mail.in_reply_to) if each]
    thread = next((ref for ref in readers.filed(ids) if ref.kind == "deal"), None)
    found = _with_thread(found, thread, readers)
    hints = _Hints(mail.subject, thread, readers.clock.now())
    weighed = sorted(
        (hints.weigh(each, found.deals) for each in found.deals),
        key=lambda each: (-each.points, each.deal.ref.id),
    )
    found = replace(found, deals=tuple(weighed))
    if not weighed:
        return replace(found, said=f"{found.said}, on no open deal") if found.person else found
    best, rest = weighed[0], weighed[1:]
    name = best.deal.get("name") or best.deal.ref.id
    if best.points >= SURE and all(best.points - each.points >= MARGIN for each in rest):
        said = f"{found.said}; about {name}: {best.said} ({best.points} points)"
        return replace(found, deal=best.deal, said=said)
    many = f"{len(weighed)} open deals, {name} first" if rest else f"the open deal {name}"
    return replace(found, said=f"{found.said}; it may be about {many}")


def _with_thread(found: Correspondent, thread: RecordRef | None, readers: Readers) -> Correspondent:
    """The deal that the thread was logged on, if it is the company's and they were not on it."""
    if thread is None or found.account_ref is None or thread in [each.deal.ref for each in found.deals]:
        return found
    try:
        deal = readers.crm.get(thread)
    except Gone:
        return found
    if deal.get("account") != found.account_ref.id:
        return found
    return replace(found, deals=(*found.deals, *_of_account((deal,))))


@dataclass(frozen=True)
class _Hints:
    """What else may tell which deal is meant."""

    subject: str
    thread: RecordRef | None
    now: datetime

    def weigh(self, one: Scored, among: Sequence[Scored]) -> Scored:
        others = [each.deal for each in among if each is not one]
        found = [
            (THREAD, "its thread was logged there", one.deal.ref == self.thread),
            (ONLY, "the only open one", not others),
            (SUBJECT, "the subject has words of its name alone", self._named(one.deal, others)),
            (RECENT, "the only one with activity in the last month", self._recent(one.deal, others)),
        ]
        there = [(points, said) for points, said, holds in found if holds]
        return Scored(one.deal, one.points + sum(p for p, _ in there), (*one.reasons, *(s for _, s in there)))

    def _named(self, deal: Record, others: Sequence[Record]) -> bool:
        own = _words(deal.get("name")) - _words(deal.show("account"))
        return bool(
            own & _words(self.subject) - {word for each in others for word in _words(each.get("name"))}
        )

    def _recent(self, deal: Record, others: Sequence[Record]) -> bool:
        return self._active(deal) and not any(map(self._active, others))

    def _active(self, deal: Record) -> bool:
        day = (deal.get("last_activity") or "")[:10]
        return day >= f"{self.now - LATELY:%Y-%m-%d}"


def _words(text: str | None) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text or "")}


def _owned(found: Correspondent, readers: Readers) -> Correspondent:
    """The deal's owner, else the person's, else the account's, else who is in charge."""
    records = (found.deal, found.person, found.account)
    owners = (readers.person(record.get("owner")) for record in records if record)
    return replace(found, owner=next(filter(None, owners), first_in_charge(readers.people)))
