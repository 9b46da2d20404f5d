"""Create, update and delete with the checks Salesforce makes, in its order and with its words."""

from collections.abc import Mapping
from datetime import datetime

from integrations.sandbox.salesforce_errors import ApiError, rejected
from integrations.sandbox.salesforce_rules import follow_up, settle, with_defaults
from integrations.sandbox.salesforce_schema import Field, SObject
from integrations.sandbox.salesforce_store import Actor, Store
from integrations.sandbox.salesforce_values import Row, Value, stored

# A parent in the bin takes these along (Object Reference, "Cascading deletes").
_CASCADES: dict[str, tuple[tuple[str, str], ...]] = {
    "Account": (
        ("Contact", "AccountId"),
        ("Opportunity", "AccountId"),
        ("Task", "WhatId"),
        ("Event", "WhatId"),
        ("ContentDocumentLink", "LinkedEntityId"),
    ),
    "Contact": (("OpportunityContactRole", "ContactId"), ("ContentDocumentLink", "LinkedEntityId")),
    "Opportunity": (
        ("OpportunityContactRole", "OpportunityId"),
        ("Task", "WhatId"),
        ("Event", "WhatId"),
        ("ContentDocumentLink", "LinkedEntityId"),
    ),
    "Event": (("EventRelation", "EventId"),),
    "EmailMessage": (("EmailMessageRelation", "EmailMessageId"),),
    "ContentNote": (("ContentDocumentLink", "ContentDocumentId"),),
    "ContentDocument": (("ContentDocumentLink", "ContentDocumentId"),),
}
_TWINS = {"ContentNote": "ContentDocument", "ContentDocument": "ContentNote"}
_DRAFT = "5"


def create(store: Store, actor: Actor, sobject: SObject, values: Mapping[str, object]) -> str:
    """Make a row and return its id; moves the clock.

    Raises:
        ApiError: 400 with the code of the first rule broken; nothing is kept then.
    """
    _may_write(sobject, actor, None)
    given = _checked(store, actor, sobject, values, creating=True)
    row = with_defaults(sobject, given, actor)
    missing = [field.name for field in sobject.fields.values() if field.required and row[field.name] is None]
    if missing:
        raise rejected(
            "REQUIRED_FIELD_MISSING", f"Required fields are missing: [{', '.join(missing)}]", *missing
        )
    _check_unique(store, sobject, given, None)
    at = _stamp(store)
    record_id = store.new_id(sobject)
    row |= {"Id": record_id, "CreatedDate": at, "CreatedById": actor.user_id, "IsDeleted": False}
    with store.transaction():
        settle(store, sobject, row, set(given), at)
        store.put(sobject, row, at, actor.user_id)
        follow_up(store, actor, sobject, row, at)
    return record_id


def update(store: Store, actor: Actor, sobject: SObject, row: Row, values: Mapping[str, object]) -> None:
    """Change some fields of a live row; moves the clock, also where the values are the same.

    Raises:
        ApiError: 400 with the code of the first rule broken; nothing is kept then.
    """
    _may_write(sobject, actor, row)
    given = _checked(store, actor, sobject, values, creating=False)
    if sobject.name == "EmailMessage" and row["Status"] != _DRAFT and given.keys() - {"IsExternallyVisible"}:
        raise ApiError(400, "INSUFFICIENT_ACCESS_OR_READONLY", "you cannot edit an email that was sent", ())
    _check_unique(store, sobject, given, str(row["Id"]))
    at = _stamp(store)
    changed = row | given
    with store.transaction():
        settle(store, sobject, changed, set(given), at)
        store.put(sobject, changed, at, actor.user_id)
        follow_up(store, actor, sobject, changed, at)


def delete(store: Store, actor: Actor, sobject: SObject, row: Row) -> None:
    """Move a row and what hangs on it to the bin; moves the clock once.

    Raises:
        ApiError: 400 INSUFFICIENT_ACCESS_OR_READONLY.
    """
    _may_write(sobject, actor, row)
    with store.transaction():
        _bin(store, actor, sobject, row, _stamp(store))


