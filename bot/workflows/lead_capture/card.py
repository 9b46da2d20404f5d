"""The one card about a prospect: what, why, on what evidence, whose and by when (A-11, A-12)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.model import Choice, Facts, Proposal, ScorePart, Signal, fingerprint
from bot.operations.mail_log import LOGGED_ON
from bot.readers import Readers
from bot.records import Stage
from bot.values import Evidence, RecordRef, end_of_next_business_day, new_id
from bot.workflows.lead_capture.prospect import CLOSES_AFTER, Prospect, language_said
from bot.workflows.lead_capture.signature import Said
from bot.workflows.lead_capture.steps import DEAL, Place, account_name, operations, place_of

_QUOTED = 120
ANSWER_WITHIN = timedelta(hours=1)  # of an inquiry, which is why its card is shown at once
_POINTS = 60.0  # a stranger who wants to buy comes before what is to be put right


def proposal_of(signal: Signal, prospect: Prospect, stage: Stage, readers: Readers) -> Proposal:
    """The card. Raises CrmError where the CRM's fields cannot be read."""
    now, owner, place = readers.clock.now(), prospect.owner.person, place_of(prospect)
    beside = [prospect.found.account, *(each.deal for each in prospect.found.deals)]
    return Proposal(
        id=new_id(now),
        workflow="lead_capture",
        signal=signal.id,
        rule="A stranger's inquiry becomes a contact with an opportunity, an owner, a next step and an answer",
        record=RecordRef("address", prospect.address),
        record_name=prospect.known_as,
        record_link="",
        headline=_headline(prospect, place),
        reason=_reason(prospect, place),
        operations=operations(prospect, stage, readers),
        evidence=tuple(_evidence(prospect, place, now)),
        owner=owner.id,
        deadline=now + ANSWER_WITHIN,
        expires_at=end_of_next_business_day(now, owner),
        outcome="They have an answer, and what they want is on record (no past cases yet)",
        if_ignored="They wait for an answer, and nothing of it is in the CRM",
        confidence=0.9,
        fingerprint=fingerprint("lead_capture", prospect.address, prospect.kept.id),
        facts=_facts(prospect, place, stage),
        created_at=now,
        choices=tuple(_choices(prospect, place)),
        score=(ScorePart("somebody new wants to buy", _POINTS),),
        model=prospect.model,
        touches=tuple(each.ref for each in beside if each),
    )


def _headline(prospect: Prospect, place: Place) -> str:
    company = account_name(prospect)
    if place.record == DEAL:
        return f"New prospect: {prospect.known_as}, {company}"
    return f"{company}: {prospect.known_as} is new and wants to buy"


def _reason(prospect: Prospect, place: Place) -> str:
    """Three lines at most: what they want, whose they are, and what a person should know before the click."""
    owner = prospect.owner
    parts = [
        f"“{prospect.inquiry.words[:_QUOTED]}”, writes {prospect.address}.",
        f"{owner.person.name} {owner.said}.",
    ]
    if place.among:
        parts.append(f"{account_name(prospect)} has several open deals: Edit says which one it is about.")
    if prospect.letter is None:
        parts.append(f"Without a mail: {prospect.silent}.")
    return " ".join(parts)


def _evidence(prospect: Prospect, place: Place, now: datetime) -> Iterator[Evidence]:
    at, kept, account = prospect.kept.received_at, prospect.kept, prospect.found.account
    yield Evidence(f"mail:{kept.id}", f"“{prospect.inquiry.words[:_QUOTED]}”", "the mail", at, 0.9)
    if account is not None:
        fact = f"{account_name(prospect)} has the domain {prospect.domain}"
        yield Evidence(
            str(account.ref), fact, "the CRM", account.modified_at, 0.97, account.ref, account.link
        )
    else:
        yield _said("company", prospect.company, at)
    for name in ("last", "title", "phone"):
        said: Said | None = getattr(prospect.writer, name)
        if said is not None:
            yield _said(name, said, at)
    if prospect.country:
        country = prospect.country
        yield Evidence(
            "country", f"{country.name}: {country.said}", "the mail and the CRM", at, country.confidence
        )
    yield Evidence(
        "owner", f"{prospect.owner.person.name} {prospect.owner.said}", "the house's territories", now, 0.85
    )
    if prospect.asked:
        yield Evidence("day", f"“{prospect.asked.words[:_QUOTED]}”", "the mail", at, 0.95)
    if place.record == DEAL:
        yield from _about_the_deal(prospect, at)
    yield from prospect.hints
    if prospect.letter:
        fact = f"Approved text “first answer”, in {language_said(prospect)}"
        yield Evidence("text:first_answer", fact, "the house's texts", now, 0.85)


def _about_the_deal(prospect: Prospect, at: datetime) -> Iterator[Evidence]:
    if prospect.amount:
        yield Evidence("amount", f"“{prospect.amount.words[:_QUOTED]}”", "the mail", at, 0.95)
    rule = f"A new deal closes {CLOSES_AFTER.days} days after its first mail, until somebody knows better"
    yield Evidence("close_date", rule, "house rule", at, 0.5)


def _said(name: str, said: Said, at: datetime) -> Evidence:
    return Evidence(f"writer:{name}", f"{said.value}: “{said.words[:_QUOTED]}”", said.where, at, 0.85)


def _choices(prospect: Prospect, place: Place) -> Iterator[Choice]:
    """Who else could own the new deal, and which other record the conversation could be about."""
    owner = prospect.owner
    if place.record == DEAL and owner.person.crm_owner and owner.others:
        yield Choice("deal.owner", owner.person.crm_owner, owner.person.name, owner.said, 1.0)
        for person, said in owner.others:
            yield Choice("deal.owner", person.crm_owner or "", person.name, said, 0.0)
    reasons = {each.deal.ref: each.said for each in prospect.found.deals}
    for record in place.among:
        said = reasons.get(record.ref, "the account itself, for no deal in particular")
        yield Choice(LOGGED_ON, record.ref.id, record.get("name") or record.ref.id, said, 0.0)


def _facts(prospect: Prospect, place: Place, stage: Stage) -> Facts:
    """What guardrails judge by: the new deal, or the one that is under way (A-30)."""
    if place.record == DEAL:
        money = prospect.amount
        return Facts(
            "deal",
            stage=stage.id,
            stage_label=stage.label,
            stage_order=stage.order,
            amount=money.value if money else None,
            currency=money.currency if money else None,
        )
    deal = next((each.deal for each in prospect.found.deals if each.deal.ref == place.record), None)
    if deal is None:
        return Facts(place.record.kind)
    return Facts(
        "deal", deal.get("stage"), deal.show("stage"), None, deal.get("amount"), deal.get("currency")
    )
