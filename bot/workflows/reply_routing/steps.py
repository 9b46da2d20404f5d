"""The closed set of next steps after a reply, and which of them a decision may propose.

The choice sees labels, notes of rules and a date, never the text: no word of a mail can name a step (N9).
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from bot.workflows.reply_routing.decision import Label


class Step(StrEnum):
    """What the bot would put before a person, or do at once where the house rules say so."""

    SUPPRESS_SENDER = "suppress_sender"
    ESCALATE = "escalate_to_owner_and_manager"
    HALT_ACCOUNT = "halt_account"
    ANSWER_DATA_REQUEST = "answer_data_request"
    CREATE_CONTACT_REFERRAL = "create_contact_referral"
    DROP_FROM_THREAD = "drop_from_thread"
    DRAFT_REPLY = "draft_reply"
    BOOK_MEETING = "book_meeting"
    ALERT_OWNER = "alert_owner"
    SET_REMINDER = "set_reminder"
    PAUSE_SEQUENCE = "pause_sequence"
    STOP_SEQUENCE = "stop_sequence"
    MARK_CONTACT_LEFT = "mark_contact_left"
    MARK_ADDRESS_BOUNCED = "mark_address_bounced"
    ASK_A_PERSON = "ask_a_person"
    LOG_ONLY = "log_only"


def choose(
    labels: tuple[Label, ...], notes: frozenset[str], *, suppress: bool, pause_until: date | None
) -> tuple[Step, ...]:
    """The steps for a decision, each once, in the order of the enum."""
    found = set(_steps(labels, notes, suppress=suppress, pause_until=pause_until))
    if labels == (Label.OTHER,):
        found.add(Step.ASK_A_PERSON)
    return tuple(step for step in Step if step in found)


def _steps(
    labels: tuple[Label, ...], notes: frozenset[str], *, suppress: bool, pause_until: date | None
) -> Iterator[Step]:
    angry = "anger" in notes or Label.COMPLIANCE_THREAT in labels
    if suppress:
        yield Step.SUPPRESS_SENDER
    if angry:
        yield from (Step.ESCALATE, Step.HALT_ACCOUNT)
    if "data_request" in notes and Label.COMPLIANCE_THREAT in labels:
        yield Step.ANSWER_DATA_REQUEST
    if Label.AUTO_REPLY in labels:
        yield from _after_a_machine(notes, pause_until)
        return
    if Label.WRONG_PERSON in labels:
        yield Step.ASK_A_PERSON
        yield from (Step.CREATE_CONTACT_REFERRAL,) if "referral" in notes else ()
        yield from (Step.MARK_CONTACT_LEFT,) if "left" in notes else ()
    if suppress or angry:
        return
    if Label.POSITIVE in labels:
        yield from _after_interest(notes)
    if Label.NOT_NOW in labels:
        yield Step.PAUSE_SEQUENCE
        yield Step.SET_REMINDER if pause_until else Step.ASK_A_PERSON
    if Label.OBJECTION in labels:
        yield from (Step.STOP_SEQUENCE, Step.DRAFT_REPLY)


def _after_interest(notes: frozenset[str]) -> Iterator[Step]:
    yield from (Step.ALERT_OWNER, Step.DRAFT_REPLY)
    if "hand_over" in notes:
        yield from (Step.DROP_FROM_THREAD, Step.ASK_A_PERSON)
    if "stakeholder" in notes:
        yield Step.CREATE_CONTACT_REFERRAL
    if "meeting" in notes:
        yield Step.BOOK_MEETING
    elif "information" in notes:
        yield Step.ASK_A_PERSON


def _after_a_machine(notes: frozenset[str], pause_until: date | None) -> Iterator[Step]:
    if "bounce" in notes:
        yield Step.MARK_ADDRESS_BOUNCED
    elif "left" in notes:
        yield Step.MARK_CONTACT_LEFT
    elif pause_until:
        yield Step.PAUSE_SEQUENCE
    else:
        yield Step.LOG_ONLY
