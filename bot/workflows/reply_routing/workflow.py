"""Agent 7, reply routing: a mail in, understood conservatively; an opt-out acts at once, the rest goes to a person."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from bot.human_only import escalations
from bot.mail import Mail
from bot.mailroom import KeptMail, Reminder, Review, Understood
from bot.memory import Readers
from bot.model import Facts, Notice, Proposal, Signal, fingerprint
from bot.operations import CreateTask, HaltAccount, Operation, OptOut, SetReminder, Suppress
from bot.policy import first_in_charge
from bot.suppression import Reason, Suppression, canonical_address
from bot.values import Change, Evidence, Person, RecordRef, end_of_next_business_day, new_id
from bot.workflow import Said, Workflow
from bot.workflows.reply_routing.decision import Decision, Label
from bot.workflows.reply_routing.doubt import model_of, second_opinion
from bot.workflows.reply_routing.matching import Match, match
from bot.workflows.reply_routing.routing import route
from bot.workflows.reply_routing.steps import Step

RESPOND_WITHIN = timedelta(minutes=15)  # to a yes (C-REP-02)
_DECISION = TypeAdapter(Decision)
_QUOTED = 200


def first(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """What must not wait: who wants no more mail gets none, and where someone is angry everything stops."""
    kept, mail = _mail(signal, readers)
    if kept is None or mail is None:
        return ()
    decision = route(mail, now=readers.clock.now())
    whole = json.dumps(_DECISION.dump_python(decision, mode="json"))
    understood = Understood(kept.id, decision.label.value, decision.confidence, whole)
    try:
        address = canonical_address(mail.sender.address)
    except ValueError:
        return (understood,)
    if (
        mail.machine.kind == "complaint"
    ):  # the sender is the provider that reports, not the person who complained
        return (understood,)
    operations = _at_once(kept, decision, address, readers.clock.now())
    leader = first_in_charge(readers.people)
    notices = _escalation(kept, mail, decision, None, readers)
    if not operations:
        return (understood, *notices)
    record = RecordRef("address", address)
    proposal = _proposal(signal, kept, mail, decision, record, address, leader, operations, readers)
    return (understood, proposal, *notices)


def _at_once(kept: KeptMail, decision: Decision, address: str, now: datetime) -> tuple[Operation, ...]:
    found: list[Operation] = []
    source, said = f"mail:{kept.id}", _words(decision)
    if decision.suppress:
        threat = Label.COMPLIANCE_THREAT in decision.labels
        reason = Reason.THREAT if threat else Reason.RECIPIENT_ASKED
        found.append(
            Suppress(Suppression(f"S-{kept.id[:24]}", reason, said, source, now, "policy", address=address))
        )
    if Step.HALT_ACCOUNT.value in decision.would_propose:
        halt = escalations.halt_for(address, said, source, now)
        found.append(HaltAccount(RecordRef("address", address), halt))
    return tuple(found)


def propose(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """What the CRM is needed for: whose mail it is, what they should do next, and the CRM's own opt-out."""
    kept, mail = _mail(signal, readers)
    if kept is None or mail is None:
        return ()
    decision = route(mail, now=readers.clock.now())
    if mail.machine.kind == "complaint":
        return _to_a_person(
            kept, mail, first_in_charge(readers.people), "a spam complaint was reported", readers
        )
    if not mail.sender.address or decision.would_propose == (Step.LOG_ONLY.value,):
        return ()
    found = match(mail.sender.address, readers)
    opinion = second_opinion(mail, decision, readers, signal.id)
    said: list[Said] = list(_escalation(kept, mail, decision, found.owner, readers))
    if opinion.decision is not decision:
        decision = opinion.decision
        said += _seen_by_a_model(signal, kept, mail, decision, readers)
    for operations in (_opt_out(decision, mail, found), _next_step(decision, mail, kept, found, readers)):
        subject = (found.deal if operations and not decision.suppress else None) or found.contact
        if operations and subject is not None:
            name = subject.get("name") or subject.ref.id
            made = _proposal(
                signal,
                kept,
                mail,
                decision,
                subject.ref,
                name,
                found.owner,
                operations,
                readers,
                link=subject.link,
                said=found.said,
                touches=(found.contact.ref,) if found.contact else (),
            )
            said.append(made)
    answered = any(isinstance(each, Proposal | Notice) for each in said)
    if not answered and not decision.suppress and Label.AUTO_REPLY not in decision.labels:
        why = "; ".join(each for each in (found.said, opinion.said) if each)
        return (*said, *_to_a_person(kept, mail, found.owner, why, readers))
    return tuple(said)


def _seen_by_a_model(
    signal: Signal, kept: KeptMail, mail: Mail, decision: Decision, readers: Readers
) -> Iterator[Said]:
    """The audit holds what was decided in the end, and who asked to be left alone is left alone at once."""
    whole = json.dumps(_DECISION.dump_python(decision, mode="json"))
    yield Understood(kept.id, decision.label.value, decision.confidence, whole)
    if not decision.suppress:
        return
    try:
        address = canonical_address(mail.sender.address)
    except ValueError:
        return
    operations = _at_once(kept, decision, address, readers.clock.now())
    record, leader = RecordRef("address", address), first_in_charge(readers.people)
    yield _proposal(signal, kept, mail, decision, record, address, leader, operations, readers)


def _opt_out(decision: Decision, mail: Mail, found: Match) -> tuple[Operation, ...]:
    if not decision.suppress or found.contact is None:
        return ()
    contact = found.contact
    return (OptOut(contact.ref, contact.get("name") or contact.ref.id, mail.sender.address),)


