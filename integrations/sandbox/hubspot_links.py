"""Associations between records and the numbers of their types.

The numbers are those that HubSpot's own client library carries (`hubspot.crm.AssociationType`). An
association is kept in both directions, each with its own number, and a labelled one always has the
unlabelled one beside it.
"""

from dataclasses import dataclass

from integrations.sandbox.hubspot_errors import ApiError, Json
from integrations.sandbox.hubspot_kinds import COMPANIES, CONTACTS, DEALS, Kind

End = tuple[str, str]  # plural object type, record id

PRIMARY_CONTACT = ("Primary contact", "Deal with primary contact")


@dataclass(frozen=True)
class LinkType:
    """One direction of an association type; `inverse` is the number of the other direction."""

    source: str
    target: str
    number: int
    inverse: int
    label: str | None = None
    category: str = "HUBSPOT_DEFINED"

    def as_json(self) -> Json:
        """As the associations API shows it."""
        return {"category": self.category, "typeId": self.number, "label": self.label}

    @property
    def primary_company(self) -> bool:
        """Whether this marks the one main company of a contact or deal."""
        return self.target == "companies" and self.label is not None and self.category == "HUBSPOT_DEFINED"


def _both(
    source: str, target: str, number: int, inverse: int, label: str | None = None
) -> tuple[LinkType, LinkType]:
    return LinkType(source, target, number, inverse, label), LinkType(target, source, inverse, number, label)


_PAIRS = (
    _both("contacts", "companies", 279, 280),
    _both("contacts", "companies", 1, 2, "Contact with Primary Company"),
    _both("deals", "contacts", 3, 4),
    _both("deals", "companies", 341, 342),
    _both("deals", "companies", 5, 6, "Deal with Primary Company"),
    _both("calls", "companies", 182, 181),
    _both("emails", "companies", 186, 185),
    _both("meetings", "companies", 188, 187),
    _both("notes", "companies", 190, 189),
    _both("tasks", "companies", 192, 191),
    _both("calls", "contacts", 194, 193),
    _both("emails", "contacts", 198, 197),
    _both("meetings", "contacts", 200, 199),
    _both("notes", "contacts", 202, 201),
    _both("tasks", "contacts", 204, 203),
    _both("calls", "deals", 206, 205),
    _both("emails", "deals", 210, 209),
    _both("meetings", "deals", 212, 211),
    _both("notes", "deals", 214, 213),
    _both("tasks", "deals", 216, 215),
)
USER_LABEL = (
    LinkType("deals", "contacts", 17, 18, PRIMARY_CONTACT[0], "USER_DEFINED"),
    LinkType("contacts", "deals", 18, 17, PRIMARY_CONTACT[1], "USER_DEFINED"),
)


class Links:
    """All associations. Not locked: its owner holds the server's lock."""

    def __init__(self, *, primary_label: bool) -> None:
        self._types: list[LinkType] = [one for pair in _PAIRS for one in pair]
        if primary_label:
            self._types.extend(USER_LABEL)
        self._by_end: dict[End, dict[End, set[LinkType]]] = {}

    def types(self, source: Kind, target: Kind) -> list[LinkType]:
        """Every association type from one object type to another, the unlabelled first."""
        return [one for one in self._types if (one.source, one.target) == (source.plural, target.plural)]

    def unlabelled(self, source: Kind, target: Kind) -> LinkType:
        """The plain association type. Raises ApiError 400 where the two cannot be associated."""
        for one in self.types(source, target):
            if one.label is None:
                return one
        raise ApiError(
            400, f"No association exists from {source.plural} to {target.plural}", "VALIDATION_ERROR"
        )

    def chosen(self, source: Kind, target: Kind, category: str, number: object) -> LinkType:
        """The type with this number and category. Raises ApiError 400 for one of another direction."""
        for one in self.types(source, target):
            if (one.category, one.number) == (category, number):
                return one
        raise ApiError(
            400,
            f"invalid association type {category} {number} from {source.type_id} to {target.type_id}",
            "VALIDATION_ERROR",
        )

    def target_of(self, source: Kind, category: str, number: object) -> str | None:
        """The plural object type that an association number of `source` leads to, or None."""
        for one in self._types:
            if (one.source, one.category, one.number) == (source.plural, category, number):
                return one.target
        return None

    def join(self, source: End, target: End, chosen: LinkType) -> None:
        """Associate two records; the first company, or one joined as primary, becomes the primary one."""
        if chosen.source == "companies":
            self.join(target, source, self._inverse(chosen))
            return
        plain = next(one for one in self._types if _same_ends(one, chosen) and one.label is None)
        wanted = {plain, chosen}
        companies = next(
            (one for one in self._types if _same_ends(one, chosen) and one.primary_company), None
        )
        if companies is not None and (chosen == companies or not self.others(source, target[0])):
            for other in self.others(source, target[0]):
                self.take_off(source, other, companies)
            wanted.add(companies)
        for one in wanted:
            self._put(source, target, one)
            self._put(target, source, self._inverse(one))

    def take_off(self, source: End, target: End, label: LinkType) -> None:
        """Remove one label of an association and leave the association itself."""
        self._by_end.get(source, {}).get(target, set()).discard(label)
        self._by_end.get(target, {}).get(source, set()).discard(self._inverse(label))

    def part(self, source: End, target: End) -> None:
        """Remove every association between two records; nothing happens where there is none."""
        self._by_end.get(source, {}).pop(target, None)
        self._by_end.get(target, {}).pop(source, None)

    def forget(self, end: End) -> None:
        """Remove all associations of one record."""
        for other in list(self._by_end.get(end, {})):
            self.part(end, other)

    def others(self, end: End, plural: str) -> list[End]:
        """The records of one type that a record is associated with, in the order they were joined."""
        return [other for other in self._by_end.get(end, {}) if other[0] == plural]

    def all_of(self, end: End) -> list[End]:
        """Every record that a record is associated with."""
        return list(self._by_end.get(end, {}))

    def between(self, source: End, target: End) -> list[LinkType]:
        """The types that hold between two records, lowest number first."""
        return sorted(self._by_end.get(source, {}).get(target, ()), key=lambda one: one.number)

    def _inverse(self, one: LinkType) -> LinkType:
        return next(
            other
            for other in self._types
            if other.number == one.inverse and other.category == one.category and other.source == one.target
        )

    def _put(self, source: End, target: End, one: LinkType) -> None:
        self._by_end.setdefault(source, {}).setdefault(target, set()).add(one)


def _same_ends(one: LinkType, other: LinkType) -> bool:
    return (one.source, one.target) == (other.source, other.target)


def carries_activity(one: Kind) -> bool:
    """Whether records of this type show a last activity date that logged activities move."""
    return one in (CONTACTS, COMPANIES, DEALS)
