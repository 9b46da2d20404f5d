"""Somebody left: by the link in a mail of ours, or by reporting it as spam. Mail to them ends at once (C-SUP-02)."""

import json
from datetime import timedelta

from bot.mailroom import Review, Understood
from bot.model import Facts, Notice, Proposal, Signal, fingerprint
from bot.operations import Operation, OptOut, Suppress
from bot.policy import first_in_charge
from bot.policy.complaints import REPORTED
from bot.policy.one_click import ONE_CLICK
from bot.queues import COMPLAINT
from bot.readers import Readers
from bot.suppression import Reason, Suppression, address_key
from bot.values import Evidence, Person, RecordRef, end_of_next_business_day, new_id
from bot.workflow import Said

NAME = "account_coverage"
_SAID = {
    ONE_CLICK: "pressed “unsubscribe” in a mail of ours",
    REPORTED: "reported a mail of ours as spam",
}


def first(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """Nobody who left is written to again; whose mail it was hears of a complaint."""
    addresses, said = _addresses(signal), _SAID[signal.kind]
    found: list[Said] = [
        _proposal(
            signal, readers, RecordRef("address", address), (_suppress(signal, address, readers),), address
        )
        for address in addresses
    ]
    if signal.kind == REPORTED:
        found.append(_understood(signal, addresses))
        found += (
            _told(signal, readers, f"*{', '.join(addresses)}* {said}")
            if addresses
            else _unsure(signal, readers)
        )
    return tuple(found)


def propose(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """The CRM's own opt-out, on every record with the address; also where no record has it, for the CRM may know it."""
    found = []
    for address in _addresses(signal):
        records = readers.crm.consent(address).records
        contact = next((ref for ref in records if ref.kind == "contact"), None)
        known = readers.crm.get(contact) if contact else None
        record = known.ref if known else next(iter(records), RecordRef("address", address))
        operation = OptOut(record, (known and known.get("name")) or address, address)
        owner = readers.person(known.get("owner")) if known else None
        link = known.link if known else ""
        found.append(_proposal(signal, readers, record, (operation,), address, owner=owner, link=link))
    return tuple(found)


def _suppress(signal: Signal, address: str, readers: Readers) -> Suppress:
    reason = Reason.SPAM_COMPLAINT if signal.kind == REPORTED else Reason.RECIPIENT_ASKED
    name = f"S-{address_key(address)[:8]}-{fingerprint(signal.id)}"
    now = readers.clock.now()
    return Suppress(Suppression(name, reason, _SAID[signal.kind], signal.id, now, "policy", address=address))


def _proposal(
    signal: Signal,
    readers: Readers,
    record: RecordRef,
    operations: tuple[Operation, ...],
    address: str,
    *,
    owner: Person | None = None,
    link: str = "",
) -> Proposal:
    now, said = readers.clock.now(), _SAID[signal.kind]
    person = owner or _owner(signal, readers) or first_in_charge(readers.people)
    about = (signal.body or {}).get("about", "")
    fact = f"{address} {said}" + (f" ({about})" if about else "")
    return Proposal(
        id=new_id(now),
        workflow=NAME,
        signal=signal.id,
        rule="Who leaves is not written to again",
        record=record,
        record_name=address,
        record_link=link,
        headline=f"{address} wants no more mail",
        reason=f"{address} {said}",
        operations=operations,
        evidence=(Evidence(signal.id, fact, signal.source, signal.at, 1.0),),
        owner=person.id if person else "nobody",
        deadline=end_of_next_business_day(now, person) if person else now + timedelta(days=1),
        outcome="They hear no more from us",
        if_ignored="We would write to somebody who has forbidden it",
        confidence=1.0,
        fingerprint=fingerprint(NAME, signal.id, record),
        facts=Facts(record.kind),
        created_at=now,
    )


def _understood(signal: Signal, addresses: tuple[str, ...]) -> Understood:
    body = signal.body or {}
    decision = {"complaint": True, "suppress": list(addresses), "about": body.get("about", "")}
    return Understood(body.get("mail", ""), "compliance_threat", 1.0, json.dumps(decision))


def _told(signal: Signal, readers: Readers, what: str) -> tuple[Notice, ...]:
    owner = _owner(signal, readers)
    leader = first_in_charge(readers.people)
    about = (signal.body or {}).get("about", "")
    text = (
        f"⚠️ {what}{f' ({about})' if about else ', though not one that left through me'}. "
        "I stopped all mail to them for good. A few such reports are enough for providers to send everybody's mail "
        "to the spam folder, so please look at what they were sent."
    )
    people = {person.id: person for person in (owner, leader) if person}
    return tuple(
        Notice(f"complaint:{signal.id}:{person}", "complaint", text, person=person) for person in people
    )


def _unsure(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """A report that names nobody and none of our mails: a person has to look (G-05)."""
    leader = first_in_charge(readers.people)
    if leader is None:
        return ()
    mail, why = (signal.body or {}).get("mail", ""), "a spam complaint that does not say who complained"
    review = Review(f"review:{mail}", COMPLAINT.name, mail, leader.id, why, readers.clock.now())
    text = f"⚠️ I was sent {why}, or names too many at once. I suppressed nobody; please look at it."
    return (review, Notice(f"complaint:{signal.id}", "review", text, person=leader.id, about=review.id))


def _addresses(signal: Signal) -> tuple[str, ...]:
    return tuple(json.loads((signal.body or {}).get("addresses", "[]")))


def _owner(signal: Signal, readers: Readers) -> Person | None:
    return next((p for p in readers.people if p.id == (signal.body or {}).get("owner")), None)
