"""The list of what waits for one person, best first: `/actions`, and the heart of the Home tab."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from blocks import words
from blocks.pieces import SHOW, button, header, say, small
from blocks.surface import Drawn, Json, message, view
from bot.model import Receipt
from bot.standing import Standing

AT_MOST = 5


def queue(waiting: Sequence[Standing]) -> Drawn:
    """At most five with a Show button each, and how many more there are."""
    if not waiting:
        return message("Nothing waits for you.", [say("*Nothing waits for you.* You are up to date.")])
    title = f"{len(waiting)} waiting for you"
    return message(title, [header(title), *_items(waiting)])


def home(waiting: Sequence[Standing], receipts: Sequence[Receipt], paused: str | None) -> Json:
    """The Home tab: what waits, and what was done last; mail that was only logged is not told again."""
    blocks: list[Block] = []
    if paused:
        blocks.append(say(f"⏸️ *{words.safe(words.sentence(paused), 300)}*"))
    blocks.append(header(f"Waiting for you: {len(waiting)}"))
    blocks += _items(waiting) or [say("Nothing. You are up to date.")]
    blocks.append(header("Latest receipts"))
    told = [receipt for receipt in receipts if not receipt.is_silent][:AT_MOST]
    blocks += [_receipt(receipt) for receipt in told] or [say("None yet.")]
    blocks.append(small("I propose; you decide. Undo is on the card of each receipt. `/dealhand help`"))
    return view("home", blocks)


def receipts_list(receipts: Sequence[Receipt]) -> Drawn:
    """The latest receipts, newest first."""
    if not receipts:
        return message(
            "No receipts yet.", [say("*No receipts yet.* They appear when you approve something.")]
        )
    return message(
        "Latest receipts", [header("Latest receipts"), *(_receipt(receipt) for receipt in receipts[:AT_MOST])]
    )


def _items(waiting: Sequence[Standing]) -> list[Block]:
    shown = [_item(place, standing) for place, standing in enumerate(waiting[:AT_MOST], start=1)]
    left = len(waiting) - len(shown)
    if left:
        shown.append(small(f"… and {left} more. They move up as you answer these."))
    return shown


def _item(place: int, standing: Standing) -> Block:
    proposal = standing.proposal
    outcome = words.sentence(words.without_aside(proposal.outcome))
    text = (
        f"*{place}. {words.safe(proposal.headline, 150)}*\n"
        f"{words.safe(outcome, 120)} Answer by {words.when(proposal.deadline)}."
    )
    return say(text, button("Show", SHOW, proposal.id))


def _receipt(receipt: Receipt) -> Block:
    done = "; ".join(line.summary for line in receipt.lines if line.state == "done") or receipt.verb
    by = "By itself" if receipt.approver_name == "policy" else words.safe(receipt.approver_name, 80)
    return say(
        f"{words.link(receipt.record_link, receipt.record_name, 100)}: {words.safe(done, 200)}\n"
        f"{by}, {words.when(receipt.executed_at)} · {words.safe(receipt.id, 60)}"
    )
