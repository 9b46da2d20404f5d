"""What would go along if a record were deleted: deleting in Salesforce cascades, in HubSpot it cuts the links."""

from collections.abc import Callable, Mapping

from bot.records import Record
from bot.values import RecordKind, RecordRef

_HANGING: Mapping[RecordKind, tuple[RecordKind, ...]] = {
    "account": ("contact", "deal"),
    "contact": ("deal",),
    "deal": ("meeting", "task"),
}


def hung_on(
    ref: RecordRef, related: Callable[[RecordRef, RecordKind], tuple[Record, ...]]
) -> tuple[str, ...]:
    """The kinds of records that stand in the way of deleting this one, in the plural. Tasks that are done do not."""
    found = []
    for kind in _HANGING.get(ref.kind, ()):
        rows = related(ref, kind)
        if any(kind != "task" or row.get("status") != "done" for row in rows):
            found.append(f"{kind}s")
    return tuple(found)
