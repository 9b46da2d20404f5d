"""What `doctor` and `receipts` print: one line for each thing that was looked at."""

from collections.abc import Iterable

from bot.findings import Finding
from bot.model import Receipt
from bot.receipts import Discrepancy


def line(finding: Finding) -> str:
    """`ok` or `WRONG`, what was looked at, what was found, and how to mend it."""
    mend = f" → {finding.mend}" if finding.mend and not finding.ok else ""
    return f"{'ok   ' if finding.ok else 'WRONG'}  {finding.subject}: {finding.said}{mend}"


def summary(findings: Iterable[Finding]) -> str:
    """The last line."""
    wrong = sum(not finding.ok for finding in findings)
    if not wrong:
        return "Everything is in order."
    return f"{wrong} {'thing needs' if wrong == 1 else 'things need'} mending."


def receipt_line(receipt: Receipt, note: str) -> str:
    """A receipt in one line; times in UTC."""
    edited = ", edited" if receipt.edited else ""
    undoes = f", takes back {receipt.undoes}" if receipt.undoes else ""
    return (
        f"{receipt.executed_at:%Y-%m-%d %H:%M:%S}Z  {receipt.id}  {receipt.verb} {receipt.record_name}"
        f"  (approved by {receipt.approver_name}{edited}{undoes}; CRM note {note or 'unknown'})"
    )


def is_pending(found: Discrepancy) -> bool:
    """The note has not been written yet, which is not yet a disagreement."""
    return found.said.startswith("note pending")
