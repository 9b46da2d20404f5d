"""Creating in HubSpot, once: records by our key, and the notes of receipts."""

from collections.abc import Mapping, Sequence

from bot.errors import Duplicate, Invalid
from bot.records import Created, Note
from bot.values import RecordKind, RecordRef, Value
from integrations.crm import notes
from integrations.crm.calls import LostAnswerError
from integrations.crm.compare import complete, moment_text
from integrations.crm.hubspot_fields import KEY_PROPERTY, kind_of
from integrations.crm.hubspot_links import HubSpotLinks
from integrations.crm.hubspot_looks import HubSpotLooks, Sought
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import HubSpotSession
from integrations.crm.hubspot_writer import HubSpotWriter
from integrations.crm.settling import settle

_BODY = "hs_note_body"


class HubSpotCreates:
    """Writes that make something new, each at most once by its key.

    With the key property a repeat is refused by HubSpot itself and found by reading it by that property.
    """

    def __init__(
        self,
        session: HubSpotSession,
        schemas: HubSpotSchemas,
        portal: HubSpotPortal,
        links: HubSpotLinks,
        writer: HubSpotWriter,
        looks: HubSpotLooks,
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._portal = portal
        self._links = links
        self._writer = writer
        self._looks = looks

    def create_once(
        self,
        kind: RecordKind,
        key: str,
        values: Mapping[str, Value],
        links: Sequence[RecordRef],
        *,
        again: bool = False,
    ) -> Created:
        """Create with inline associations; the key stands in its property, else in the record's body."""
        complete(kind, values, links)
        ours = kind_of(kind)
        fields = [name for name in values if ours.field(name)]
        wanted = self._writer.checked(self._schemas.schema(kind), {name: values[name] for name in fields})
        if unknown := set(values) - set(fields):
            raise Invalid(f"A {kind} takes no {', '.join(sorted(unknown))} at its creation.")
        properties = self._writer.sent(kind, wanted)
        if "stage" in wanted and (pipeline := self._portal.pipeline_of(str(wanted["stage"]))):
            properties["pipeline"] = pipeline
        if ours.kind in {"task", "meeting"}:
            properties.setdefault("hs_timestamp", properties.get("hs_meeting_start_time") or self._now())
        if not self._schemas.has_key(ours.plural) and ours.body:
            properties[ours.body] = f"[{key}]"
        return self._once(Sought(ours.plural, kind, key, links, ours.body, properties), again=again)

    def note_once(
        self, key: str, targets: Sequence[RecordRef], title: str, body: str, *, again: bool = False
    ) -> Created:
        """A note with its associations in one call; its first paragraph is the title that carries the key."""
        if not targets:
            raise Invalid("A note needs a record to stand on.")
        html = notes.heading(notes.titled(key, title)) + notes.paragraphs(body)
        properties = {_BODY: html, "hs_timestamp": self._now()}
        return self._once(Sought("notes", "note", key, targets, _BODY, properties), again=again)

    def notes(self, target: RecordRef) -> tuple[Note, ...]:
        """The notes on that record whose first paragraph carries a key of ours."""
        found = []
        for note_id, html in self._looks.bodies("notes", target, _BODY):
            title, _, text = notes.plain(html).partition("\n")
            key = notes.key_of(title)
            if key is not None:
                found.append(Note(RecordRef("note", note_id), key, text.strip("\n")))
        return tuple(found)

    def _once(self, sought: Sought, *, again: bool) -> Created:
        keyed = self._schemas.has_key(sought.plural)
        if again and (found := self._looks.before(sought)):
            return found
        sent = {
            "properties": {**sought.properties, **({KEY_PROPERTY: sought.key} if keyed else {})},
            "associations": [self._links.inline(sought.plural, link.kind, link.id) for link in sought.links],
        }
        try:
            made = self._session.call(lambda: self._session.objects.create(sought.plural, sent), writes=True)
        except LostAnswerError as lost:
            return settle(lambda: self._looks.after(sought), sought.key, lost)
        except Duplicate:
            if keyed and (found := self._looks.after(sought)):
                return found
            raise
        said = f"201 Created at {moment_text(made.created_at)}"
        return Created(RecordRef(sought.kind, str(made.id)), existed=False, answer=said)

    def _now(self) -> str:
        return moment_text(self._portal.now().replace(microsecond=0))
