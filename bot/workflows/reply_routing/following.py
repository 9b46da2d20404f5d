"""What follows a reply of somebody the CRM knows: a task and an answer after a yes, a reminder after "not now"."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
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
    silent = ""
    match heard.decision.label:
        case Label.POSITIVE:
            silent = _silent(heard, found, owner, readers)
            operations = tuple(_after_a_yes(heard, found, subject, owner, readers, silent=bool(silent)))
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
        silent=silent,
    )


def _after_a_yes(
    heard: Heard, found: Correspondent, subject: Record, owner: Person, readers: Readers, *, silent: bool
) -> Iterator[Operation]:
    call, named = _call(heard, owner, readers)
    letter = None if silent else _letter(heard, found, owner, call, readers, named=named)
    yield _task(found, subject, owner, readers, arranged=call if letter else None, named=named)
    if Step.CREATE_CONTACT_REFERRAL.value in heard.decision.would_propose:
        yield from (
            referrals.contact(one, found, owner, readers) for one in referrals.copied(heard, readers)[:1]
        )
    if letter is None:
        return
    person = (found.person.ref,) if found.person and found.person.ref != subject.ref else ()
    yield SendMail(subject.ref, name_of(subject), letter, found.account_ref, (wrote(heard.kept),))
    yield LogSent(subject.ref, name_of(subject), letter, person)
    on = after_workdays(today(readers.clock.now(), owner), REMIND_AFTER, country_of_zone(owner.zone))
    said = f"{known_as(found)} has not answered your mail yet"
    yield _reminder(heard, subject, owner, opening(on, owner), said)


def _task(
    found: Correspondent,
    subject: Record,
    owner: Person,
    readers: Readers,
    *,
    arranged: date | None,
    named: bool,
) -> Operation:
    """What is left to do by hand: to answer, or after an answer with a day to arrange the call."""
    person, name = found.person, known_as(found)
    due, said = today(readers.clock.now(), owner), f"Answer {name}: they are interested"
    if arranged and named:
        said = f"Send {name} the invitation for {arranged:%-d %b}"
    elif arranged:
        due, said = arranged, f"Arrange the call with {name}: they are interested"
    fields = [
        Change("subject", "Task", "text", None, said),
        Change("due", "Due", "date", None, due.isoformat()),
    ]
    if owner.crm_owner:
        fields.append(Change("owner", "Owner", "owner", None, owner.crm_owner, shown_after=owner.name))
    links = (person.ref,) if person and person.ref != subject.ref else ()
    return CreateTask(subject.ref, name_of(subject), tuple(fields), links)


def _call(heard: Heard, owner: Person, readers: Readers) -> tuple[date, bool]:
    """The working day to talk on, and whether the mail names it."""
    on, land = today(readers.clock.now(), owner), country_of_zone(owner.zone)
    if asked := day_of(heard.mail.new_text, on):
        return after_workdays(asked.day, 0, land), True
    return after_workdays(on, CALL_WITHIN, land), False


def _silent(heard: Heard, found: Correspondent, owner: Person, readers: Readers) -> str:
    """Why no approved text may or can answer them; empty where one does."""
    if found.forbids:
        return f"the CRM does not allow mail to them ({found.forbids})"
    if stop := readers.stops(found.address):
        return f"they {stop.replace('_', ' ')}"
    proposed = heard.decision.would_propose
    if Step.DRAFT_REPLY.value not in proposed or Step.ASK_A_PERSON.value in proposed:
        return "they ask for more than an approved text can answer"
    if readers.sender_for(owner) is None:
        return "no mailbox is connected that could send (/dealhand connect)"
    return ""


def _letter(
    heard: Heard, found: Correspondent, owner: Person, call: date, readers: Readers, *, named: bool
) -> Letter | None:
    """An approved text that answers what was asked."""
    sender = readers.sender_for(owner)
    if sender is None:
        return None
    return answer_to(
        heard.mail,
        text="answer_to_a_day" if named else "answer_to_a_yes",
        slots=Slots(known_as(found), call, owner.name),
        sender=sender,
        reply_to=readers.reply_to_for(owner),
        now=readers.clock.now(),
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
