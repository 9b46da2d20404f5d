"""Placeholders (`new:<name>`) for records that do not exist yet, and the real records in their place. Pure.

It looks into whatever an operation is made of, so that an operation cannot forget to be placed.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bot.values import Change, RecordRef

if TYPE_CHECKING:
    from bot.operations.shape import Operation

T = TypeVar("T")


def placed(value: T, made: Mapping[RecordRef, RecordRef]) -> T:
    """The same value with the record that was made in the place of each placeholder; others stay."""
    if isinstance(value, RecordRef):
        return cast("T", made.get(value, value))
    if isinstance(value, tuple):
        parts = tuple(placed(part, made) for part in value)
        return cast("T", parts) if any(a is not b for a, b in zip(parts, value, strict=True)) else value
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    new = {name: there for name, part in _parts(value) if (there := placed(part, made)) is not part}
    if isinstance(value, Change) and (contact := _contact(value)) in made:
        new["after"] = made[contact].id
    return dataclasses.replace(cast("Any", value), **new) if new else value


def placeholders(value: object) -> frozenset[RecordRef]:
    """Every placeholder in it."""
    if isinstance(value, RecordRef):
        return frozenset({value}) if value.is_new else frozenset()
    if isinstance(value, tuple):
        return frozenset().union(*map(placeholders, value))
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return frozenset()
    found = frozenset[RecordRef]().union(*(placeholders(part) for _, part in _parts(value)))
    if isinstance(value, Change) and _contact(value).is_new:
        found |= {_contact(value)}
    return found


def unmade(operations: Iterable["Operation"]) -> frozenset[RecordRef]:
    """The placeholders that none of the operations before makes."""
    made: set[RecordRef] = set()
    missing: set[RecordRef] = set()
    for operation in operations:
        own = operation.creates()
        missing |= placeholders(operation) - made - {own}
        made |= {own} if own else set()
    return frozenset(missing)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  # any noun
    return ((part.name, getattr(value, part.name)) for part in dataclasses.fields(value))


def _contact(change: Change) -> RecordRef:
    """The contact that a change names by id; an empty reference for every other change."""
    return RecordRef("contact", (change.after or "") if change.type == "contact" else "")
