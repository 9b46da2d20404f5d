"""Agent 7, reply routing: a mail in, understood conservatively; an opt-out acts at once, the rest goes to a person."""

import json
from collections.abc import Iterator

from pydantic import TypeAdapter

from bot.correspondents import Correspondent, match
from bot.human_only import escalations
from bot.mailroom import Understood
from bot.model import Notice, Proposal, Signal
from bot.operations import (
    CreateRecord,
    CreateTask,
    HaltAccount,
    LogMail,
    LogSent,
    Operation,
    OptOut,
    SendMail,
    SetReminder,
    Suppress,
)
from bot.policy import first_in_charge
from bot.queues import MAIL_REVIEWED
from bot.readers import Readers
from bot.suppression import Reason, Suppression, canonical_address
from bot.values import Person, RecordRef
from bot.workflow import Said, Workflow
from bot.workflows.reply_routing import filing, following, referrals
from bot.workflows.reply_routing.decision import Decision, Label
from bot.workflows.reply_routing.doubt import second_opinion
from bot.workflows.reply_routing.proposing import Draft, Heard, name_of, proposal
from bot.workflows.reply_routing.review import as_reviewed, nothing_follows, to_a_person
from bot.workflows.reply_routing.routing import route
from bot.workflows.reply_routing.steps import Step

_DECISION = TypeAdapter(Decision)


