"""A person asked that an address or a whole domain be left alone: a card that shows whom it would cover (C-SUP-10)."""

from datetime import timedelta

from bot.crm_mail import Audience
from bot.model import Facts, Notice, Proposal, Signal, fingerprint
from bot.operations import Suppress
from bot.policy.oversight import is_wide, second_person
from bot.readers import Readers
from bot.suppression import Reason, Suppression
from bot.values import Evidence, Person, RecordRef, end_of_next_business_day, new_id
from bot.workflow import Said
from bot.workflows.account_coverage.leaving import NAME


def propose(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """One suppression, with the contacts that it would cover as they are counted now."""
    body = signal.body or {}
    asker = next((person for person in readers.people if person.id == body["by"]), None)
    if asker is None:
        return ()
    of, reason, said = body["of"], Reason(body["reason"]), body["said"]
    domain = of.removeprefix("@") if of.startswith("@") else None
    audience = readers.crm.audience(domain) if domain else None
    now = readers.clock.now()
    suppression = Suppression(
        id=f"S-{new_id(now)}",
        reason=reason,
        said=said,
        source=signal.id,
        at=now,
        by=asker.id,
        address=None if domain else of,
        domain=domain,
    )
    operation = Suppress(suppression, audience)
    made = _proposal(signal, readers, asker, operation, audience)
    return (made, *_told(signal, readers, asker, operation))


def _proposal(
    signal: Signal, readers: Readers, asker: Person, operation: Suppress, audience: Audience | None
) -> Proposal:
    now, suppression = readers.clock.now(), operation.suppression
    record = RecordRef("address", suppression.of)
    asked = Evidence(
        signal.id, f"{asker.name} asked: {suppression.said or suppression.reason.value}", "Slack", now, 1.0
    )
    counted: tuple[Evidence, ...] = ()
    if audience is not None:
        fact = f"{_covers(audience)} have an address there"
        counted = (Evidence(f"{signal.id}:audience", fact, "the CRM", now, 1.0),)
    why = f": “{suppression.said}”" if suppression.said else ""
    whom = f" It covers {_covers(audience)}{_names(audience)}." if audience else ""
    return Proposal(
        id=new_id(now),
        workflow=NAME,
        signal=signal.id,
        rule="Whom a colleague rules out is not written to",
        record=record,
        record_name=suppression.of,
        record_link="",
        headline=f"Never write to {suppression.of} again?",
        reason=f"{asker.name} asked for it{why}.{whom}",
        operations=(operation,),
        evidence=(asked, *counted),
        owner=asker.id,
        deadline=max(end_of_next_business_day(now, asker), now + timedelta(hours=1)),
        outcome="No mail of ours goes there any more",
        if_ignored="Mail may go there as before",
        confidence=1.0,
        fingerprint=fingerprint(NAME, signal.id, record),  # a person who asks again is asked again
        facts=Facts(record.kind),
        created_at=now,
    )


def _told(signal: Signal, readers: Readers, asker: Person, operation: Suppress) -> tuple[Notice, ...]:
    """Who asked for more than they may decide alone hears who is asked."""
    audience = operation.audience
    if audience is None or not is_wide(operation):
        return ()
    second = second_person(readers.people, asker.id)
    text = f"Ruling out {operation.suppression.of} would cover {_covers(audience)}{_names(audience)}. "
    if second is None:
        text += "That takes a second person's yes, and nobody else here is a manager or an administrator."
    else:
        text += (
            f"That takes a second person's yes, so I asked {second.name}. Until then nothing is ruled out."
        )
    return (Notice(f"{signal.id}:second", "second_person", text, person=asker.id),)


def _covers(audience: Audience) -> str:
    return f"{audience.contacts:,} of {audience.of:,} contacts"


def _names(audience: Audience) -> str:
    if not audience.names:
        return ""
    more = ", …" if audience.contacts > len(audience.names) else ""
    return f" ({', '.join(audience.names)}{more})"
