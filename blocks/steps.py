"""A card of several steps: what each does with its values, and after it was done a link to what it made.

A table of before and after says little of a record that is not there yet, so that such cards list their steps.
"""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block

from blocks import words
from blocks.pieces import say
from bot.model import Receipt, ReceiptLine
from bot.operations import CreateRecord, LogMail, LogSent, Operation, SetPrimaryContact, UpdateFields
from bot.placement import made_by
from bot.values import Change

MARKS = {"done": "✅", "failed": "❌", "skipped": "⏭️", "in_doubt": "❓", "stale": "✋"}
_MOST_STEPS = 12
_MOST_VALUES = 7  # of one step
_MOST_LETTER = 900  # of a mail on the card; the whole of it is under Edit


def in_steps(operations: Sequence[Operation]) -> bool:
    """Whether steps say more than a table of before and after, as they do of all but fields of a record."""
    return any(not isinstance(operation, UpdateFields | SetPrimaryContact) for operation in operations)


def steps(
    operations: Sequence[Operation], needs: Collection[str] = (), known: Collection[str] = ()
) -> list[Block]:
    """A line for each step with its values, and the text of a mail as it would go out.

    `known` are values that stand on the card already, such as its owner; logging is one quiet line for all mails.
    """
    told = [op for op in operations if not _only_logs(op)]
    lines = [f"• *{words.safe(op.summary(), 150)}*{_values(op, needs, known)}" for op in told]
    if logs := [op for op in operations if _only_logs(op)]:
        lines.append(f"• {words.safe(_logged(logs, operations), 200)}")
    left = len(lines) - _MOST_STEPS
    lines = lines[:_MOST_STEPS] + ([f"… and {left} more steps"] if left > 0 else [])
    blocks = [say(words.joined(lines, "\n"))]
    texts = [c for op in operations for c in op.changes() if c.type == "long_text" and c.after]
    return blocks + [say(_quoted(change)) for change in texts[:2]]


def _only_logs(operation: Operation) -> bool:
    """Whether it writes a mail down where nobody has to choose the record."""
    return isinstance(operation, LogMail | LogSent) and not operation.among


def _logged(logs: Sequence[Operation], operations: Sequence[Operation]) -> str:
    if len(logs) == 1 and not isinstance(logs[0], LogSent):
        return logs[0].summary()
    some = {1: "that mail", 2: "both mails"}
    what = some.get(len(logs), f"all {len(logs)} mails")
    names = list(dict.fromkeys(op.record_name for op in logs if isinstance(op, LogMail | LogSent)))
    made = {op.record_name: op.makes.kind for op in operations if isinstance(op, CreateRecord)}
    return f"Log {what} on {words.listed([f'the new {made[n]}' if n in made else n for n in names])}"


def receipt_steps(receipt: Receipt) -> Block:
    """How each step ended; what was made is a link, and mails that were logged are one line."""
    logs = [
        line for line in receipt.lines if line.state == "done" and line.changes and _only_logs(line.operation)
    ]
    told = [step(line) for line in receipt.lines if len(logs) == 1 or line not in logs]
    if len(logs) > 1:
        every = [line.operation for line in receipt.lines]
        told.append(f"{MARKS['done']} {words.safe(_logged([line.operation for line in logs], every), 200)}")
    return say("\n".join(told[:_MOST_STEPS]))


def step(line: ReceiptLine) -> str:
    """One step: how it ended, what it made, and why not."""
    made = line.applied.link if line.applied else ""
    said = words.link(made, line.summary, 150) if made else words.safe(line.summary, 150)
    if line.state == "skipped":
        return f"{MARKS[line.state]} Not yet: {said}"
    quiet = line.state == "done" and bool(line.changes)
    return f"{MARKS[line.state]} {said}{'' if quiet else f' — {words.safe(line.answer, 400)}'}"


def in_receipt_steps(receipt: Receipt) -> bool:
    """Whether a receipt is told in steps."""
    return in_steps([line.operation for line in receipt.lines])


def lasting(receipt: Receipt) -> str:
    """What stays when the rest is taken back, as a sentence; what hung on a record that is gone went with it."""
    made = {place.record for place in made_by(receipt)}
    stays = [
        line.summary
        for line in receipt.lines
        if line.applied is not None
        and line.applied.changes
        and line.operation.inverse(line.applied) is None
        and (line.operation.recipients() or line.operation.target not in made)
    ]
    return f"This stays: {words.safe('; '.join(stays), 300)}." if stays else ""


def _values(operation: Operation, needs: Collection[str], known: Collection[str]) -> str:
    summary = operation.summary()
    told = [
        _value(change, needs)
        for change in operation.changes()
        if change.type not in {"fixed", "long_text"}
        and (not change.after or change.after not in summary)
        and (change.field in needs or words.after(change) not in known)
    ]
    shown, left = told[:_MOST_VALUES], len(told) - _MOST_VALUES
    more = f" · {left} more under Edit" if left > 0 else ""
    return f"\n      {' · '.join(shown)}{more}" if shown else ""


def _value(change: Change, needs: Collection[str]) -> str:
    label = words.safe(change.label.rpartition(": ")[2], 40)
    if change.field in needs:
        return f"{label}: *needs you*"
    after = words.safe(words.after(change), 80)
    return (
        f"{label}: {words.safe(words.before(change), 80)} → {after}" if change.before else f"{label}: {after}"
    )


def _quoted(change: Change) -> str:
    text = change.after or ""
    shown = words.escape(words.cut(text, _MOST_LETTER))
    return "\n".join(f">{line}" for line in shown.splitlines())