def _next_step(
    decision: Decision, mail: Mail, kept: KeptMail, found: Match, readers: Readers
) -> tuple[Operation, ...]:
    if found.contact is None or found.owner is None or decision.suppress:
        return ()
    subject = found.deal or found.contact
    name = found.contact.get("name") or mail.sender.address
    if decision.label is Label.POSITIVE:
        day = readers.clock.now().astimezone(ZoneInfo(found.owner.zone)).date().isoformat()
        fields = [
            Change("subject", "Task", "text", None, f"Answer {name}: they are interested"),
            Change("due", "Due", "date", None, day),
        ]
        if found.owner.crm_owner:
            owner = Change(
                "owner", "Owner", "owner", None, found.owner.crm_owner, shown_after=found.owner.name
            )
            fields.append(owner)
        links = (found.contact.ref,) if found.deal else ()
        return (CreateTask(subject.ref, subject.get("name") or name, tuple(fields), links),)
    if decision.label is Label.NOT_NOW and decision.pause_until is not None:
        opens = datetime.combine(decision.pause_until, time(9), tzinfo=ZoneInfo(found.owner.zone))
        reminder = Reminder(
            id=f"reminder:{kept.id}",
            due_at=max(opens.astimezone(UTC), readers.clock.now()),
            record=subject.ref,
            record_name=subject.get("name") or name,
            record_link=subject.link,
            person=found.owner.id,
            text=f"{name} asked to be written to again from this day on",
            watched=(mail.sender.address,),
        )
        return (SetReminder(subject.ref, reminder),)
    return ()


def _escalation(
    kept: KeptMail, mail: Mail, decision: Decision, owner: Person | None, readers: Readers
) -> tuple[Notice, ...]:
    if Step.ESCALATE.value not in decision.would_propose:
        return ()
    return tuple(escalations.told(readers.people, owner, mail.sender.address, _words(decision), kept.id))


def _to_a_person(
    kept: KeptMail, mail: Mail, person: Person | None, why: str, readers: Readers
) -> tuple[Said, ...]:
    """Not sure enough: it stays in the review queue until a person looked (G-05), and they are told now."""
    if person is None:
        return ()
    said = f"{why}; label {kept.label or 'unknown'}"
    review = Review(f"review:{kept.id}", "classification", kept.id, person.id, said, readers.clock.now())
    text = (
        f"A mail from *{mail.sender.address or 'an unknown sender'}* needs your eyes ({why}): "
        f"“{' '.join((mail.new_text or mail.subject).split())[:_QUOTED]}”"
    )
    return (review, Notice(f"review:{kept.id}", "review", text, person=person.id))


def _proposal(
    signal: Signal,
    kept: KeptMail,
    mail: Mail,
    decision: Decision,
    record: RecordRef,
    name: str,
    owner: Person | None,
    operations: tuple[Operation, ...],
    readers: Readers,
    *,
    link: str = "",
    said: str = "by the address it came from",
    touches: tuple[RecordRef, ...] = (),
) -> Proposal:
    now = readers.clock.now()
    label = decision.label.value.replace("_", " ")
    urgent = decision.label is Label.POSITIVE
    deadline = now + timedelta(days=1) if owner is None else end_of_next_business_day(now, owner)
    return Proposal(
        id=new_id(now),
        workflow="reply_routing",
        signal=signal.id,
        rule=f"A reply that is {label} is answered by its own next step",
        record=record,
        record_name=name,
        record_link=link,
        headline=f"{name}: {label}",
        reason=f"{mail.sender.address} wrote: {_words(decision)} (matched: {said})",
        operations=operations,
        evidence=(
            Evidence(f"mail:{kept.id}", _words(decision), "the mail", kept.received_at, decision.confidence),
        ),
        owner=owner.id if owner else "nobody",
        deadline=now + RESPOND_WITHIN if urgent else deadline,
        outcome="The person gets what they asked for (no past cases to compare with yet)",
        if_ignored="The mail stays unanswered",
        confidence=decision.confidence,
        fingerprint=fingerprint("reply_routing", kept.id, record),
        facts=Facts(record.kind),
        created_at=now,
        model=model_of(decision),
        touches=touches,
    )


def _mail(signal: Signal, readers: Readers) -> tuple[KeptMail | None, Mail | None]:
    kept = readers.mail((signal.body or {}).get("mail", ""))
    return kept, kept.mail if kept else None


def _words(decision: Decision) -> str:
    spans = [span.text for span in decision.evidence if span.where != "header"] or [decision.label.value]
    return f"“{' '.join(spans[0].split())[:_QUOTED]}”"


WORKFLOW = Workflow(
    name="reply_routing",
    title="Reply routing",
    answers=frozenset({"mail_received"}),
    may=(Suppress, HaltAccount, OptOut, CreateTask, SetReminder),
    kpi="first_response_on_time",
    guardrails={
        "suppression_first": "Who wants no more mail gets none, at once and without a click",
        "conservative": "A yes counts only when it is sure; what is unclear goes to a person",
        "new_text_only": "Only what the sender wrote this time is judged, never the quoted history",
    },
    failure_modes={
        "kept_selling": "Anger and threats stop all mail to the company and go to the owner and the manager",
        "auto_replies": "A machine's answer is no reply: it starts no timer and cancels nothing",
        "injection": "No word of a mail can choose an operation, a record or a recipient",
    },
    propose=propose,
    first=first,
)
