"""What one HubSpot portal shows of each kind of record, by its own property definitions."""

from typing import Any

from bot.records import FieldSchema, Option, Schema
from bot.values import FieldType, RecordKind
from integrations.crm.calls import Kept
from integrations.crm.hubspot_fields import KEY_PROPERTY, Mapped, kind_of
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_session import HubSpotSession

_TEXT_LIMIT = 65_536


class HubSpotSchemas:
    """What this portal shows of each type; property definitions are kept for an hour."""

    def __init__(self, session: HubSpotSession, portal: HubSpotPortal) -> None:
        self._session = session
        self._portal = portal
        self._defined: Kept[str, dict[str, Any]] = Kept(self._define)

    def defined(self, plural: str) -> dict[str, Any]:
        """HubSpot's own definitions of a type's properties, by name. Raises CrmError."""
        return self._defined.get(plural)

    def visible(self, kind: RecordKind) -> tuple[Mapped, ...]:
        """The properties of our map that the app may see."""
        known = self.defined(kind_of(kind).plural)
        return tuple(each for each in kind_of(kind).fields if each.api in known)

    def has_key(self, plural: str) -> bool:
        """Whether the optional key property is there, with unique values."""
        found = self.defined(plural).get(KEY_PROPERTY)
        return found is not None and bool(found.has_unique_value)

    def schema(self, kind: RecordKind) -> Schema:
        """The neutral schema, with this portal's labels."""
        known, ours = self.defined(kind_of(kind).plural), kind_of(kind)
        fields = [self._schema_of(each, known[each.api]) for each in self.visible(kind)]
        if kind == "contact":
            fields.append(FieldSchema("name", "Name", "text", writable=False))
        fields += [
            FieldSchema(each.name, each.label, each.type, writable=each.name == "primary_contact")
            for each in ours.links
        ]
        return Schema(kind, tuple(fields))

    def forget(self) -> None:
        """Read the definitions anew: HubSpot contradicted what was kept."""
        self._defined.forget()

    def _define(self, plural: str) -> dict[str, Any]:
        answer = self._session.call(lambda: self._session.properties.get_all(plural))
        return {each.name: each for each in answer.results}

    def _schema_of(self, mapped: Mapped, defined: Any) -> FieldSchema:  # noqa: ANN401  # the library is untyped
        kind: FieldType = mapped.type
        if kind == "text" and defined.field_type == "textarea":
            kind = "long_text"
        options = tuple(Option(each.value, each.label) for each in defined.options or () if not each.hidden)
        if mapped.type == "stage":
            options = tuple(Option(stage.id, stage.label) for stage in self._portal.stages())
        elif mapped.type == "owner":
            options = ()
        elif mapped.name == "status":
            options = (Option("open", "Open"), Option("done", "Done"))
        rights = defined.modification_metadata
        fixed = bool(defined.calculated) or bool(rights and rights.read_only_value)
        return FieldSchema(
            name=mapped.name,
            label=str(defined.label),
            type=kind,
            writable=not fixed,
            options=() if kind == "flag" else options,
            max_length=_TEXT_LIMIT if kind in {"text", "long_text"} else None,
        )
