"""Agent 1, lead capture, for mail: a stranger who wants to buy becomes one card; what is unsure goes to a person."""

import json

from bot.correspondents import match
from bot.domains import domain_of
from bot.mail import Mail
from bot.mailroom import KeptMail, Review
from bot.model import Notice, Signal
from bot.operations import CreateRecord, LogMail, LogSent, SendMail, SetReminder, UpdateFields
from bot.policy import first_in_charge
from bot.queues import CLASSIFICATION, MAIL_REVIEWED
from bot.readers import Readers
from bot.suppression import canonical_address
from bot.workflow import Said, Workflow
from bot.workflows.lead_capture.card import proposal_of
from bot.workflows.lead_capture.inquiry import Kind, judge_mail, reviewed_inquiry
from bot.workflows.lead_capture.money import checked_amount
from bot.workflows.lead_capture.pointing import pointed_out
from bot.workflows.lead_capture.prospect import prospect_of

_SHARP = {"unsubscribe", "compliance_threat", "auto_reply"}  # another workflow answers these, whoever wrote
_QUOTED = 200


def propose(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """A person whom the CRM does not know asks for what we sell: make them a prospect, and answer."""
    kept = readers.mail((signal.body or {}).get("mail", ""))
    mail = kept.mail if kept else None
    if kept is None or mail is None or not _from_a_stranger(mail, readers) or _SHARP & _labels(kept):
        return ()
    found = match(mail, readers)
    inquiry = reviewed_inquiry(signal, mail) if signal.kind == MAIL_REVIEWED else judge_mail(mail)
    if found.known or inquiry is None:
        return ()
    if stopped := readers.stops(found.address):
        return _to_a_person(signal, kept, f"{found.address} {stopped}, and wrote to us", readers)
    if inquiry.kind is not Kind.BUYER:
        return _to_a_person(signal, kept, inquiry.said, readers, quietly=inquiry.kind is Kind.SELLER)
    if len(found.accounts) > 1:
        return _to_a_person(signal, kept, found.said, readers)
    prospect = prospect_of(kept, found, inquiry, readers)
    stage = next((each for each in readers.crm.stages() if not each.closed), None)
    if prospect is None or stage is None:
        return _to_a_person(signal, kept, "nobody could own a new deal", readers)
    prospect = pointed_out(checked_amount(prospect, readers), readers)
    return (proposal_of(signal, prospect, stage, readers),)


def _from_a_stranger(mail: Mail, readers: Readers) -> bool:
    """A person's mail, and none of our own people's."""
    try:
        canonical_address(mail.sender.address)
    except ValueError:
        return False
    ours = {domain_of(address) for address in readers.ours}
    return mail.machine.kind == "none" and domain_of(mail.sender.address) not in ours


def _labels(kept: KeptMail) -> set[str]:
    """How the mail was understood when it came in; `unknown` where nobody has looked."""
    decided = json.loads(kept.decision) if kept.decision else {}
    return {*decided.get("labels", ()), kept.label or "unknown"}


def _to_a_person(
    signal: Signal, kept: KeptMail, why: str, readers: Readers, *, quietly: bool = False
) -> tuple[Said, ...]:
    """It stays in the review queue until a person looked (G-05); they are told at once, but not of every pitch.

    Whoever has looked already is told why no card came of it.
    """
    mail, name = kept.mail, f"review:{kept.id}"
    if mail is None:
        return ()
    if signal.kind == MAIL_REVIEWED:
        text = f"You said that *{mail.sender.address}* is interested. I can make no card of it: {why}."
        return (
            Notice(
                f"{signal.id}:nothing", "reviewed", text, person=(signal.body or {}).get("by"), about=name
            ),
        )
    person = first_in_charge(readers.people)
    if person is None:
        return ()
    said = f"new sender; {why}"
    review = Review(name, CLASSIFICATION.name, kept.id, person.id, said, readers.clock.now())
    if quietly:
        return (review,)
    words = " ".join((mail.new_text or mail.subject).split())[:_QUOTED]
    text = f"👀 A mail from *{mail.sender.address}*, whom the CRM does not know, needs your eyes ({why}): “{words}”"
    return (review, Notice(name, "review", text, person=person.id, about=name))


WORKFLOW = Workflow(
    name="lead_capture",
    title="Lead capture",
    answers=frozenset({"mail_received", MAIL_REVIEWED}),
    may=(CreateRecord, UpdateFields, LogMail, SendMail, LogSent, SetReminder),
    kpi="new_business_recorded",
    guardrails={
        "strangers_only": "Only mail of people whom the CRM does not know, and never of colleagues or machines",
        "conservative": "No pitch to us, application or private mail becomes a deal; what is unsure goes to a person",
        "nothing_invented": "Every value stands in the mail, in the CRM or in a house rule, and the card says where",
        "approved_text": "The answer is an approved text with a name and a day in it, or the person's own words",
    },
    failure_modes={
        "second_account": "A company is known by its domain; where several accounts have it, a person is asked",
        "guessed_value": "An amount counts only where the mail names one, alone, as what they would spend",
        "wrong_owner": "The owner's reason is on the card, and Edit offers who else could be meant",
        "injection": "No word of a mail can choose an operation, a record or a recipient",
    },
    propose=propose,
)
