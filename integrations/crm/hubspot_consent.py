"""Consent in HubSpot: it belongs to the address, outlives the record, and a person may have several addresses.

Communication preferences API v4 (developers.hubspot.com, "Subscription preferences"); the client library knows only v3,
whose NOT_SUBSCRIBED does not tell an opt-out from silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from bot.crm_mail import Consent
from bot.errors import CrmError, Forbidden, Gone, Unavailable
from bot.records import Written
from bot.values import RecordRef
from integrations.crm.addresses import checked_address
from integrations.crm.calls import LostAnswerError
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import HubSpotSession
from integrations.crm.hubspot_writer import or_in_doubt

OPT_OUT, _MORE = "hs_email_optout", "hs_additional_emails"
_OUT = "UNSUBSCRIBED"


@dataclass(frozen=True)
class _Contact:
    """The contact behind an address, with all the addresses it has. `out` is None where that is hidden."""

    id: str
    addresses: tuple[str, ...]
    out: bool | None


class HubSpotConsent:
    """Reads and sets the opt-out; there is no way to take one back."""

    def __init__(self, session: HubSpotSession, schemas: HubSpotSchemas, portal: HubSpotPortal) -> None:
        self._session = session
        self._schemas = schemas
        self._portal = portal

    def consent(self, address: str) -> Consent:
        """As the port says. One call for the contact (two where nobody has the address first), two an address."""
        address = checked_address(address)
        contact = self._contact(address)
        addresses = tuple(dict.fromkeys((address, *(contact.addresses if contact else ()))))
        records = (RecordRef("contact", contact.id),) if contact else ()
        denied = [f"contact:{contact.id}: {OPT_OUT} is set"] if contact and contact.out else []
        sees = contact.out is not None if contact else OPT_OUT in self._schemas.defined("contacts")
        hidden = [] if sees else [f"{OPT_OUT} is hidden from us"]
        for each in addresses:
            try:
                denied += self._opt_outs(each)
            except Forbidden as error:
                hidden.append(str(error))
                break  # the scope is missing for every address alike
            except Gone:
                if contact:  # HubSpot says so of an address it never met, which a contact's own is not
                    hidden.append(f"HubSpot has no preferences for {each}")
        if denied:
            return Consent("deny", "; ".join(denied), records, addresses)
        if hidden:
            return Consent("unknown", "; ".join(hidden), records, addresses)
        said = f"no opt-out on {', '.join(addresses)}" if contact else "no record has this address"
        return Consent("allow", said, records, addresses)

    def opt_out(self, address: str, key: str) -> tuple[Written, ...]:
        """Unsubscribe the address from everything, whether or not a contact has it."""
        address = checked_address(address)
        contact = self._contact(address)
        ref = RecordRef("contact", contact.id if contact else "")
        if self._is_out(address):
            return (self._written(ref, "Nothing to write: it was unsubscribed", already=True),)
        try:
            self._session.call(
                lambda: self._session.ask("POST", f"{_path(address)}/unsubscribe-all", {"channel": "EMAIL"}),
                writes=True,
            )
            said = "200 OK"
        except LostAnswerError as lost:
            if not or_in_doubt(lambda: self._is_out(address), key, lost):
                raise Unavailable("HubSpot did not answer; try again.", raw=str(lost)) from lost
            said = "No answer, but reading shows it written"
        except CrmError as error:
            # HubSpot may refuse a second unsubscribe, when somebody was faster than we.
            if not error.permanent or isinstance(error, Forbidden) or not self._is_out(address):
                raise
            return (self._written(ref, "It was unsubscribed meanwhile", already=True),)
        return (self._written(ref, said),)

    def _opt_outs(self, address: str) -> list[str]:
        """What this address opted out of, in words. Raises Forbidden, Gone."""
        if self._is_out(address):
            return [f"{address} unsubscribed from everything"]
        rows = self._asked(_path(address))
        return [
            f"{address} unsubscribed from {row.get('subscriptionName') or row.get('subscriptionId')}"
            for row in rows
            if row.get("status") == _OUT
        ]

    def _is_out(self, address: str) -> bool:
        try:
            rows = self._asked(f"{_path(address)}/unsubscribe-all")
        except Gone:
            return False
        return any(row.get("status") == _OUT for row in rows)

    def _asked(self, path: str) -> list[Mapping[str, Any]]:
        answer = self._session.call(lambda: self._session.ask("GET", path, {"channel": "EMAIL"}))
        return list(answer.get("results") or ())

    def _contact(self, address: str) -> _Contact | None:
        """By its first address, which is never late; else by a further one, which search finds after seconds."""
        names = ["email", _MORE, OPT_OUT]
        try:
            row = self._session.call(
                lambda: self._session.objects.get_by_id(
                    "contacts", address, id_property="email", properties=names
                )
            )
            return self._found(row)
        except Gone:
            pass
        held = {"propertyName": _MORE, "operator": "CONTAINS_TOKEN", "value": address}
        body = {"filterGroups": [{"filters": [held]}], "properties": names, "limit": 10}
        rows = self._session.call(lambda: self._session.searches.do_search("contacts", body)).results
        return next((each for each in map(self._found, rows) if address in each.addresses), None)

    @staticmethod
    def _found(row: Any) -> _Contact:  # noqa: ANN401  # the library is untyped
        listed = f"{row.properties.get('email') or ''};{row.properties.get(_MORE) or ''}".lower()
        addresses = tuple(each.strip() for each in listed.split(";") if each.strip())
        # HubSpot answers null for an empty property, and leaves out one that it hides.
        out = row.properties[OPT_OUT] == "true" if OPT_OUT in row.properties else None
        return _Contact(str(row.id), addresses, out)

    def _written(self, ref: RecordRef, said: str, *, already: bool = False) -> Written:
        return Written(
            ref,
            {"opted_out": "true" if already else "false"},
            {"opted_out": "true"},
            atomic=False,
            answer=f"{said} at {self._portal.now():%Y-%m-%dT%H:%M:%SZ}",
            already=already,
        )


def _path(address: str) -> str:
    return f"/communication-preferences/v4/statuses/{quote(address, safe='')}"
