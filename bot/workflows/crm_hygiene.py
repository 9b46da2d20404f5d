"""Agent 11, CRM hygiene: what an open deal lacks, with values that come only from records, fixed by one click.

A next step is the next open task or meeting on the deal; a primary contact is the only contact or the most
active one. A close date or an amount is never guessed: the card says "needs you" and has the input on it
(C-HYG-03, C-HYG-05).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.model import Choice, Facts, Proposal, ScorePart, Signal, fingerprint
from bot.operations import Operation, SetPrimaryContact, UpdateFields
from bot.policy import first_in_charge
from bot.readers import Readers
from bot.reading_ahead import ReadAhead
from bot.records import Record, Schema
from bot.values import Change, Evidence, Person, RecordRef, end_of_next_business_day, new_id, today
from bot.workflow import Workflow

POINTS = {"next_step": 30.0, "close_date": 25.0, "primary_contact": 20.0, "amount": 15.0}
SOON_DAYS = 30  # a deal that closes within a month comes first


GAINS = {
    "next_step": "everyone sees what happens next",
    "close_date": "the forecast counts it in the right month",
    "primary_contact": "everyone knows whom to ask",
    "amount": "the forecast has its value",
}


@dataclass(frozen=True)
class Gap:
    """One thing a deal lacks: the change that mends it, what shows it, and whether a person must give the value."""

    change: Change
    said: str
    evidence: tuple[Evidence, ...]
    found: str = ""  # where the proposed value comes from, as a sentence
    needs_person: bool = False
    choices: tuple[Choice, ...] = ()


def read_ahead(signals: Sequence[Signal], crm: ReadAhead) -> None:
    """What `propose` will ask: the deals, what is to come on those without a next step, and whom each could name."""
    asked = [signal.record for signal in signals if signal.record and signal.record.kind == "deal"]
    deals = [deal for deal in crm.get_many(asked).values() if deal.get("is_closed") != "true"]
    idle = [deal.ref for deal in deals if not deal.get("next_step")]
    crm.related_many(idle, "meeting")
    crm.related_many(idle, "task")
    nameless = [deal for deal in deals if not deal.get("primary_contact")]
    people = crm.related_many([deal.ref for deal in nameless], "contact")
    accounts = {deal.get("account") for deal in nameless if not people.get(deal.ref)}
    crm.related_many([RecordRef("account", account) for account in accounts if account], "contact")


def propose(signal: Signal, readers: Readers) -> tuple[Proposal, ...]:
    """An open deal with an empty next step, a close date in the past, no amount or no primary contact: mend it."""
    if signal.record is None or signal.record.kind != "deal":
        return ()
    deal = readers.crm.get(signal.record)
    if deal.get("is_closed") == "true":
        return ()
    owner = readers.person(deal.get("owner")) or first_in_charge(readers.people)
    if owner is None:
        return ()
    gaps = _gaps(deal, owner, readers)
    return (_proposal(signal, deal, owner, gaps, readers),) if gaps else ()


def _gaps(deal: Record, owner: Person, readers: Readers) -> tuple[Gap, ...]:
    schema, now = readers.crm.describe("deal"), readers.clock.now()
    found = (
        _next_step(deal, schema, owner, readers),
        _close_date(deal, schema, today(now, owner)),
        _amount(deal, schema),
        _primary_contact(deal, readers),
    )
    return tuple(gap for gap in found if gap is not None)


def _empty(deal: Record, field: str, label: str) -> Evidence:
    return Evidence(
        id=f"{deal.ref}:{field}:empty",
        fact=f"{label} is empty",
        source="the deal in the CRM",
        at=deal.modified_at,
        confidence=1.0,
        record=deal.ref,
        link=deal.link,
    )


def _next_step(deal: Record, schema: Schema, owner: Person, readers: Readers) -> Gap | None:
    field = schema.field("next_step")
    if field is None or not field.writable or deal.get("next_step"):
        return None
    label = field.label
    coming = _what_comes_next(deal, owner, readers)
    if coming is None:
        change = Change("next_step", label, field.type, None, None)
        return Gap(change, f"{label} is empty", (_empty(deal, "next_step", label),), needs_person=True)
    text, evidence = coming
    text = text[: field.max_length] if field.max_length else text
    change = Change("next_step", label, field.type, None, text)
    found = f"Next in the CRM: {evidence.fact} ({evidence.source})."
    return Gap(change, f"{label} is empty", (_empty(deal, "next_step", label), evidence), found)


def _what_comes_next(deal: Record, owner: Person, readers: Readers) -> tuple[str, Evidence] | None:
    """The earliest meeting that has not begun or task that is open, and the record that says so."""
    now = readers.clock.now()
    coming: list[tuple[datetime | date, str, Record, str]] = []
    for meeting in readers.crm.related(deal.ref, "meeting"):
        starts = meeting.get("starts")
        if starts and datetime.fromisoformat(starts) >= now:
            day = owner.local(datetime.fromisoformat(starts)).date()
            coming.append(
                (day, meeting.get("subject") or "Meeting", meeting, "meeting in the CRM's calendar")
            )
    for task in readers.crm.related(deal.ref, "task"):
        due = task.get("due")
        if due and task.get("status") == "open" and date.fromisoformat(due) >= today(now, owner):
            day = date.fromisoformat(due)
            coming.append((day, task.get("subject") or "Task", task, "open task in the CRM"))
    if not coming:
        return None
    day, subject, record, source = min(coming, key=lambda c: (c[0], c[2].ref.kind, c[2].ref.id))
    fact = f"{subject}, {day.day} {day:%b %Y}"
    evidence = Evidence(str(record.ref), fact, source, record.modified_at, 0.97, record.ref, record.link)
    return f"{subject} {day.day} {day:%b}", evidence


def _close_date(deal: Record, schema: Schema, on: date) -> Gap | None:
    field = schema.field("close_date")
    value = deal.get("close_date")
    passed = _day(value)
    if field is None or not field.writable or (value and (passed is None or passed >= on)):
        return None
    change = Change("close_date", field.label, "date", value, None)
    if passed is None:
        return Gap(
            change, f"{field.label} is empty", (_empty(deal, "close_date", field.label),), needs_person=True
        )
    said = f"{field.label} {passed.day} {passed:%b %Y} has passed"
    evidence = Evidence(
        f"{deal.ref}:close_date:{value}",
        said,
        "the deal in the CRM",
        deal.modified_at,
        1.0,
        deal.ref,
        deal.link,
    )
    return Gap(change, said, (evidence,), needs_person=True)


def _day(text: str | None) -> date | None:
    """A canonical date; None for an empty one, and for what a CRM holds that is no date, which is left alone."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _amount(deal: Record, schema: Schema) -> Gap | None:
    field = schema.field("amount")
    if field is None or not field.writable or deal.get("amount") not in {None, "0"}:
        return None
    change = Change("amount", field.label, "money", deal.get("amount"), None, unit=deal.get("currency"))
    return Gap(change, f"{field.label} is empty", (_empty(deal, "amount", field.label),), needs_person=True)