def _bin(store: Store, actor: Actor, sobject: SObject, row: Row, at: datetime) -> None:
    store.put(sobject, row | {"IsDeleted": True}, at, actor.user_id)
    for child, field in _CASCADES.get(sobject.name, ()):
        for each in store.rows(child):
            if each[field] == row["Id"]:
                _bin(store, actor, store.schema.objects[child], each, at)
    twin = store.peek(_TWINS.get(sobject.name, ""), str(row["Id"]))
    if twin is not None and not twin["IsDeleted"]:
        _bin(store, actor, store.schema.objects[_TWINS[sobject.name]], twin, at)


def _stamp(store: Store) -> datetime:
    return store.clock.write().replace(microsecond=0)


def _may_write(sobject: SObject, actor: Actor, row: Row | None) -> None:
    if not sobject.writable:
        raise ApiError(
            400,
            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            f"entity type cannot be {'inserted' if row is None else 'updated'}: {sobject.label}",
            (),
        )
    if sobject.name in actor.forbidden:
        raise ApiError(400, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", ())


def _checked(
    store: Store, actor: Actor, sobject: SObject, values: Mapping[str, object], *, creating: bool
) -> Row:
    given: Row = {}
    for name, raw in values.items():
        if name == "attributes":
            continue
        if name.lower() == "id":
            raise rejected("INVALID_FIELD", "The Id field should not be specified in the sobject data.")
        field = sobject.field(name)
        if field is None:
            raise rejected("INVALID_FIELD", f"No such column '{name}' on sobject of type {sobject.name}")
        _may_set(field, sobject, actor, creating=creating)
        value = stored(field, raw)
        if value is None and field.type == "boolean":
            raise rejected(
                "INVALID_TYPE_ON_FIELD_IN_RECORD", f"{field.label}: value not of required type", name
            )
        if value is None and field.required:
            raise rejected(
                "REQUIRED_FIELD_MISSING", f"Required fields are missing: [{field.name}]", field.name
            )
        if isinstance(value, str) and field.references:
            _check_reference(store, field, value)
        given[field.name] = value
    return given


def _may_set(field: Field, sobject: SObject, actor: Actor, *, creating: bool) -> None:
    kept_away = f"{sobject.name}.{field.name}" in actor.hidden | actor.forbidden
    if kept_away or not (field.createable if creating else field.updateable):
        raise rejected(
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            f"Unable to create/update fields: {field.name}. Please check the security settings of this field "
            "and verify that it is read/write for your profile or permission set.",
            field.name,
        )


def _check_reference(store: Store, field: Field, value: str) -> None:
    targets = [store.schema.objects[name] for name in field.references]
    fitting = [each for each in targets if value.startswith(each.prefix)]
    if not fitting:
        raise rejected("MALFORMED_ID", f"{field.label}: id value of incorrect type: {value}", field.name)
    row: Row | None = store.peek(fitting[0].name, value)
    if row is None:
        raise rejected("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name)
    if row["IsDeleted"]:
        raise rejected("ENTITY_IS_DELETED", "entity is deleted", field.name)
    if field.name == "OwnerId" and row.get("IsActive") is False:
        raise rejected(
            "INACTIVE_OWNER_OR_USER", f"operation performed with inactive user [{value}]", field.name
        )


def _check_unique(store: Store, sobject: SObject, given: Row, own_id: str | None) -> None:
    for field in sobject.fields.values():
        value: Value = given.get(field.name)
        if not (field.unique and isinstance(value, str)):
            continue
        for other in store.rows(sobject.name):
            if other["Id"] != own_id and str(other[field.name] or "").lower() == value.lower():
                raise rejected(
                    "DUPLICATE_VALUE",
                    f"duplicate value found: {field.name} duplicates value on record with id: "
                    f"{str(other['Id'])[:15]}",
                )
