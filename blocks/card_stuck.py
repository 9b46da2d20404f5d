"""A proposal that did not go through: what is known, and the choices that are left to a person."""

from slack_sdk.models.blocks import Block

from blocks import words
from blocks.card_done import answers, following, receipt_changes
from blocks.card_open import shown_above
from blocks.pieces import (
    KEEP_THEIRS,
    RETRY,
    UNDO,
    USE_OURS,
    WAS_DONE,
    WAS_NOT_DONE,
    WHY,
    button,
    diff,
    dismissal,
    header,
    open_button,
    row,
    say,
    small,
    three_ways,
)
from blocks.steps import in_receipt_steps, in_steps, receipt_steps, steps
from bot.operations.shape import Clash, Stale
from bot.showing import CardFacts


def stale(facts: CardFacts) -> list[Block]:
    """Someone changed the record first: before, theirs and ours, and the choice."""
    proposal, found = facts.standing.proposal, facts.standing.stale
    blocks: list[Block] = [header(f"✋ {proposal.record_name} changed meanwhile")]
    if found is None:
        return [*blocks, say("Nothing was written."), *row(button("Why?", WHY, proposal.id))]
    changed = [clash for clash in found.clashes if clash.theirs != clash.change.before]
    return [
        *blocks,
        say(f"*Nothing was written.* {_who_changed(changed or list(found.clashes))}"),
        three_ways(found.clashes),
        *_choice(facts),
        *_paused(facts),
    ]


def _who_changed(clashes: list[Clash]) -> str:
    said = []
    for clash in clashes[:3]:
        by = words.safe(clash.by, 80) if clash.by else "Someone"
        at = f" ({words.when(clash.at)})" if clash.at else ""
        said.append(f"{by} changed {words.safe(clash.change.label, 60)}{at}.")
    return " ".join(dict.fromkeys(said))


def _choice(facts: CardFacts) -> list[Block]:
    proposal = facts.standing.proposal
    return row(
        button("Use mine", USE_OURS, proposal.id, "primary"),
        button("Keep theirs", KEEP_THEIRS, proposal.id),
        open_button(facts.crm_name, proposal.record_link),
        button("Why?", WHY, proposal.id),
    )


def failed(facts: CardFacts) -> list[Block]:
    """It was refused or could not be reached: what happened, and what can be done."""
    proposal = facts.standing.proposal
    said = words.safe(words.sentence(facts.standing.said), 500)
    return [
        header(f"❌ Not done: {proposal.headline}"),
        say(f"{said}\nNothing was changed. Try again once that is put right, or dismiss the card."),
        *_proposed(facts),
        *_paused(facts),
        *row(
            button("Try again", RETRY, proposal.id, "primary"),
            dismissal(proposal.id),
            open_button(facts.crm_name, proposal.record_link),
            button("Why?", WHY, proposal.id),
        ),
    ]


def partial(facts: CardFacts) -> list[Block]:
    """Some of it was done: a line per operation, and the two ways on."""
    standing, receipt = facts.standing, facts.receipt
    blocks: list[Block] = [header(f"⚠️ Done in part: {standing.proposal.headline}")]
    if receipt is not None:
        blocks.append(receipt_steps(receipt))
    if said := _not_told_below(facts):
        blocks.append(small(words.safe(said, 500)))
    undo = button("Undo what was done", UNDO, receipt.id, "danger") if receipt else None
    if standing.stale is not None:
        blocks += _partly_stale(facts, standing.stale)
        blocks += row(undo)
    else:
        if receipt is not None and not in_receipt_steps(receipt):
            blocks.append(diff(receipt_changes(receipt)))
        rest = button("Try the rest", RETRY, standing.proposal.id, "primary")
        link = open_button(facts.crm_name, receipt.record_link if receipt else standing.proposal.record_link)
        blocks += row(rest, undo, link, button("Why?", WHY, standing.proposal.id))
    if receipt is not None:
        blocks.append(small(*answers(facts, receipt)))
    return [*blocks, *_paused(facts), *following(facts)]


def _partly_stale(facts: CardFacts, found: Stale) -> list[Block]:
    return [say(_who_changed(list(found.clashes))), three_ways(found.clashes), *_choice(facts)]


def _not_told_below(facts: CardFacts) -> str:
    """Why it stands there, unless the line of the step that failed says just that."""
    said, receipt = words.sentence(facts.standing.said), facts.receipt
    steps_say = receipt is not None and in_receipt_steps(receipt)
    told = {words.sentence(line.answer) for line in receipt.lines} if receipt and steps_say else set()
    return "" if said in told else said


def in_doubt(facts: CardFacts) -> list[Block]:
    """Nobody can tell whether it happened: a person looks and says."""
    proposal = facts.standing.proposal
    said = words.safe(known, 400) + "\n" if (known := _not_told_below(facts)) else ""
    record = words.link(proposal.record_link, proposal.record_name, 80)
    return [
        header(f"❓ Was it done? {proposal.headline}"),
        say(f"{said}I do not try again by myself, so that nothing is done twice. {_look(facts, record)}"),
        *_proposed(facts),
        *row(
            button("It was done", WAS_DONE, proposal.id),
            button("It was not done", WAS_NOT_DONE, proposal.id),
            open_button(facts.crm_name, proposal.record_link),
            button("Why?", WHY, proposal.id),
        ),
    ]


def _look(facts: CardFacts, record: str) -> str:
    proposal, receipt = facts.standing.proposal, facts.receipt
    if not in_steps(proposal.operations):
        return f"Look at {record}: does it show the values under After?"
    doubtful = next((line for line in receipt.lines if line.state == "in_doubt"), None) if receipt else None
    what = doubtful.summary if doubtful else proposal.operations[0].summary()
    return f"Please look: was this done? *{words.safe(what, 150)}*"


def _proposed(facts: CardFacts) -> list[Block]:
    proposal, receipt = facts.standing.proposal, facts.receipt
    if receipt is not None and in_receipt_steps(receipt):
        return [receipt_steps(receipt)]
    if in_steps(proposal.operations):
        return steps(proposal.operations, known=shown_above(facts))
    return [diff(proposal.changes())]


def _paused(facts: CardFacts) -> list[Block]:
    if not facts.paused:
        return []
    return [small(f"⏸️ {words.safe(words.sentence(facts.paused), 240)}")]