def _primary_contact(deal: Record, readers: Readers) -> Gap | None:
    if deal.get("primary_contact"):
        return None
    candidates = readers.crm.related(deal.ref, "contact") or _of_the_account(deal, readers)
    label = "Primary contact"
    change = Change("primary_contact", label, "contact", None, None)
    missing = _empty(deal, "primary_contact", label)
    if not candidates:
        return None
    ranked = sorted(candidates, key=lambda c: (c.get("last_activity") or "", c.ref.id), reverse=True)
    choices = tuple(_choice(contact, len(ranked)) for contact in ranked[:10])
    best = ranked[0]
    if len(ranked) > 1 and (best.get("last_activity") or "") == (ranked[1].get("last_activity") or ""):
        return Gap(change, "no primary contact", (missing,), needs_person=True, choices=choices)
    name = best.get("name") or best.ref.id
    change = Change("primary_contact", label, "contact", None, best.ref.id, shown_after=name)
    why = Evidence(
        str(best.ref),
        f"{name} {'was' if choices[0].reason.startswith('last') else 'is'} {choices[0].reason}",
        "contacts of the deal in the CRM",
        best.modified_at,
        0.96 if len(ranked) == 1 else 0.9,
        best.ref,
        best.link,
    )
    return Gap(change, "no primary contact", (missing, why), f"{why.fact}.", choices=choices)


def _of_the_account(deal: Record, readers: Readers) -> tuple[Record, ...]:
    account = deal.get("account")
    if account is None:
        return ()
    return readers.crm.related(RecordRef("account", account), "contact")


def _choice(contact: Record, rivals: int) -> Choice:
    active = contact.get("last_activity")
    if rivals == 1:
        reason = "the only contact there is"
    elif active:
        on = date.fromisoformat(active[:10])
        reason = f"last active on {on:%-d %b %Y}, of {rivals} contacts"
    else:
        reason = "without recorded activity"
    return Choice("primary_contact", contact.ref.id, contact.get("name") or contact.ref.id, reason, 0.0)