def first(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """What must not wait: who wants no more mail gets none, and where someone is angry everything stops."""
    heard = _heard(signal, readers)
    if heard is None:
        return ()
    said: list[Said] = [_understood(heard)]
    try:
        canonical_address(heard.address)
    except ValueError:
        return tuple(said)
    if heard.mail.machine.kind == "complaint":  # the sender is the provider that reports, not who complained
        return tuple(said)
    return (*said, *_at_once(heard, readers), *_escalation(heard, None, readers))


def propose(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """What the CRM is needed for: whose mail it is, what they should do next, and the CRM's own opt-out.

    Mail of people whom the CRM does not know is another workflow's, but for what must not wait.
    """
    heard = _heard(signal, readers)
    if heard is None:
        return ()
    if heard.mail.machine.kind == "complaint":
        return to_a_person(heard, first_in_charge(readers.people), "a spam complaint was reported", readers)
    if not heard.address or heard.decision.would_propose == (Step.LOG_ONLY.value,):
        return ()
    found = match(heard.mail, readers)
    opinion = second_opinion(heard.mail, heard.decision, readers, signal.id)
    said: list[Said] = list(_escalation(heard, found.owner, readers))
    if opinion.decision is not heard.decision:
        heard = Heard(signal, heard.kept, heard.mail, opinion.decision)
        said += _seen_by_a_model(heard, readers)
    if not found.known:
        return tuple(said)
    drafts = tuple(_drafts(heard, found, readers))
    said += [proposal(heard, draft, readers) for draft in drafts]
    if _is_answered(heard, drafts, said):
        return tuple(said)
    about = f"about {name_of(found.subject)}" if found.subject and not found.unsure else found.said
    why = "; ".join(each for each in (about, opinion.said) if each)
    if heard.again:
        wanted = heard.decision.label is Label.POSITIVE
        return (*said, nothing_follows(heard, why)) if wanted else tuple(said)
    return (*said, *to_a_person(heard, found.owner, why, readers))


def _drafts(heard: Heard, found: Correspondent, readers: Readers) -> Iterator[Draft]:
    """What would be done, each as a card of its own or without one where policy allows it."""
    log = filing.logged(heard, found)
    if log and readers.log_mail and not heard.again:
        yield log
    if heard.decision.suppress:
        yield _opt_out(heard, found)
    if Step.HALT_ACCOUNT.value in heard.decision.would_propose:
        yield from _halt(heard, found, readers)
    step, question = following.next_step(heard, found, readers), filing.question(heard, found, readers)
    beside = question or (None if readers.log_mail else log)
    if step is not None:
        yield filing.together(step, beside) if beside else step
    elif question is not None and not heard.again:
        yield question
    if Label.WRONG_PERSON in heard.decision.labels:
        yield from (
            referrals.card(one, found, found.owner, readers) for one in referrals.named(heard, readers)
        )


def _opt_out(heard: Heard, found: Correspondent) -> Draft:
    """By the address, so that it holds for every record that has it; the card stands on one of them."""
    person = found.person
    ref, name = (person.ref, name_of(person)) if person else (found.people[0], heard.address)
    operations = (OptOut(ref, name, heard.address),)
    headline = f"{name} wants no more mail"
    return Draft(ref, name, headline, operations, found.owner, found.said, person.link if person else "")


def _halt(heard: Heard, found: Correspondent, readers: Readers) -> Iterator[Draft]:
    """The account by its id too: its people may write from other domains than the one that was halted at once."""
    account = found.account_ref
    if account is None:
        return
    called = (found.account and found.account.get("name")) or (found.person and found.person.show("account"))
    name = called or account.id
    halt = escalations.halt_of(account, name, heard.words, heard.source, readers.clock.now())
    yield Draft(
        account, name, f"{name}: all mail is stopped", (HaltAccount(account, halt),), found.owner, found.said
    )


def _is_answered(heard: Heard, drafts: tuple[Draft, ...], said: list[Said]) -> bool:
    """Whether somebody hears of it already, or nobody need: logging alone answers nothing."""
    decision = heard.decision
    asked = any(not all(op.only_records for op in draft.operations) for draft in drafts)
    if Step.CREATE_CONTACT_REFERRAL.value in decision.would_propose and Label.WRONG_PERSON in decision.labels:
        return any(isinstance(op, CreateRecord) for draft in drafts for op in draft.operations)
    told = any(isinstance(each, Notice) for each in said)
    return asked or told or decision.suppress or Label.AUTO_REPLY in decision.labels


def _heard(signal: Signal, readers: Readers) -> Heard | None:
    kept = readers.mail((signal.body or {}).get("mail", ""))
    if kept is None or kept.mail is None:
        return None
    now = readers.clock.now()
    if signal.kind == MAIL_REVIEWED:
        return Heard(signal, kept, kept.mail, as_reviewed(kept.mail, signal, now))
    return Heard(signal, kept, kept.mail, route(kept.mail, now=now))


def _understood(heard: Heard) -> Understood:
    decision = heard.decision
    whole = json.dumps(_DECISION.dump_python(decision, mode="json"))
    return Understood(heard.kept.id, decision.label.value, decision.confidence, whole)


def _at_once(heard: Heard, readers: Readers) -> Iterator[Proposal]:
    """Suppress who asked for it, and halt the company where somebody is angry or threatens."""
    address, now = canonical_address(heard.address), readers.clock.now()
    operations: list[Operation] = []
    if heard.decision.suppress:
        threat = Label.COMPLIANCE_THREAT in heard.decision.labels
        reason = Reason.THREAT if threat else Reason.RECIPIENT_ASKED
        name = f"S-{heard.kept.id[:24]}{'-reviewed' if heard.again else ''}"
        by = (heard.signal.body or {}).get("by", "policy")
        found = Suppression(name, reason, heard.words, heard.source, now, by, address=address)
        operations.append(Suppress(found))
    if Step.HALT_ACCOUNT.value in heard.decision.would_propose:
        halt = escalations.halt_for(address, heard.words, heard.source, now)
        operations.append(HaltAccount(RecordRef("address", address), halt))
    if not operations:
        return
    leader, headline = first_in_charge(readers.people), f"{address}: {heard.label}"
    record = RecordRef("address", address)
    matched = "by the address it came from"
    yield proposal(heard, Draft(record, address, headline, tuple(operations), leader, matched), readers)


def _seen_by_a_model(heard: Heard, readers: Readers) -> Iterator[Said]:
    """The audit holds what was decided in the end, and who asked to be left alone is left alone at once."""
    yield _understood(heard)
    if not heard.decision.suppress:
        return
    try:
        yield from _at_once(heard, readers)
    except ValueError:
        return


def _escalation(heard: Heard, owner: Person | None, readers: Readers) -> tuple[Notice, ...]:
    if Step.ESCALATE.value not in heard.decision.would_propose:
        return ()
    return tuple(escalations.told(readers.people, owner, heard.address, heard.words, heard.kept.id))


WORKFLOW = Workflow(
    name="reply_routing",
    title="Reply routing",
    answers=frozenset({"mail_received", MAIL_REVIEWED}),
    may=(Suppress, HaltAccount, OptOut, LogMail, CreateTask, CreateRecord, SendMail, LogSent, SetReminder),
    kpi="first_response_on_time",
    guardrails={
        "suppression_first": "Who wants no more mail gets none, at once and without a click",
        "conservative": "A yes counts only when it is sure; what is unclear goes to a person",
        "new_text_only": "Only what the sender wrote this time is judged, never the quoted history",
        "on_record": "Mail of people the CRM knows is logged there without a click; which deal is unclear is asked",
    },
    failure_modes={
        "kept_selling": "Anger and threats stop all mail to the company and go to the owner and the manager",
        "auto_replies": "A machine's answer is no reply: it starts no timer and cancels nothing",
        "injection": "No word of a mail can choose an operation, a record or a recipient",
        "mail_to_named": "Who is named in a mail becomes a contact at most, never somebody who is written to",
    },
    propose=propose,
    first=first,
)
