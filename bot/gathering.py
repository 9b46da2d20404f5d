"""Gathers what a card or a "Why?" shows, in one reading of the tables; drawing it is blocks' work."""

import dataclasses
from datetime import datetime

from bot.errors import CrmError
from bot.house import House
from bot.model import Proposal, Receipt, Signal
from bot.records import FieldSchema, Option, Schema
from bot.showing import CardFacts, Why
from bot.standing import Standing, State
from bot.transaction import Tx
from bot.trust import Trust
from bot.values import Person, RecordKind

LAST_CALLS = 5  # of a model, that are shown
_PROPOSED = {State.OPEN, State.HELD, State.APPROVED, State.EXECUTING}  # its card shows what would be done
NOBODY = Person(id="nobody", name="nobody", email="", zone="UTC")


def card_facts(house: House, proposal: str, person: str) -> CardFacts | None:
    """Everything that person's card of this proposal shows; None for an unknown proposal."""
    memory = house.memory
    with memory.begin() as tx:
        standing = memory.proposals.get(tx, proposal)
        if standing is None:
            return None
        known = isinstance(standing.proposal, Proposal)
        receipt = memory.ledger.receipt(tx, standing.receipt) if standing.receipt else None
        shown = memory.desk.shown(tx, person)
        here = {proposal, *shown}
        best = memory.proposals.asked_of(tx, person, (State.OPEN,), limit=len(here) + 1)
        itself = standing.asked == person and standing.state is State.OPEN
        owner = memory.people.get(tx, standing.proposal.owner) if known else None
        facts = CardFacts(
            standing=standing,
            person=person,
            owner=owner or NOBODY,
            asked=memory.people.get(tx, standing.asked) or owner or NOBODY,
            now=house.now(),
            crm_name=house.crm_name,
            receipt=receipt,
            undo=_undo_of(house, tx, standing, receipt),
            next=next((s for s in best if s.proposal.id not in here), None),
            more=memory.proposals.count_asked(tx, person, (State.OPEN,)) - itself,
            note=memory.notes.state(tx, receipt.id) if receipt else "",
            paused=_stands_still(house, tx),
            retired=not known,
            fields={},
        )
    return _with_fields(house, facts) if known and standing.state in _PROPOSED else facts


def _with_fields(house: House, facts: CardFacts) -> CardFacts:
    """With the CRM's schema, and its names for ids that a person has chosen."""
    proposal = facts.standing.proposal
    fields = fields_of(house, proposal)
    names = {(name, each.value): each.label for name, field in fields.items() for each in field.options}
    named = dataclasses.replace(proposal, operations=tuple(op.named(names) for op in proposal.operations))
    return dataclasses.replace(
        facts, fields=fields, standing=dataclasses.replace(facts.standing, proposal=named)
    )


def fields_of(house: House, proposal: Proposal) -> dict[str, FieldSchema]:
    """The CRM's schema (cached by the adapter) of what this proposal changes, by the names on its card.

    Kinds that cannot be read now are left out. Who may own a record is offered by name.
    """
    asked = {name: place for op in proposal.operations for name, place in op.inputs().items()}
    schemas = {kind: _schema(house, kind) for kind, _ in asked.values()}
    found = {name: schemas[kind].field(field) for name, (kind, field) in asked.items()}
    with house.memory.begin() as tx:
        people = house.memory.people.all(tx)
    owners = tuple(Option(p.crm_owner, p.name) for p in people if p.crm_owner)
    return {
        name: dataclasses.replace(field, options=owners)
        if field.type == "owner" and not field.options
        else field
        for name, field in found.items()
        if field is not None
    }


def _schema(house: House, kind: RecordKind) -> Schema:
    try:
        return Schema(kind, ()) if kind == "address" else house.crm.describe(kind)
    except CrmError:
        return Schema(kind, ())


def _undo_of(house: House, tx: Tx, standing: Standing, receipt: Receipt | None) -> Receipt | None:
    if receipt is None or standing.state is not State.UNDONE:
        return None
    entries = house.memory.ledger.entries(tx, proposal=receipt.proposal, kinds=("receipt",))
    ids = [e.facts["receipt"] for e in entries if e.facts and e.facts.get("undoes") == receipt.id]
    return house.memory.ledger.receipt(tx, ids[-1]) if ids else None


def stands_still(house: House) -> str | None:
    """Why nothing is carried out now, as a sentence, or None."""
    with house.memory.begin() as tx:
        return _stands_still(house, tx)


def _stands_still(house: House, tx: Tx) -> str | None:
    if paused := house.paused(tx):
        return f"Everything is paused by {paused['by_name']}: {paused['reason']}"
    if stopped := house.stopped(tx):
        return f"The connection to {house.crm_name} must be renewed: {stopped}"
    return None


def why(house: House, proposal: str) -> Why | None:
    """The signal, the rule, the evidence and every guardrail looked at (A-31)."""
    with house.memory.begin() as tx:
        standing = house.memory.proposals.get(tx, proposal)
        if standing is None or not isinstance(standing.proposal, Proposal):
            return None
        kept = standing.proposal
        workflow = house.workflows.get(kept.workflow)
        heard = house.memory.ledger.entries(tx, proposal=proposal, kinds=("signal",))
        signal = None
        if heard and heard[0].facts:
            facts = heard[0].facts
            signal = Signal(kept.signal, facts["kind"], facts["source"], heard[0].at, kept.record)
        owner = house.memory.people.get(tx, kept.owner) or NOBODY
        return Why(
            standing=standing,
            owner=owner,
            asked=house.memory.people.get(tx, standing.asked) or owner,
            workflow=workflow.title if workflow else kept.workflow,
            signal=signal,
            guardrails=dict(workflow.guardrails) if workflow else {},
        )


def trust(house: House) -> Trust:
    """What is kept and what leaves, with the model that is configured now and what was asked of it."""
    now = house.now()
    midnight = datetime(now.year, now.month, now.day, tzinfo=now.tzinfo)
    with house.memory.begin() as tx:
        today = house.memory.model_calls.spent(tx, midnight)
        calls = house.memory.model_calls.recent(tx, LAST_CALLS)
    writer = house.writer
    return Trust(
        model=writer.model if writer else "none",
        host=writer.host if writer else "",
        crm_name=house.crm_name,
        daily_tokens=house.daily_tokens,
        today=today,
        calls=calls,
        now=now,
    )
