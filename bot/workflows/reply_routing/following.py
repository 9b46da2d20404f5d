"""What follows a reply of somebody the CRM knows: a task and an answer after a yes, a reminder after "not now"."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.correspondents import Correspondent
from bot.days import day_of
from bot.letters import Slots, answer_to
from bot.mailroom import Reminder
from bot.operations import CreateTask, Letter, LogSent, Operation, SendMail, SetReminder
from bot.operations.addressees import wrote
from bot.readers import Readers
from bot.records import Record
from bot.values import Change, Person, today
from bot.workdays import after_workdays, country_of_zone, opening
from bot.workflows.reply_routing import referrals
from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.proposing import Draft, Heard, facts_of, known_as, name_of
from bot.workflows.reply_routing.steps import Step

CALL_WITHIN = 2  # working days, where the mail asks for no day
REMIND_AFTER = 3  # working days without a reply


def next_step(heard: Heard, found: Correspondent, readers: Readers) -> Draft | None:
    """The card for the owner, or None where nothing follows by itself. Raises CrmError."""
    subject, owner = found.subject, found.owner
    if subject is None or owner is None or found.person is None or heard.decision.suppress:
        return None
    match heard.decision.label:
        case Label.POSITIVE:
            operations = tuple(_after_a_yes(heard, found, subject, owner, readers))
            headline = f"{known_as(found)} is interested"
        case Label.NOT_NOW if heard.decision.pause_until is not None:
            operations = (_later(heard, found, subject, owner, readers),)
            headline = f"{known_as(found)} asks for later"
        case _:
            return None
    return Draft(
        record=found.person.ref,  # not the deal's: of two people who say yes, neither takes the other's place
        name=known_as(found),
        headline=headline,
        operations=operations,
        owner=owner,
        matched=found.said,
        link=found.person.link,
        facts=facts_of(subject, readers),
        touches=tuple(ref for ref in (subject.ref, found.account_ref) if ref and ref != found.person.ref),
    )


def _after_a_yes(
    heard: Heard, found: Correspondent, subject: Record, owner: Person, readers: Readers
) -> Iterator[Operation]:
    yield _task(found, subject, owner, readers)
    if Step.CREATE_CONTACT_REFERRAL.value in heard.decision.would_propose:
        yield from (
            referrals.contact(one, found, owner, readers) for one in referrals.copied(heard, readers)[:1]
        )
    letter = _letter(heard, found, owner, readers)
    if letter is None:
        return
    person = (found.person.ref,) if found.person and found.person.ref != subject.ref else ()
    yield SendMail(subject.ref, name_of(subject), letter, found.account_ref, (wrote(heard.kept),))
    yield LogSent(subject.ref, name_of(subject), letter, person)
    on = after_workdays(today(readers.clock.now(), owner), REMIND_AFTER, country_of_zone(owner.zone))
    said = f"{known_as(found)} has not answered your mail yet"
    yield _reminder(heard, subject, owner, opening(on, owner), said)


def _task(found: Correspondent, subject: Record, owner: Person, readers: Readers) -> Operation:
    person = found.person
    fields = [
        Change("subject", "Task", "text", None, f"Answer {known_as(found)}: they are interested"),
        Change("due", "Due", "date", None, today(readers.clock.now(), owner).isoformat()),
    ]
    if owner.crm_owner:
        fields.append(Change("owner", "Owner", "owner", None, owner.crm_owner, shown_after=owner.name))
    links = (person.ref,) if person and person.ref != subject.ref else ()
    return CreateTask(subject.ref, name_of(subject), tuple(fields), links)


def _letter(heard: Heard, found: Correspondent, owner: Person, readers: Readers) -> Letter | None:
    """An approved text, where it answers what was asked, and where mail to them can and may go out."""
    proposed = heard.decision.would_propose
    fits = Step.DRAFT_REPLY.value in proposed and Step.ASK_A_PERSON.value not in proposed
    sender = readers.sender_for(owner)
    if not fits or sender is None or found.forbids or readers.stops(found.address):
        return None
    now = readers.clock.now()
    on, land = today(now, owner), country_of_zone(owner.zone)
    asked = day_of(heard.mail.new_text, on)
    call = after_workdays(asked.day, 0, land) if asked else after_workdays(on, CALL_WITHIN, land)
    slots = Slots(known_as(found), call, owner.name)
    reply_to = readers.reply_to_for(owner)
    return answer_to(
        heard.mail, text="answer_to_a_yes", slots=slots, sender=sender, reply_to=reply_to, now=now
    )


def _later(heard: Heard, found: Correspondent, subject: Record, owner: Person, readers: Readers) -> Operation:
    opens = datetime.combine(
        heard.decision.pause_until or readers.clock.now(), time(9), tzinfo=ZoneInfo(owner.zone)
    )
    due = max(opens.astimezone(UTC), readers.clock.now())
    return _reminder(
        heard, subject, owner, due, f"{known_as(found)} asked to be written to again from this day on"
    )


def _reminder(heard: Heard, subject: Record, owner: Person, due: datetime, said: str) -> Operation:
    reminder = Reminder(
        id=f"reminder:{heard.kept.id}",
        due_at=due.astimezone(UTC),
        record=subject.ref,
        record_name=name_of(subject),
        record_link=subject.link,
        person=owner.id,
        text=said,
        watched=(heard.address,),
    )
    return SetReminder(subject.ref, reminder)