def _proposal(signal: Signal, deal: Record, owner: Person, gaps: Sequence[Gap], readers: Readers) -> Proposal:
    now = readers.clock.now()
    name = deal.get("name") or deal.ref.id
    evidence = tuple(e for gap in gaps for e in gap.evidence)
    needs = tuple(gap.change.field for gap in gaps if gap.needs_person)
    return Proposal(
        id=new_id(now),
        workflow="crm_hygiene",
        signal=signal.id,
        rule="An open deal has a next step, a close date ahead, an amount and a primary contact",
        record=deal.ref,
        record_name=name,
        record_link=deal.link,
        headline=_headline(name, gaps),
        reason=_reason(gaps),
        operations=_operations(deal, name, gaps),
        evidence=evidence,
        owner=owner.id,
        deadline=end_of_next_business_day(now, owner),
        outcome=_outcome(gaps),
        if_ignored="The deal stays as it is, and I ask again when something about it changes",
        confidence=min(e.confidence for e in evidence),
        fingerprint=fingerprint(
            "crm_hygiene",
            deal.ref,
            *((g.change.field, g.change.before, g.change.after, *(e.id for e in g.evidence)) for g in gaps),
        ),
        facts=_facts(deal, readers),
        created_at=now,
        needs=needs,
        choices=tuple(choice for gap in gaps for choice in gap.choices),
        score=_score(deal, gaps, today(now, owner)),
    )


def _headline(name: str, gaps: Sequence[Gap]) -> str:
    if len(gaps) == 1:
        return f"{name}: {gaps[0].said}"
    return f"{name}: {len(gaps)} things to put right"


def _reason(gaps: Sequence[Gap]) -> str:
    """What is wrong where the headline does not say it already, where values come from, and what needs the person."""
    parts = [f"{'; '.join(gap.said for gap in gaps)}."] if len(gaps) > 1 else []
    parts += [gap.found for gap in gaps if gap.found]
    asked = ", ".join(gap.change.label.lower() for gap in gaps if gap.needs_person)
    if asked:
        parts.append(f"Nothing in the CRM says what it should be, so this needs you: {asked}.")
    return " ".join(parts)


def _outcome(gaps: Sequence[Gap]) -> str:
    *most, last = (GAINS[gap.change.field] for gap in gaps)
    gains = f"{', '.join(most)} and {last}" if most else last
    return f"{gains[:1].upper()}{gains[1:]} (no past cases yet)"


def _operations(deal: Record, name: str, gaps: Sequence[Gap]) -> tuple[Operation, ...]:
    fields = tuple(gap.change for gap in gaps if gap.change.type != "contact")
    contacts = tuple(gap.change for gap in gaps if gap.change.type == "contact")
    update: tuple[Operation, ...] = (UpdateFields(deal.ref, name, fields),) if fields else ()
    return (*update, *(SetPrimaryContact(deal.ref, name, change) for change in contacts))


def _facts(deal: Record, readers: Readers) -> Facts:
    stage = next((s for s in readers.crm.stages() if s.id == deal.get("stage")), None)
    return Facts(
        kind="deal",
        stage=deal.get("stage"),
        stage_label=stage.label if stage else deal.show("stage"),
        stage_order=stage.order if stage else None,
        amount=deal.get("amount"),
        currency=deal.get("currency"),
    )


def _score(deal: Record, gaps: Sequence[Gap], on: date) -> tuple[ScorePart, ...]:
    """What one click fixes comes first, then what closes soon, then what is worth more."""
    parts = [
        ScorePart(f"{gap.change.label[:1].lower()}{gap.change.label[1:]} to mend", POINTS[gap.change.field])
        for gap in gaps
    ]
    parts.append(ScorePart("one click mends it", 0.0 if any(gap.needs_person for gap in gaps) else 40.0))
    closes = _day(deal.get("close_date"))
    if closes and 0 <= (closes - on).days <= SOON_DAYS:
        parts.append(ScorePart("closes within a month", 10.0))
    parts.append(ScorePart("what it is worth", min(float(deal.get("amount") or 0) / 10_000, 20.0)))
    return tuple(part for part in parts if part.points)


WORKFLOW = Workflow(
    name="crm_hygiene",
    title="CRM hygiene",
    answers=frozenset({"record_changed", "hygiene_due"}),
    may=(UpdateFields, SetPrimaryContact),
    kpi="deals_with_next_step",
    guardrails={
        "values_from_records": "Proposed values come only from records; a close date or an amount is never guessed",
        "one_click": "One click fixes everything proposed on the card",
        "three_at_once": "At most three open cards per person; the rest is listed",
    },
    failure_modes={
        "nagging": "A dismissed set of findings stays quiet until its evidence changes",
        "overwriting": "A field is written only if it still holds what the card showed",
        "done_already": "A card is withdrawn when the record was put right meanwhile",
    },
    propose=propose,
    ahead=read_ahead,
)
