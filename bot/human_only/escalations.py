"""Agent H6, escalations: threats, complaints and anger go to people at once, and everything else stops (H6-01..03).

What a person writes in answer comes back as a signal, and leaves like every other mail: by a card, an approval, a hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domains import company_domain
from bot.errors import Gone
from bot.letters import Slots, in_own_words, language_of, wording
from bot.mail import Address, Mail
from bot.mailroom import Halt, KeptMail
from bot.model import Facts, Notice, Proposal, Signal, fingerprint
from bot.operations import Letter, LogSent, SendMail
from bot.operations.addressees import wrote
from bot.policy import first_in_charge
from bot.policy.guardrails import ESCALATIONS
from bot.readers import Readers
from bot.records import Record
from bot.suppression import address_key, canonical_address
from bot.values import Evidence, Person, RecordRef, end_of_next_business_day, new_id, today
from bot.workflow import Said, Workflow

ANSWER_WRITTEN = "answer_written"  # the kind of the signal; its body: mail, text, by
SOON = timedelta(hours=1)  # the card of who has just written an answer is shown at once
_QUOTED, _CUT = 200, 120


def halt_for(address: str, why: str, source: str, at: datetime) -> Halt:
    """The halt of the sender's company, or of the mailbox alone where the domain is a mail provider's.

    Raises:
        ValueError: It is no mail address.
    """
    domain = canonical_address(address).rpartition("@")[2]
    if company_domain(address) is None:  # there one mailbox is halted, not everybody's
        return Halt(f"address:{address_key(address)}", why, "policy", at, source, address)
    return Halt(f"domain:{domain}", why, "policy", at, source, domain)


def halt_of(account: RecordRef, name: str, why: str, source: str, at: datetime) -> Halt:
    """The halt of an account of the CRM, whatever addresses its people write from."""
    return Halt(f"account:{account.id}", why, "policy", at, source, name)


def told(
    people: Sequence[Person], owner: Person | None, sender: str, words: str, mail: str
) -> Iterator[Notice]:
    """A notice to the owner, where known, and to the manager: what was said and what was stopped. `mail` is its id."""
    leader = first_in_charge(people)
    manager = next((p for p in people if owner and p.id == owner.manager), None) or leader
    text = (
        f"🚨 *{sender}* needs a person now: {words}\n"
        "I answered nothing, and stopped all mail to that company. `/dealhand halts` lists it; "
        "`/dealhand clear` lets mail go out again."
    )
    for person in {p.id: p for p in (owner, manager) if p}.values():
        yield Notice(f"escalation:{mail}:{person.id}", "escalation", text, person=person.id, about=mail)


@dataclass(frozen=True)
class Escalation:
    """One as its notice shows it, and all that an answer to it needs.

    `suppressed` is why nothing of ours may reach them any more, and `sender` whom an answer would be from; without a
    sender, or where they are suppressed, a person answers outside. `answered` and `cleared` say who did it.
    """

    mail: str
    address: str
    subject: str
    words: str
    at: datetime
    halted: tuple[Halt, ...]
    suppressed: str
    sender: Address | None
    calm: str
    answered: str = ""
    answered_at: datetime | None = None
    cleared: str = ""

    @property
    def may_be_written_to(self) -> bool:
        """Whether an answer can go out through us at all."""
        return not self.suppressed and self.sender is not None


def calm_beginning(mail: Mail, person: Person, now: datetime) -> str:
    """The approved text to begin with, in the language of what they wrote; offered, never preselected (H6-02)."""
    slots = Slots(mail.sender.name, today(now, person), person.name)
    return wording("calm_beginning", language_of(mail.new_text), slots)


def propose(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """What a person wrote in answer becomes a card, approved and held like every mail (H6-02). Raises CrmError."""
    body = signal.body or {}
    kept = readers.mail(body.get("mail", ""))
    person = next((p for p in readers.people if p.id == body.get("by")), None)
    sender = readers.sender_for(person) if person else None
    if kept is None or kept.mail is None or person is None or sender is None:
        return ()
    now, reply_to = readers.clock.now(), readers.reply_to_for(person)
    letter = in_own_words(kept.mail, body.get("text", ""), sender=sender, reply_to=reply_to, now=now)
    return (_card(signal, kept, letter, person, readers),)


def _card(signal: Signal, kept: KeptMail, letter: Letter, person: Person, readers: Readers) -> Proposal:
    now, address = readers.clock.now(), letter.to.address
    record = _record(kept, readers)
    ref = record.ref if record else RecordRef("address", address)
    name = (record.get("name") if record else None) or address
    send = SendMail(ref, name, letter, read=(wrote(kept),), past_halt=True)
    log = (LogSent(ref, name, letter),) if record else ()
    new_text = " ".join(kept.mail.new_text.split())[:_QUOTED] if kept.mail else ""
    return Proposal(
        id=new_id(now),
        workflow=ESCALATIONS,
        signal=signal.id,
        rule="A person answers an escalation in their own words",
        record=ref,
        record_name=name,
        record_link=record.link if record else "",
        headline=f"Your answer to {address}",
        reason=f"The words below are yours, in answer to: “{_cut(new_text)}”. Nothing else is sent to them",
        operations=(send, *log),
        evidence=(Evidence(f"mail:{kept.id}", f"“{new_text}”", "the mail", kept.received_at, 1.0),),
        owner=person.id,
        deadline=now + SOON,
        expires_at=end_of_next_business_day(now, person),
        outcome="They hear from a person (no past cases yet)",
        if_ignored="Nobody has answered them",
        confidence=1.0,
        fingerprint=fingerprint(ESCALATIONS, kept.id, letter.text),
        facts=Facts(ref.kind),
        created_at=now,
    )


def _cut(text: str) -> str:
    """What fits into the reason of a card."""
    return text if len(text) <= _CUT else f"{text[:_CUT].rstrip()}…"


def _record(kept: KeptMail, readers: Readers) -> Record | None:
    """The record that their mail was logged on."""
    filed = readers.filed((kept.mail.message_id,)) if kept.mail and kept.mail.message_id else ()
    try:
        return readers.crm.get(filed[0]) if filed else None
    except Gone:
        return None


WORKFLOW = Workflow(
    name=ESCALATIONS,
    title="Escalations",
    answers=frozenset({ANSWER_WRITTEN}),
    may=(SendMail, LogSent),
    kpi="time_to_human_response",
    guardrails={
        "own_words": "Only a person's own words are sent; the calm beginning is offered and never preselected",
        "only_who_wrote": "The answer goes to who wrote, and to nobody else",
        "never_suppressed": "Who wants no more mail gets none, not even an apology",
    },
    failure_modes={
        "argues": "No agent answers anger; every other mail to the account is stopped until a person clears it",
        "one_click": "Writing it sends nothing: it becomes a card, and what is approved is held before it goes",
    },
    propose=propose,
)
