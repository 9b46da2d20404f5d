"""What an sObject is made of: its fields, their types and what may be done with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from integrations.sandbox.salesforce_errors import ApiError, not_found

LONGEST_FILTERABLE_TEXT = 255

NAME_FIELDS = (
    "Id",
    "Name",
    "Type",
    "FirstName",
    "LastName",
    "Email",
    "Phone",
    "Title",
    "Username",
    "IsActive",
)
"""What can be read through a reference to several objects: the fields of the `Name` object."""


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    type: str
    length: int = 0
    required: bool = False
    createable: bool = True
    updateable: bool = True
    restricted: bool = False
    picklist: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    unique: bool = False
    id_lookup: bool = False

    @property
    def custom(self) -> bool:
        return self.name.endswith("__c")

    @property
    def relationship(self) -> str | None:
        """The name that leads to the parent in a query: `Account` for `AccountId`."""
        if not self.references:
            return None
        return self.name[:-1] + "r" if self.custom else self.name.removesuffix("Id")

    @property
    def filterable(self) -> bool:
        """Whether it can stand in WHERE: long text and binary bodies cannot."""
        return self.type not in ("base64", "idlist") and not (
            self.type == "textarea" and self.length > LONGEST_FILTERABLE_TEXT
        )


@dataclass(frozen=True)
class SObject:
    name: str
    label: str
    plural: str
    prefix: str
    fields: Mapping[str, Field]  # by API name, in order
    children: Mapping[str, tuple[str, str]]  # relationship name -> (child object, its reference field)
    writable: bool = True

    def field(self, name: str, hidden: frozenset[str] = frozenset()) -> Field | None:
        """The field of that name in any case, unless it is among the hidden "Object.Field" names."""
        found = self.fields.get(name) or next(
            (field for field in self.fields.values() if field.name.lower() == name.lower()), None
        )
        return None if found is None or f"{self.name}.{found.name}" in hidden else found

    def visible(self, hidden: frozenset[str]) -> list[Field]:
        """All fields but the hidden ones."""
        return [field for field in self.fields.values() if f"{self.name}.{field.name}" not in hidden]

    def parent(self, relationship: str, hidden: frozenset[str]) -> Field | None:
        """The reference field behind a relationship name."""
        for field in self.visible(hidden):
            if field.relationship and field.relationship.lower() == relationship.lower():
                return field
        return None


class Schema:
    """All objects of the org, by name in any case."""

    def __init__(self, objects: list[SObject]) -> None:
        self.objects = {each.name: each for each in objects}
        self._by_lower = {each.name.lower(): each for each in objects}

    def sobject(self, name: str) -> SObject:
        """The object called so.

        Raises:
            ApiError: 404 NOT_FOUND.
        """
        found = self._by_lower.get(name.lower())
        if found is None:
            raise not_found()
        return found

    def queried(self, name: str) -> SObject:
        """The object of a FROM clause.

        Raises:
            ApiError: 400 INVALID_TYPE, as a query answers.
        """
        found = self._by_lower.get(name.lower())
        if found is None:
            raise ApiError(400, "INVALID_TYPE", f"sObject type '{name}' is not supported.")
        return found


_KIND = re.compile(r"(\w+)(?:\((\d+)\))?")
_NO_ACCESS = {"readonly": (False, False), "createonly": (True, False)}
_DEFAULT_LENGTHS = {"id": 18, "reference": 18, "picklist": 255, "email": 80, "phone": 40, "url": 255}


def parse_fields(
    table: str, labels: Mapping[str, str], picklists: Mapping[str, tuple[str, ...]], sobject: str
) -> dict[str, Field]:
    """Fields from lines `Name type(length) flags >Object|Object`.

    Flags: required, readonly, createonly, restricted, unique, lookup. Labels and picklist values are looked
    up as "Object.Field".
    """
    fields: dict[str, Field] = {}
    for line in filter(None, map(str.strip, table.splitlines())):
        name, kind, *flags = line.split()
        found = _KIND.fullmatch(kind)
        if found is None:
            raise ValueError(f"{sobject}: cannot read {line!r}")
        key = f"{sobject}.{name}"
        createable, updateable = next(
            (_NO_ACCESS[flag] for flag in flags if flag in _NO_ACCESS), (True, True)
        )
        fields[name] = Field(
            name,
            labels.get(key) or labels.get(name) or _label(name),
            found[1],
            int(found[2] or _DEFAULT_LENGTHS.get(found[1], 0)),
            "required" in flags,
            createable,
            updateable,
            "restricted" in flags,
            picklists.get(key, ()),
            next((tuple(flag[1:].split("|")) for flag in flags if flag.startswith(">")), ()),
            "unique" in flags,
            "lookup" in flags or "unique" in flags,
        )
    return fields


def _label(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("__c").replace("_", " "))
    return re.sub(r"\bId$", "ID", words)
