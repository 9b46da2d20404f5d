"""Consent in Salesforce: Email Opt Out on every contact and lead that has the address (Object Reference).

A field that field-level security hides looks exactly like one that is not set, so what cannot be seen is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simple_salesforce.format import format_soql

from bot.crm_mail import Consent
from bot.errors import Forbidden, Gone, Unavailable
from bot.records import Written
from bot.values import RecordKind, RecordRef
from integrations.crm.addresses import checked_address
from integrations.crm.calls import LostAnswerError
from integrations.crm.salesforce_fields import checked_id
from integrations.crm.salesforce_reader import SalesforceReader
from integrations.crm.salesforce_schemas import SalesforceSchemas
from integrations.crm.salesforce_session import SalesforceSession
from integrations.crm.salesforce_us import Us

OPT_OUT = "HasOptedOutOfEmail"
PEOPLE: Mapping[str, RecordKind] = {"Contact": "contact", "Lead": "lead"}
_MEND = "show Email Opt Out to the integration user"


@dataclass(frozen=True)
class _Person:
    """A contact or lead with the address. `out` is None where that is hidden; a converted lead is history."""

    sobject: str
    id: str
    out: bool | None
    closed: bool

    @property
    def ref(self) -> RecordRef:
        return RecordRef(PEOPLE[self.sobject], self.id)


class SalesforceConsent:
    """Reads and sets the opt-out; there is no way to take one back."""

    def __init__(
        self, session: SalesforceSession, schemas: SalesforceSchemas, reader: SalesforceReader, us: Us
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._reader = reader
        self._us = us

    def consent(self, address: str) -> Consent:
        """As the port says; two calls. Any opt-out denies, also one on a lead that was converted since."""
        address = checked_address(address)
        people: list[_Person] = []
        hidden: list[str] = []
        for sobject in PEOPLE:
            try:
                found = self._people(sobject, address)
            except (Forbidden, Gone):
                hidden.append(sobject)
                continue
            people += found
            if not self._sees(sobject):
                hidden.append(sobject)
        records, addresses = tuple(each.ref for each in people), (address,)
        if out := [each for each in people if each.out]:
            said = f"{', '.join(str(each.ref) for each in out)}: Email Opt Out is set"
            return Consent("deny", said, records, addresses)
        if hidden:
            said = f"Email Opt Out of {' and '.join(hidden)} is hidden from us; {_MEND}"
            return Consent("unknown", said, records, addresses)
        said = f"no opt-out on {len(records)} records" if records else "no record has this address"
        return Consent("allow", said, records, addresses)

    def opt_out(self, address: str, key: str) -> tuple[Written, ...]:
        """Set Email Opt Out wherever the address stands; a lead that was converted cannot be changed any more."""
        del key  # setting it twice is setting it once, so that nothing has to be recognised
        address = checked_address(address)
        written: list[Written] = []
        blocked: list[_Person] = []
        for sobject in PEOPLE:
            try:
                people = self._people(sobject, address)
            except (Forbidden, Gone):
                continue  # nothing of that kind is shown to us; `consent` answers unknown for it
            for each in people:
                if each.out:
                    written.append(self._written(each, "Nothing to write: it was opted out", already=True))
                elif not each.closed:
                    self._set(each, written, blocked)
        if blocked:
            refs = ", ".join(str(each.ref) for each in blocked)
            raise Forbidden(f"We may not set Email Opt Out on {refs}; {_MEND}.", what=OPT_OUT)
        return tuple(written)

    def _set(self, person: _Person, written: list[Written], blocked: list[_Person]) -> None:
        field = self._schemas.described(person.sobject).get(OPT_OUT)
        if field is None or not field.get("updateable"):
            blocked.append(person)
            return
        said = "204 No Content"
        try:
            self._session.call(
                lambda sf: getattr(sf, person.sobject).update(checked_id(person.id), {OPT_OUT: True}),
                writes=True,
            )
        except Forbidden:
            self._schemas.forget()
            blocked.append(person)
            return
        except Gone:
            return  # deleted between the look and the write
        except LostAnswerError as lost:
            if not self._is_out(person):
                raise Unavailable("Salesforce did not answer; try again.", raw=str(lost)) from lost
            said = "No answer, but reading shows it written"
        written.append(self._written(person, said))

    def _is_out(self, person: _Person) -> bool:
        text = format_soql(
            "SELECT {:literal} FROM {:literal} WHERE Id = {}", OPT_OUT, person.sobject, checked_id(person.id)
        )
        return any(row[OPT_OUT] for row in self._reader.query(text))

    def _people(self, sobject: str, address: str) -> list[_Person]:
        names = ["Id", *(["IsConverted"] if sobject == "Lead" else [])]
        if self._sees(sobject):
            names.append(OPT_OUT)
        asked = "SELECT {:literal} FROM {:literal} WHERE Email = {} ORDER BY Id"
        rows: list[Mapping[str, Any]] = self._reader.query(
            format_soql(asked, ", ".join(names), sobject, address)
        )
        return [
            _Person(sobject, str(row["Id"]), row.get(OPT_OUT), bool(row.get("IsConverted"))) for row in rows
        ]

    def _sees(self, sobject: str) -> bool:
        return OPT_OUT in self._schemas.described(sobject)

    def _written(self, person: _Person, said: str, *, already: bool = False) -> Written:
        return Written(
            person.ref,
            {"opted_out": "true" if already else "false"},
            {"opted_out": "true"},
            atomic=True,
            answer=self._us.stamped(said),
            already=already,
        )
