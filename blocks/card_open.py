"""A proposal that waits for an answer: what, why, on what evidence, whose, by when, and what takes it back."""

from slack_sdk.models.blocks import Block, InteractiveElement

from blocks import words
from blocks.inputs import inputs
from blocks.pieces import (
    APPROVE,
    EDIT,
    WHY,
    button,
    diff,
    dismissal,
    header,
    pairs,
    row,
    say,
    small,
    table,
)
from blocks.steps import in_steps, steps
from bot.model import Proposal
from bot.showing import CardFacts
from bot.values import UndoKind

_MOST_REASON = 240  # about three lines
_MOST_EVIDENCE = 3
_MOST_OTHERS = 3


def open_card(facts: CardFacts) -> list[Block]:
    """The card of who may answer; or, for its owner, the same card without buttons while someone else is asked."""
    proposal = facts.standing.proposal
    mine = facts.person in {facts.asked.id, facts.asked.manager}
    blocks = [
        header(proposal.headline),
        say(words.safe(words.sentence(proposal.reason), _MOST_REASON)),
        about(facts),
        *_changes(proposal),
    ]
    if mine:
        blocks += inputs(proposal, facts.fields, only_needed=True)
    blocks.append(small(evidence(proposal), _others(proposal), _promise(facts), _prospect(proposal)))
    blocks += _notes_on_top(facts, mine=mine)
    blocks += row(*_buttons(proposal.id)) if mine else row(button("Why?", WHY, proposal.id))
    return blocks


def about(facts: CardFacts) -> Block:
    """Record, owner, stage and amount, confidence."""
    proposal = facts.standing.proposal
    kind = "From" if proposal.record.kind == "address" else proposal.record.kind.capitalize()
    known = [
        (kind, words.link(proposal.record_link, proposal.record_name, 80)),
        ("Owner", words.safe(facts.owner.name, 80)),
    ]
    stage = words.safe(proposal.facts.stage_label, 60) if proposal.facts.stage_label else ""
    amount = words.money(proposal.facts.amount, proposal.facts.currency) if proposal.facts.amount else ""
    standing_at = {"Stage": stage, "Amount": words.escape(amount)}
    there = {label: text for label, text in standing_at.items() if text}
    if there:
        known.append((" · ".join(there), " · ".join(there.values())))
    known.append(("Confidence", words.sure(proposal.confidence)))
    return pairs(known)


def _changes(proposal: Proposal) -> list[Block]:
    if in_steps(proposal.operations):
        return steps(proposal.operations, proposal.needs)
    if not proposal.needs:
        return [diff(proposal.changes())]
    rows = [
        (c.label, words.before(c), "needs you" if c.field in proposal.needs else words.after(c))
        for c in proposal.changes()
    ]
    return [table(("Field", "Before", "After"), rows)]


def evidence(proposal: Proposal) -> str:
    """The facts it stands on, each linked and dated: what speaks for the new values first, then the surest."""
    surest = sorted(proposal.evidence, key=lambda e: (e.record == proposal.record, -e.confidence))
    parts = [
        f"{words.link(e.link, e.fact, 110)} ({words.safe(e.source, 40)}, {words.when(e.at, '{date_short}')})"
        for e in surest
    ]
    shown, left = words.joined(parts[:_MOST_EVIDENCE], " · "), len(parts) - _MOST_EVIDENCE
    return f"*Evidence:* {shown}{f' · {left} more under Why?' if left > 0 else ''}"


def _others(proposal: Proposal) -> str:
    """What else the evidence would allow, ranked, each with its reason (A-05); Edit offers them."""
    chosen = {c.field: c.after for c in proposal.changes()}
    others = [c for c in proposal.choices if c.field not in proposal.needs and chosen.get(c.field) != c.value]
    named = [f"{words.safe(c.shown, 60)} ({words.safe(c.reason, 80)})" for c in others[:_MOST_OTHERS]]
    return f"*Also possible, under Edit:* {' · '.join(named)}" if named else ""


def _promise(facts: CardFacts) -> str:
    proposal = facts.standing.proposal
    undo = "*Permanent: cannot be undone*" if proposal.undo is UndoKind.NONE else f"*{proposal.undo.promise}*"
    if stays := proposal.lasting():
        undo += f" (this stays: {words.safe('; '.join(stays), 160)})"
    touches = words.listed(sorted({op.blast for op in proposal.operations}))
    due = words.when(proposal.deadline)
    return f"{undo} · touches {words.safe(touches, 120)} · answer by {due}"


def _prospect(proposal: Proposal) -> str:
    outcome = words.safe(words.sentence(proposal.outcome), 140)
    ignored = words.safe(words.sentence(proposal.if_ignored), 140)
    return f"*Likely outcome:* {outcome} *If ignored:* {ignored}"


def _notes_on_top(facts: CardFacts, *, mine: bool) -> list[Block]:
    found: list[Block] = []
    verdict = facts.standing.verdict
    if not mine:
        why = words.safe(words.sentence(verdict.reason), 240)
        found.append(say(f"⏳ *Waiting for {words.safe(facts.asked.name, 80)}.* {why}"))
    elif facts.asked.id != facts.owner.id:
        why = words.safe(words.sentence(verdict.reason), 240)
        found.append(say(f"✋ *Needs your approval.* {why}"))
    if facts.paused:
        found.append(small(paused(facts.paused)))
    return found


def paused(said: str) -> str:
    """The banner while nothing is carried out."""
    return f"⏸️ {words.safe(words.sentence(said), 240)} Approving waits until this is over."


def _buttons(proposal: str) -> tuple[InteractiveElement, ...]:
    return (
        button("Approve", APPROVE, proposal, "primary"),
        button("Edit", EDIT, proposal),
        dismissal(proposal),
        button("Why?", WHY, proposal),
    )
