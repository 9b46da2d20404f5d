"""A mail of somebody the CRM knows is logged there: at once where it is clear on which record, else by a question."""

from collections.abc import Sequence
from dataclasses import replace

from bot.correspondents import Correspondent
from bot.mailroom import KeptMail
from bot.model import Choice
from bot.operations import LogMail
from bot.operations.mail_log import LOGGED_ON, received
from bot.readers import Readers
from bot.records import Record
from bot.values import RecordRef
from bot.workflows.reply_routing.proposing import Draft, Heard, known_as, name_of

SURE = 0.97  # of a match that leaves no other record
_MOST = 5  # people with one address that a card offers, and earlier mails that it asks about


def logged(heard: Heard, found: Correspondent) -> Draft | None:
    """The mail on the record it is surely about, with the person; None where somebody has to say which it is."""
    subject = found.subject
    if found.unsure or subject is None or heard.mail.machine.kind not in {"none", "auto_reply"}:
        return None
    links = _links(subject, found)
    return Draft(
        record=RecordRef("address", found.address),
        name=known_as(found),
        headline=f"Mail of {known_as(found)} on {name_of(subject)}",
        operations=(LogMail(subject.ref, name_of(subject), received(heard.kept), links),),
        owner=found.owner,
        matched=found.said,
        outcome="The conversation is on record",
        if_ignored="The mail is in the mailbox alone",
        touches=(subject.ref, *links),
        confidence=SURE,
    )


def question(heard: Heard, found: Correspondent, readers: Readers) -> Draft | None:
    """A card that asks on which of several deals, or on which of several people, mail is to be logged.

    It asks for what they wrote before as well, where nobody has answered yet: a newer question takes an older one's
    place, and loses no mail.
    """
    if not found.unsure or heard.mail.machine.kind != "none":
        return None
    person, offered = found.person, _offered(found, readers)
    at = person.ref if person else RecordRef("address", found.address)
    mails = (*_unanswered(heard, found, readers), heard.kept)
    links = (person.ref,) if person else ()
    among = tuple(choice_ref for choice_ref, _ in offered)
    what = "deal" if person else "person"
    return Draft(
        record=RecordRef("address", found.address),
        name=known_as(found),
        headline=f"Which {what} is the mail of {known_as(found)} about?",
        operations=tuple(LogMail(at, known_as(found), received(each), links, among) for each in mails),
        owner=found.owner,
        matched=found.said,
        link=person.link if person else "",
        outcome="The conversation is on the record it is about",
        if_ignored="The mail is in the mailbox alone",
        touches=(*among, *links),
        needs=(LOGGED_ON,),
        choices=tuple(choice for _, choice in offered),
        confidence=0.5,
    )


def together(card: Draft, log: Draft) -> Draft:
    """The card with the logging on it first, and with the question it may ask."""
    return replace(
        card,
        operations=(*log.operations, *card.operations),
        touches=tuple(dict.fromkeys((*card.touches, *log.touches, log.record))),
        needs=(*card.needs, *log.needs),
        choices=(*card.choices, *log.choices),
    )


def _links(subject: Record, found: Correspondent) -> tuple[RecordRef, ...]:
    """Who wrote it, and their company where no deal stands for it."""
    person = found.person.ref if found.person else None
    account = found.account_ref if subject.ref.kind != "deal" else None
    return tuple(ref for ref in (person, account) if ref and ref != subject.ref)


def _unanswered(heard: Heard, found: Correspondent, readers: Readers) -> Sequence[KeptMail]:
    """The oldest first."""
    others = [each for each in readers.unfiled(found.address) if each.id != heard.kept.id]
    return [each for each in others if each.mail and each.mail.machine.kind == "none"][:_MOST][::-1]


def _offered(found: Correspondent, readers: Readers) -> Sequence[tuple[RecordRef, Choice]]:
    if found.person is not None:
        return [
            (
                each.deal.ref,
                Choice(LOGGED_ON, each.deal.ref.id, name_of(each.deal), each.said, float(each.points)),
            )
            for each in found.deals
        ]
    people = [readers.crm.get(ref) for ref in found.people[:_MOST]]
    return [
        (each.ref, Choice(LOGGED_ON, each.ref.id, name_of(each), each.show("account") or "no account", 0.0))
        for each in people
    ]
