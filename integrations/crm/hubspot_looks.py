"""Whether a create of ours stands in HubSpot already: by its key property, else by what else tells it.

Search is never asked whether something is missing: its index lags, so that what it does not find may be there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.errors import Gone, InDoubt
from bot.records import Created
from bot.values import RecordKind, RecordRef
from integrations.crm import notes
from integrations.crm.compare import moment_text
from integrations.crm.hubspot_fields import KEY_PROPERTY, kind_of
from integrations.crm.hubspot_links import HubSpotLinks
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_reader import HubSpotReader
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import HubSpotSession

_RECENT = 100


@dataclass(frozen=True)
class Sought:
    """One create of ours: where it would stand, and what tells it. `body` is the property that may hold its key."""

    plural: str
    kind: RecordKind
    key: str
    links: Sequence[RecordRef]
    body: str | None
    properties: Mapping[str, str]


class HubSpotLooks:
    """Looks for records that an earlier try of ours may have made."""

    def __init__(
        self,
        session: HubSpotSession,
        schemas: HubSpotSchemas,
        portal: HubSpotPortal,
        links: HubSpotLinks,
        reader: HubSpotReader,
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._portal = portal
        self._links = links
        self._reader = reader

    def before(self, sought: Sought) -> Created | None:
        """What an earlier try made, None where it surely made nothing.

        Raises:
            InDoubt: Nothing tells it for sure, and a second one must not be made.
        """
        look, sure = self._way(sought)
        found = look()
        if found is None and not sure:
            raise InDoubt(
                "HubSpot cannot tell whether an earlier try made this record; look for it there before trying again.",
                key=sought.key,
            )
        return found

    def after(self, sought: Sought) -> Created | None:
        """What can be found of a create whose answer got lost."""
        return self._way(sought)[0]()

    def bodies(self, plural: str, target: RecordRef, body: str) -> list[tuple[str, str]]:
        """Id and body of every record of a type that hangs on that one."""
        ends = self._links.ends_of(kind_of(target.kind).plural, target.id, plural)
        rows = self._links.read(plural, [end.id for end in ends], [body])
        return [(str(row.id), str(row.properties.get(body) or "")) for row in rows]

    def _way(self, sought: Sought) -> tuple[Callable[[], Created | None], bool]:
        """How to look, and whether finding nothing means that there is nothing."""
        if self._schemas.has_key(sought.plural):
            return lambda: self._by_key(sought), True
        if sought.plural == "contacts" and sought.properties.get("email"):
            return lambda: self._by_email(sought), True
        if sought.body and sought.links:
            return lambda: self._by_body(sought), True
        if sought.plural == "companies":
            return lambda: self._by_search(sought), False
        return lambda: None, False

    def _by_key(self, sought: Sought) -> Created | None:
        row_id = self._id_by(sought.plural, KEY_PROPERTY, sought.key)
        return self._found(sought, row_id) if row_id else None

    def _by_email(self, sought: Sought) -> Created | None:
        """HubSpot has one contact an address; it is ours where this app was the first to write the address."""
        row_id = self._id_by("contacts", "email", sought.properties["email"].lower())
        if row_id is None:
            return None
        history = self._reader.snapshot(RecordRef("contact", row_id), {"email"}).history.get("email", ())
        return self._found(sought, row_id) if history and history[-1].ours else None

    def _by_body(self, sought: Sought) -> Created | None:
        for record_id, text in self.bodies(sought.plural, sought.links[0], sought.body or ""):
            if _carries(text, sought.key):
                return self._found(sought, record_id)
        return None

    def _by_search(self, sought: Sought) -> Created | None:
        name, body = sought.properties.get("name", ""), sought.body or ""
        asked = {
            "filterGroups": [{"filters": [{"propertyName": "name", "operator": "EQ", "value": name}]}],
            "properties": [body],
            "sorts": [{"propertyName": "createdate", "direction": "DESCENDING"}],
            "limit": _RECENT,
        }
        rows = self._session.call(lambda: self._session.searches.do_search(sought.plural, asked)).results
        ours = (row for row in rows if _carries(str(row.properties.get(body) or ""), sought.key))
        return next((self._found(sought, str(row.id)) for row in ours), None)

    def _id_by(self, plural: str, name: str, value: str) -> str | None:
        try:
            row = self._session.call(
                lambda: self._session.objects.get_by_id(plural, value, id_property=name, properties=[])
            )
        except Gone:
            return None
        return str(row.id)

    def _found(self, sought: Sought, record_id: str) -> Created:
        at = moment_text(self._portal.now().replace(microsecond=0))
        return Created(RecordRef(sought.kind, record_id), existed=True, answer=f"found by its key at {at}")


def _carries(text: str, key: str) -> bool:
    return f"[{key}]" in text or notes.key_of(notes.plain(text)) == key
