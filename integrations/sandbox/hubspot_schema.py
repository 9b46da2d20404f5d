"""The properties of each object type, and what a write to them must look like."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from integrations.sandbox.hubspot_errors import ApiError, Json, Rejection, invalid_values
from integrations.sandbox.hubspot_kinds import Kind
from integrations.sandbox.hubspot_values import MAX_TEXT, as_text, is_email, moment, stamp

Hidden = Callable[[Kind, str], bool]


@dataclass(frozen=True)
class Property:
    """One property's definition. `options` are (value, label); `refers_to` is OWNER for owner ids."""

    name: str
    label: str
    type: str = "string"
    field_type: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    read_only: bool = False
    calculated: bool = False
    unique: bool = False
    hidden: bool = False
    custom: bool = False
    refers_to: str | None = None
    group: str = "information"
    description: str = ""

    def as_json(self) -> Json:
        """The definition as the properties API gives it."""
        options = [
            {"label": label, "value": value, "displayOrder": order, "hidden": False, "description": ""}
            for order, (value, label) in enumerate(self.options)
        ]
        body: Json = {
            "name": self.name,
            "label": self.label,
            "type": self.type,
            "fieldType": self.field_type,
            "description": self.description,
            "groupName": self.group,
            "options": options,
            "displayOrder": -1,
            "calculated": self.calculated,
            "externalOptions": self.refers_to is not None,
            "hasUniqueValue": self.unique,
            "hidden": self.hidden,
            "hubspotDefined": not self.custom,
            "formField": not self.read_only,
            "archived": False,
            "modificationMetadata": {
                "archivable": self.custom,
                "readOnlyDefinition": not self.custom,
                "readOnlyOptions": not self.custom,
                "readOnlyValue": self.read_only,
            },
        }
        if self.refers_to is not None:
            body["referencedObjectType"] = self.refers_to
        return body


@dataclass
class Schema:
    """All definitions by object type. Not locked: its owner holds the server's lock."""

    by_kind: dict[str, dict[str, Property]]
    owner_ids: set[str] = field(default_factory=set)
    hidden: Hidden = lambda _kind, _name: False

    def visible(self, kind: Kind) -> list[Property]:
        """The definitions of a type that the app may see."""
        return [one for one in self.by_kind[kind.plural].values() if not self.hidden(kind, one.name)]

    def find(self, kind: Kind, name: str) -> Property | None:
        """One definition, or None where it does not exist or is hidden."""
        found = self.by_kind[kind.plural].get(name)
        return None if found is None or self.hidden(kind, name) else found

    def add(self, kind: Kind, new: Property) -> None:
        """Take a new definition. Raises ApiError 409 where the name is taken."""
        if new.name in self.by_kind[kind.plural]:
            raise ApiError(
                409,
                f'A property named "{new.name}" already exists.',
                "OBJECT_ALREADY_EXISTS",
                subCategory="Properties.PROPERTY_EXISTS",
                context={"name": [new.name]},
            )
        self.by_kind[kind.plural][new.name] = new

    def accept(self, kind: Kind, values: Mapping[str, Any], *, by_person: bool = False) -> dict[str, str]:
        """The values as they will be kept. Raises ApiError 400 naming every property that was not valid."""
        taken: dict[str, str] = {}
        rejections: list[Rejection] = []
        for name, given in values.items():
            definition = self.by_kind[kind.plural].get(name) if by_person else self.find(kind, name)
            outcome = self._one(definition, name, given)
            if isinstance(outcome, Rejection):
                rejections.append(outcome)
            else:
                taken[name] = outcome
        if rejections:
            raise invalid_values(rejections)
        return taken

    def _one(self, definition: Property | None, name: str, given: object) -> str | Rejection:
        if definition is None:
            return Rejection(name, "PROPERTY_DOESNT_EXIST", f'Property "{name}" does not exist')
        if definition.read_only:
            return Rejection(
                name, "READ_ONLY_VALUE", f'"{name}" is a read only property; its value cannot be set.'
            )
        text = as_text(given)
        if text is None:
            return Rejection(name, "INVALID_STRING", f"{given!r} was not a valid string.")
        if text == "":
            return ""
        if definition.refers_to == "OWNER":
            known = text in self.owner_ids
            return text if known else Rejection(name, "INVALID_OWNER_ID", f"Owner {text} was not valid.")
        return _typed(definition, text)


def _typed(definition: Property, text: str) -> str | Rejection:
    name = definition.name
    try:
        match definition.type:
            case "number":
                float(text)
                return text.strip()
            case "datetime" | "date":
                at = stamp(moment(text))
                return at if definition.type == "datetime" else at[:10]
            case "bool":
                return _chosen(definition, text.lower(), ("true", "false"))
            case "enumeration":
                return _chosen(definition, text, [value for value, _label in definition.options])
            case _:
                return _string(definition, text)
    except (ValueError, OverflowError):
        code = "INVALID_NUMBER" if definition.type == "number" else "INVALID_DATE"
        return Rejection(name, code, f"{text} was not a valid {definition.type}.")


def _chosen(definition: Property, text: str, allowed: Iterable[str]) -> str | Rejection:
    options = list(allowed)
    if text in options:
        return text
    message = f"{text} was not one of the allowed options: [{', '.join(options)}]"
    return Rejection(definition.name, "INVALID_OPTION", message)


def _string(definition: Property, text: str) -> str | Rejection:
    if len(text) > MAX_TEXT:
        return Rejection(
            definition.name, "VALUE_TOO_LONG", f"The value is longer than {MAX_TEXT} characters."
        )
    if definition.name != "email":
        return text
    if not is_email(text):
        return Rejection("email", "INVALID_EMAIL", f"Email address {text} is invalid")
    return text.lower()
