"""Associations: what a record hangs on, which contact is primary, and what the other ends are called."""

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import Invalid
from bot.values import RecordKind
from integrations.crm.calls import KEPT_SECONDS, Kept
from integrations.crm.hubspot_fields import HubSpotKind, Linked, checked_id, kind_of
from integrations.crm.hubspot_session import HubSpotSession

PRIMARY = "primary contact"
_BATCH = 100
_NAMES = {
    "companies": ("name",),
    "contacts": ("firstname", "lastname", "email"),
    "deals": ("dealname",),
}
_NAMES_KEPT = 5000


@dataclass(frozen=True)
class LinkType:
    """One association type from one object type to another."""

    category: str
    number: int
    label: str | None

    @property
    def spec(self) -> dict[str, object]:
        """As a create or a label change wants it."""
        return {"associationCategory": self.category, "associationTypeId": self.number}


@dataclass(frozen=True)
class End:
    """The other end of an association, with every type that holds."""

    id: str
    types: tuple[LinkType, ...]

    def labelled(self, wanted: LinkType) -> bool:
        """Whether that type is among them."""
        return any((each.category, each.number) == (wanted.category, wanted.number) for each in self.types)


class HubSpotLinks:
    """Reads and changes associations (API v4). Names are kept; types are resolved by label once an hour."""

    def __init__(self, session: HubSpotSession) -> None:
        self._session = session
        self._types: Kept[tuple[str, str], tuple[LinkType, ...]] = Kept(self._ask_types)
        self._lock = threading.Lock()
        self._names: dict[tuple[str, str], tuple[float, str]] = {}

    def primary_label(self) -> LinkType | None:
        """The portal's own label "Primary contact", None where nobody made one."""
        types = self._types.get(("deals", "contacts"))
        return next((each for each in types if (each.label or "").strip().lower() == PRIMARY), None)

    def plain(self, source: str, target: str) -> LinkType:
        """The unlabelled type between two object types. Raises Invalid where they cannot be associated."""
        for each in self._types.get((source, target)):
            if each.label is None:
                return each
        raise Invalid(f"HubSpot does not associate {source} with {target}.")

    def ends(self, source: str, ids: Sequence[str], target: str) -> dict[str, tuple[End, ...]]:
        """For each record of `source` what it is associated with among `target`; one call a hundred."""
        found: dict[str, tuple[End, ...]] = {}
        for start in range(0, len(ids), _BATCH):
            asked = {"inputs": [{"id": checked_id(each)} for each in ids[start : start + _BATCH]]}
            answer = self._session.call(
                lambda asked=asked: self._session.link_batches.get_page(source, target, asked)  # type: ignore[misc]
            )
            for each in answer.results:
                own = str(each._from.id)  # noqa: SLF001  # the model's name for `from`
                cut = each.paging is not None  # more than one answer holds
                found[own] = self.ends_of(source, own, target) if cut else tuple(_end(one) for one in each.to)
        return found

    def ends_of(self, source: str, record_id: str, target: str) -> tuple[End, ...]:
        """The same for one record, up to 500."""
        answer = self._session.call(
            lambda: self._session.links.get_page(source, checked_id(record_id), target, limit=500)
        )
        return tuple(_end(one) for one in answer.results)

    def chosen(self, link: Linked, ends: Sequence[End]) -> str | None:
        """The one id that a neutral field shows out of several associations."""
        if not ends:
            return None
        if link.marked == "primary contact":
            label = self.primary_label()
            if label is not None:
                return next((end.id for end in ends if end.labelled(label)), None)
        if link.marked == "primary company":
            labelled = (
                end.id for end in ends if any("primary" in (one.label or "").lower() for one in end.types)
            )
            return next(labelled, ends[0].id)
        return ends[0].id

    def filled(self, kind: HubSpotKind, ids: Sequence[str]) -> dict[str, dict[str, str | None]]:
        """For each record the neutral fields that are associations; one call a field."""
        found: dict[str, dict[str, str | None]] = {each: {} for each in ids}
        for link in kind.links:
            ends = self.ends(kind.plural, ids, link.target) if ids else {}
            for each in ids:
                found[each][link.name] = self.chosen(link, ends.get(each, ()))
        return found

    def names(self, plural: str, ids: Iterable[str]) -> dict[str, str]:
        """What those records are called; each is asked for once an hour."""
        now, wanted = time.monotonic(), list(dict.fromkeys(ids))
        with self._lock:
            known = {each: self._names.get((plural, each), (0.0, None)) for each in wanted}
        found = {each: name for each, (at, name) in known.items() if name and now - at < KEPT_SECONDS}
        missing = [each for each in wanted if each not in found]
        for row in self.read(plural, missing, _NAMES[plural]):
            found[str(row.id)] = _called(plural, row.properties)
        with self._lock:
            if len(self._names) > _NAMES_KEPT:
                self._names.clear()
            self._names |= {(plural, each): (now, found[each]) for each in missing if each in found}
        return found

    def read(self, plural: str, ids: Sequence[str], properties: Sequence[str]) -> list[Any]:
        """Those records by id; what is gone is left out."""
        found: list[Any] = []
        for start in range(0, len(ids), _BATCH):
            asked = {
                "inputs": [{"id": checked_id(each)} for each in ids[start : start + _BATCH]],
                "properties": list(properties),
                "propertiesWithHistory": [],
            }
            answer = self._session.call(
                lambda asked=asked: self._session.batches.read(plural, asked)  # type: ignore[misc]
            )
            found += answer.results
        return found

    def inline(self, source: str, target: RecordKind, record_id: str) -> dict[str, object]:
        """An association inside a create; a new deal's contact is its primary one, by the label where there is one."""
        label = self.primary_label() if (source, target) == ("deals", "contact") else None
        spec = (label or self.plain(source, kind_of(target).plural)).spec
        return {"to": {"id": checked_id(record_id)}, "types": [spec]}

    def label(self, deal: str, contact: str, label: LinkType, kept: Sequence[LinkType]) -> None:
        """Set a label beside the person-made ones that are there; HubSpot adds the plain association."""
        types = {
            (each.category, each.number): each.spec
            for each in (*kept, label)
            if each.category == label.category
        }
        self._session.call(
            lambda: self._session.links.create("deals", deal, "contacts", contact, list(types.values())),
            writes=True,
        )

    def unlabel(self, deal: str, contact: str, label: LinkType) -> None:
        """Take one label off and leave the association."""
        one = {"from": {"id": deal}, "to": {"id": contact}, "types": [label.spec]}
        self._session.call(
            lambda: self._session.link_batches.archive_labels("deals", "contacts", {"inputs": [one]}),
            writes=True,
        )

    def join(self, deal: str, contact: str) -> None:
        """The plain association; a second time changes nothing."""
        self._session.call(
            lambda: self._session.links.create_default("deals", deal, "contacts", contact), writes=True
        )

    def part(self, deal: str, contact: str) -> None:
        """Take every association between the two away."""
        self._session.call(
            lambda: self._session.links.archive("deals", deal, "contacts", contact), writes=True
        )

    def _ask_types(self, ends: tuple[str, str]) -> tuple[LinkType, ...]:
        answer = self._session.call(lambda: self._session.link_types.get_all(*ends))
        return tuple(LinkType(str(each.category), int(each.type_id), each.label) for each in answer.results)


def _end(one: Any) -> End:  # noqa: ANN401  # the library is untyped
    types = tuple(
        LinkType(str(each.category), int(each.type_id), each.label) for each in one.association_types
    )
    return End(str(one.to_object_id), types)


def _called(plural: str, properties: Mapping[str, str | None]) -> str:
    if plural == "contacts":
        name = " ".join(filter(None, (properties.get("firstname"), properties.get("lastname"))))
        return name or str(properties.get("email") or "someone")
    return str(properties.get(_NAMES[plural][0]) or "unnamed")
