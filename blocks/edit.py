"""The Edit modal: one input per field, typed by the CRM's schema; submitting it is the approval."""

from slack_sdk.models.blocks import Block

from blocks import words
from blocks.inputs import block_id, inputs
from blocks.pieces import say, small
from blocks.surface import Json, view
from bot.showing import CardFacts

EDIT_VIEW = "edit.v1"


def edit_view(facts: CardFacts) -> Json:
    """The modal for this proposal; what Slack has no input for is named, and stays as proposed."""
    proposal = facts.standing.proposal
    blocks: list[Block] = [say(f"*{words.safe(proposal.headline, 200)}*")]
    entries = inputs(proposal, facts.fields, only_needed=False)
    blocks += entries
    there = {entry.block_id for entry in entries}
    fixed = [c for c in proposal.changes() if block_id(c.field) not in there and c.type != "fixed"]
    if fixed:
        named = "; ".join(f"{c.label}: {words.plain(words.after(c), 80)}" for c in fixed)
        blocks.append(small(f"Stays as proposed (change it in {facts.crm_name}): {words.safe(named, 600)}"))
    blocks.append(small(f"{proposal.undo.promise}. Nothing is written until you press the button below."))
    submit = {"submit": _text("Approve with edits")} if entries else {}
    return view(
        "modal",
        blocks,
        callback_id=EDIT_VIEW,
        private_metadata=proposal.id,
        title=_text("Edit and approve"),
        close=_text("Cancel"),
        **submit,
    )


def loading_view(title: str) -> Json:
    """What opens at once, because a trigger lives three seconds and the CRM may take longer."""
    return view("modal", [say("Loading…")], title=_text(title), close=_text("Cancel"))


def sorry_view(title: str, said: str) -> Json:
    """The modal when there is nothing to edit, and why."""
    return view("modal", [say(words.safe(said, 600))], title=_text(title), close=_text("Close"))


def _text(text: str) -> Json:
    return {"type": "plain_text", "text": text[:24]}
