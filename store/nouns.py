"""Stored nouns, loaded as the kind they must be, and the results of steps, kept as text."""

import json
from typing import Any, TypeVar, cast

from bot.errors import StoreError
from bot.values import dump, load

N = TypeVar("N")


def loaded(kind: type[N], stored: dict[str, Any]) -> N:
    """The noun that was stored.

    Raises:
        StoreError: This version no longer knows its kind or shape (it loads as `Retired`).
    """
    found = load(stored)
    if not isinstance(found, kind):
        raise StoreError(f"A stored {kind.__name__.lower()} was written by another version of Dealhand.")
    return found


def maybe(kind: type[N], stored: dict[str, Any] | None) -> N | None:
    """The noun that was stored, if any."""
    return None if stored is None else loaded(kind, stored)


def pack(value: object) -> str:
    """A step's result as text: a noun, JSON, or a tuple of these.

    ASCII only, because PostgreSQL's text can hold neither a NUL nor half a surrogate pair.

    Raises:
        TypeError: It is none of these.
    """
    return json.dumps(_packed(value))


def unpack(text: str) -> Any:  # noqa: ANN401  # whatever was packed
    """What was packed."""
    return _unpacked(json.loads(text))


def _packed(value: object) -> dict[str, object]:
    if hasattr(value, "noun_kind"):
        return {"noun": dump(value)}
    if isinstance(value, tuple):
        return {"several": [_packed(item) for item in value]}
    return {"json": value}


def _unpacked(packed: dict[str, object]) -> object:
    if "noun" in packed:
        return load(cast("dict[str, Any]", packed["noun"]))
    if "several" in packed:
        return tuple(_unpacked(item) for item in cast("list[dict[str, object]]", packed["several"]))
    return packed["json"]
