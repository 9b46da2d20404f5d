"""What one Salesforce org shows of each kind of record, by its own describes."""

from collections.abc import Mapping
from typing import Any

from bot.records import FieldSchema, Option, Schema
from bot.values import FieldType, RecordKind
from integrations.crm.calls import Kept
from integrations.crm.salesforce_fields import KEY_FIELD, Mapped, kind_of
from integrations.crm.salesforce_session import SalesforceSession


class SalesforceSchemas:
    """What this org shows of each kind; describes are kept for an hour."""

    def __init__(self, session: SalesforceSession) -> None:
        self._session = session
        self._described: Kept[str, dict[str, dict[str, Any]]] = Kept(self._describe)

    def visible(self, kind: RecordKind) -> tuple[Mapped, ...]:
        """The fields of our map that the integration user may see."""
        known = self.described(kind_of(kind).sobject)
        return tuple(each for each in kind_of(kind).fields if each.api in known and each.source in known)

    def described(self, sobject: str) -> dict[str, dict[str, Any]]:
        """Salesforce's own description of an object's fields, by API name. Raises CrmError."""
        return self._described.get(sobject)

    def has_key(self, kind: RecordKind) -> bool:
        """Whether the optional key field is there and may be written."""
        field = self.described(kind_of(kind).sobject).get(KEY_FIELD)
        return field is not None and bool(field.get("createable"))

    def schema(self, kind: RecordKind) -> Schema:
        """The neutral schema, with this org's labels."""
        known = self.described(kind_of(kind).sobject)
        fields = [_schema_of(each, known[each.api]) for each in self.visible(kind)]
        if kind == "deal":
            role = self.described("OpportunityContactRole").get("IsPrimary", {})
            fields.append(
                FieldSchema("primary_contact", "Primary Contact", "contact", bool(role.get("updateable")))
            )
        return Schema(kind, tuple(fields))

    def forget(self) -> None:
        """Describe anew: Salesforce contradicted what was kept."""
        self._described.forget()

    def _describe(self, sobject: str) -> dict[str, dict[str, Any]]:
        answer = self._session.call(lambda sf: getattr(sf, sobject).describe())
        return {field["name"]: field for field in answer["fields"]}


def _schema_of(mapped: Mapped, field: Mapping[str, Any]) -> FieldSchema:
    kind: FieldType = mapped.type
    if kind == "text" and field["type"] == "textarea":
        kind = "long_text"
    options = tuple(
        Option(each["value"], each.get("label") or each["value"])
        for each in field.get("picklistValues") or ()
        if each.get("active", True)
    )
    if mapped.name == "status":
        options = (Option("open", "Open"), Option("done", "Done"))
    length = int(field.get("length") or 0)
    # An opt-out is set by `opt_out` and never taken back; as a field it could be.
    writable = bool(field.get("updateable")) and mapped.name != "opted_out"
    return FieldSchema(
        name=mapped.name,
        label=str(field["label"]),
        type=kind,
        writable=writable,
        options=options,
        max_length=length if kind in {"text", "long_text"} and length else None,
    )
