"""A deal's primary contact in HubSpot: by the portal's label, or, without one, the only contact there is."""

from bot.errors import Invalid, Unavailable
from bot.records import Conflict, Written
from bot.values import RecordRef
from integrations.crm.calls import LostAnswerError
from integrations.crm.hubspot_fields import checked_id
from integrations.crm.hubspot_links import End, HubSpotLinks, LinkType
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_reader import HubSpotReader
from integrations.crm.hubspot_writer import or_in_doubt

_FIELD = "primary_contact"
_PASSES = 3
_SEVERAL = "This deal has several contacts, and the portal has no label that says which is primary."


class HubSpotPrimary:
    """Changes who is primary. It takes two calls, so that half of it may be done: a repeat finishes it."""

    def __init__(self, portal: HubSpotPortal, links: HubSpotLinks, reader: HubSpotReader) -> None:
        self._portal = portal
        self._links = links
        self._reader = reader

    def relate_if(
        self, deal: RecordRef, expect: str | None, contact: str | None, *, key: str
    ) -> Written | Conflict:
        """Compare who is primary now, then name the new one and take the old one's name away."""
        wanted = frozenset({checked_id(contact)} if contact else ())
        before = frozenset({checked_id(expect)} if expect else ())
        wrote = False
        for _ in range(_PASSES):
            ends = self._ends(deal)
            named = self._named(ends, before | wanted if wrote else frozenset())
            if named == wanted:
                return self._related(deal, expect, contact, already=not wrote)
            if named not in {before, before | wanted}:
                return Conflict(self._reader.get(deal, edits=True), (_FIELD,))
            if self._links.primary_label() is None and len(ends) > 1 and not wrote:
                raise Invalid(_SEVERAL, field=_FIELD)
            try:
                self._change(deal.id, ends, named, wanted)
            except LostAnswerError as lost:
                now = self._named(or_in_doubt(lambda: self._ends(deal), key, lost), before | wanted)
                if now == named:
                    raise Unavailable("HubSpot did not answer; nothing was written.", raw=str(lost)) from lost
                wrote = True
                continue
            return self._related(deal, expect, contact, already=False)
        raise Unavailable("HubSpot keeps failing to answer; trying again finishes it.")

    def _ends(self, deal: RecordRef) -> tuple[End, ...]:
        return self._links.ends_of("deals", deal.id, "contacts")

    def _named(self, ends: tuple[End, ...], ours: frozenset[str]) -> frozenset[str]:
        """Who is primary; both of ours while an exchange is half done.

        Without the label the first contact counts, unless `ours` says that there are none but ours.
        """
        label = self._links.primary_label()
        if label is not None:
            return frozenset(end.id for end in ends if end.labelled(label))
        ids = frozenset(end.id for end in ends)
        return ids if ids <= ours or not ids else frozenset({ends[0].id})

    def _change(
        self, deal: str, ends: tuple[End, ...], named: frozenset[str], wanted: frozenset[str]
    ) -> None:
        label = self._links.primary_label()
        for new in wanted - named:
            self._add(deal, new, ends, label)
        for old in named - wanted:
            if label is None:
                self._links.part(deal, old)
            else:
                self._links.unlabel(deal, old, label)

    def _add(self, deal: str, contact: str, ends: tuple[End, ...], label: LinkType | None) -> None:
        if label is None:
            self._links.join(deal, contact)
            return
        kept = next((end.types for end in ends if end.id == contact), ())
        self._links.label(deal, contact, label, kept)

    def _related(self, deal: RecordRef, expect: str | None, contact: str | None, *, already: bool) -> Written:
        said = "Nothing to write: the deal already had this primary contact" if already else "200 OK"
        answer = f"{said} at {self._portal.now():%Y-%m-%dT%H:%M:%SZ}"
        return Written(
            deal, {_FIELD: expect}, {_FIELD: contact}, atomic=False, answer=answer, already=already
        )
