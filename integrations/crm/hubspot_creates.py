"""Creating in HubSpot, once: records by our key, and the notes of receipts."""

from collections.abc import Mapping, Sequence

from bot.errors import Duplicate, Gone, Invalid
from bot.ports import Created, Note
from bot.values import RecordKind, RecordRef, Value
from integrations.crm import notes
from integrations.crm.calls import LostAnswerError
from integrations.crm.compare import moment_text
from integrations.crm.hubspot_fields import KEY_PROPERTY, kind_of
from integrations.crm.hubspot_links import HubSpotLinks
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import HubSpotSession
from integrations.crm.hubspot_writer import HubSpotWriter
from integrations.crm.settling import settle

_BODY = "hs_note_body"


class HubSpotCreates:
    """Writes that make something new, each at most once by its key.

    With the key property a repeat is refused by HubSpot itself and found by reading it by that property. Search is
    never asked whether something exists: its index lags.
    """

    def __init__(
        self,
        session: HubSpotSession,
        schemas: HubSpotSchemas,
        portal: HubSpotPortal,
        links: HubSpotLinks,
        writer: HubSpotWriter,
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._portal = portal
        self._links = links
        self._writer = writer

    def create_once(
        self,
        kind: RecordKind,
        key: str,
        values: Mapping[str, Value],
        links: Sequence[RecordRef],
        *,
        again: bool,
    ) -> Created:
        """Create with inline associations; the key stands in its property, else in the record's body."""
        ours = kind_of(kind)
        fields = [name for name in values if ours.field(name)]
        wanted = self._writer.checked(self._schemas.schema(kind), {name: values[name] for name in fields})
        if unknown := set(values) - set(fields):
            raise Invalid(f"A {kind} takes no {', '.join(sorted(unknown))} at its creation.")
        properties = self._writer.sent(kind, wanted)
        if ours.kind in {"task", "meeting"}:
            properties.setdefault("hs_timestamp", properties.get("hs_meeting_start_time") or self._now())
        if not self._schemas.has_key(ours.plural) and ours.body:
            properties[ours.body] = f"[{key}]"
        return self._once(ours.plural, kind, key, properties, links, ours.body, again=again)

    def note_once(
        self, key: str, targets: Sequence[RecordRef], title: str, body: str, *, again: bool
    ) -> Created:
        """A note with its associations in one call; its first paragraph is the title that carries the key."""
        if not targets:
            raise Invalid("A note needs a record to stand on.")
        html = notes.heading(notes.titled(key, title)) + notes.paragraphs(body)
        properties = {_BODY: html, "hs_timestamp": self._now()}
        return self._once("notes", "note", key, properties, targets, _BODY, again=again)

    def notes(self, target: RecordRef) -> tuple[Note, ...]:
        """The notes on that record whose first paragraph carries a key of ours."""
        found = []
        for note_id, html in self._bodies("notes", target, _BODY):
            title, _, text = notes.plain(html).partition("\n")
            key = notes.key_of(title)
            if key is not None:
                found.append(Note(RecordRef("note", note_id), key, text.strip("\n")))
        return tuple(found)

    def _once(
        self,
        plural: str,
        kind: RecordKind,
        key: str,
        properties: dict[str, str],
        links: Sequence[RecordRef],
        body: str | None,
        *,
        again: bool,
    ) -> Created:
        if keyed := self._schemas.has_key(plural):
            properties[KEY_PROPERTY] = key

        def look() -> Created | None:
            return self._by_key(plural, kind, key) if keyed else self._by_body(plural, kind, key, links, body)

        if again and (found := look()):
            return found
        inline = [self._links.inline(plural, link.kind, link.id) for link in links]
        sent = {"properties": properties, "associations": inline}
        try:
            made = self._session.call(lambda: self._session.objects.create(plural, sent), writes=True)
        except LostAnswerError as lost:
            return settle(look, key, lost)
        except Duplicate:
            if keyed and (found := look()):
                return found
            raise
        said = f"201 Created at {moment_text(made.created_at)}"
        return Created(RecordRef(kind, str(made.id)), existed=False, answer=said)

    def _by_key(self, plural: str, kind: RecordKind, key: str) -> Created | None:
        try:
            row = self._session.call(
                lambda: self._session.objects.get_by_id(plural, key, id_property=KEY_PROPERTY, properties=[])
            )
        except Gone:
            return None
        return self._found(kind, str(row.id))

    def _by_body(
        self, plural: str, kind: RecordKind, key: str, links: Sequence[RecordRef], body: str | None
    ) -> Created | None:
        if body is None or not links:
            return None  # nothing of it can be recognised: a broken connection stays in doubt
        for record_id, text in self._bodies(plural, links[0], body):
            if f"[{key}]" in text or notes.key_of(notes.plain(text)) == key:
                return self._found(kind, record_id)
        return None

    def _bodies(self, plural: str, target: RecordRef, body: str) -> list[tuple[str, str]]:
        ends = self._links.ends_of(kind_of(target.kind).plural, target.id, plural)
        rows = self._links.read(plural, [end.id for end in ends], [body])
        return [(str(row.id), str(row.properties.get(body) or "")) for row in rows]

    def _found(self, kind: RecordKind, record_id: str) -> Created:
        return Created(RecordRef(kind, record_id), existed=True, answer=f"found by its key at {self._now()}")

    def _now(self) -> str:
        return moment_text(self._portal.now().replace(microsecond=0))
