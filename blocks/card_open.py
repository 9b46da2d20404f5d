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
from bot.operations import LogSent
from bot.showing import CardFacts
from bot.values import Evidence, UndoKind

_MOST_REASON = 240  # about three lines
_MOST_EVIDENCE = 3
_MOST_BESIDE_STEPS = 2  # of evidence, where the steps and a letter fill the screen
_MOST_OTHERS = 3


def open_card(facts: CardFacts) -> list[Block]:
    """The card of who may answer; or, for its owner, the same card without buttons while someone else is asked."""
    proposal = facts.standing.proposal
    mine = facts.person in {facts.asked.id, facts.asked.manager}
    blocks = [
        header(proposal.headline),
        say(words.safe(words.sentence(proposal.reason), _MOST_REASON)),
        about(facts),
        *_changes(facts),
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


def _changes(facts: CardFacts) -> list[Block]:
    proposal = facts.standing.proposal
    if in_steps(proposal.operations):
        return steps(proposal.operations, proposal.needs, shown_above(facts))
    if not proposal.needs:
        return [diff(proposal.changes())]
    rows = [
        (c.label, words.before(c), "needs you" if c.field in proposal.needs else words.after(c))
        for c in proposal.changes()
    ]
    return [table(("Field", "Before", "After"), rows)]


def shown_above(facts: CardFacts) -> tuple[str, ...]:
    """The owner and the stage, which no step has to say again."""
    return tuple(name for name in (facts.owner.name, facts.standing.proposal.facts.stage_label) if name)


def evidence(proposal: Proposal) -> str:
    """The facts it stands on, linked, and dated by source: what speaks for the new values first, then the surest."""
    facts, most = _not_said_above(proposal), _MOST_EVIDENCE
    if in_steps(proposal.operations):
        most = _MOST_BESIDE_STEPS
    by_source: dict[str, list[str]] = {}
    for each in facts[:most]:
        source = f"({words.safe(each.source, 40)}, {words.when(each.at, '{date_short}')})"
        by_source.setdefault(source, []).append(words.link(each.link, each.fact, 110))
    shown = words.joined([f"{' · '.join(said)} {source}" for source, said in by_source.items()], " · ")
    left = len(facts) - most
    return f"*Evidence:* {shown}{f' · {left} more under Why?' if left > 0 else ''}"


def _not_said_above(proposal: Proposal) -> list[Evidence]:
    """Each fact once, and none that the headline and the reason say word for word without its adding a link."""
    surest = sorted(proposal.evidence, key=lambda e: (e.record == proposal.record, -e.confidence))
    once: dict[str, Evidence] = {}
    for each in surest:
        once.setdefault(_bare(each.fact), each)
    above = _bare(f"{proposal.headline} {proposal.reason}")
    fresh = [
        fact
        for bare, fact in once.items()
        if bare not in above or (fact.link and fact.record != proposal.record)
    ]
    return fresh or list(once.values())


def _bare(text: str) -> str:
    """Letters and digits alone, by which a fact is known again however it is quoted."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _others(proposal: Proposal) -> str:
    """What else the evidence would allow, ranked, each with its reason (A-05); Edit offers them."""
    chosen = {c.field: c.after for c in proposal.changes()}
    others = [c for c in proposal.choices if c.field not in proposal.needs and chosen.get(c.field) != c.value]
    named = [f"{words.safe(c.shown, 60)} ({words.safe(c.reason, 80)})" for c in others[:_MOST_OTHERS]]
    return f"*Also possible, under Edit:* {' · '.join(named)}" if named else ""


def _promise(facts: CardFacts) -> str:
    proposal = facts.standing.proposal
    undo = "*Permanent: cannot be undone*" if proposal.undo is UndoKind.NONE else f"*{proposal.undo.promise}*"
    if stays := _stays(proposal):
        undo += f" (this stays: {words.safe('; '.join(stays), 160)})"
    due = words.when(proposal.deadline)
    return f"{undo} · touches {words.safe(_touches(proposal), 120)} · answer by {due}"


def _stays(proposal: Proposal) -> list[str]:
    """What nothing takes back; that a mail which has left is logged goes without saying."""
    logs = {op.summary() for op in proposal.operations if isinstance(op, LogSent)}
    return [said for said in proposal.lasting() if said not in logs]


def _touches(proposal: Proposal) -> str:
    """What it reaches; where steps say it record by record, only what leaves the house is said again."""
    outside = {op.blast for op in proposal.operations if op.recipients()}
    if in_steps(proposal.operations) and outside:
        return words.listed(sorted({"the CRM", *outside}))
    return words.listed(sorted({op.blast for op in proposal.operations}))


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
