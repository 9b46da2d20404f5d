"""Fields of a record that is to be made, with the labels and limits this CRM account has for them. Pure."""

from collections.abc import Mapping

from bot.records import Schema
from bot.values import Change, Person, Value


def filled(
    schema: Schema,
    values: Mapping[str, Value],
    *,
    owner: Person | None = None,
    shown: Mapping[str, str] | None = None,
) -> tuple[Change, ...]:
    """A change for each value that is there and that the account lets us write, in their order.

    Args:
        schema: of that kind of record.
        values: by neutral name; None is left out.
        owner: named as the record's owner, where they are known to the CRM.
        shown: what people read for a value that is an id.
    """
    names = dict(shown or {})
    wanted = dict(values)
    if owner and owner.crm_owner:
        wanted["owner"], names["owner"] = owner.crm_owner, owner.name
    found = []
    for name, value in wanted.items():
        field = schema.field(name)
        if value is None or field is None or not field.writable:
            continue
        text = value[: field.max_length] if field.max_length else value
        found.append(Change(name, field.label, field.type, None, text, shown_after=names.get(name)))
    return tuple(found)
