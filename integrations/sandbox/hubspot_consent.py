"""Communication preferences of the local HubSpot: they belong to an address, whoever has it, and outlive the record.

Shapes follow developers.hubspot.com, "Subscription preferences" v3 and v4. The switch word `communication_preferences`
takes the scope away: armed in `hide_field` for reading, in `forbid_write` for writing.
"""

from collections.abc import Mapping, Sequence

from starlette.routing import BaseRoute

from integrations.sandbox.hubspot_errors import invalid_input, missing_scopes
from integrations.sandbox.hubspot_kinds import CONTACTS
from integrations.sandbox.hubspot_records import CALCULATED
from integrations.sandbox.hubspot_seed import AGE, Seeded
from integrations.sandbox.hubspot_store import Store
from integrations.sandbox.hubspot_values import stamp
from integrations.sandbox.hubspot_wire import Answer, Call, Wire

SWITCH = "communication_preferences"
ONE_TO_ONE, MARKETING = 7_300_001, 7_300_002
SUBSCRIPTIONS = {ONE_TO_ONE: "One to One", MARKETING: "Marketing Information"}
_V3, _V4 = "/communication-preferences/v3", "/communication-preferences/v4/statuses/{address}"
_STATES = ("SUBSCRIBED", "UNSUBSCRIBED", "NOT_SPECIFIED")


class Consent:
    """The handlers for the preferences of one address."""

    def __init__(self, store: Store, seeded: Seeded, wire: Wire) -> None:
        self._store = store
        self._wide = seeded.opted_out
        self._single: dict[tuple[str, int], str] = {}
        self._wire = wire
        self._opened = store.clock.now() - AGE

    def routes(self) -> list[BaseRoute]:
        """Every route of this part."""
        route = self._wire.route
        return [
            route(f"{_V3}/status/email/{{address}}", "GET", self.v3),
            route(_V4, "GET", self.statuses),
            route(_V4, "POST", self.set_one, writes=True),
            route(f"{_V4}/unsubscribe-all", "GET", self.wide),
            route(f"{_V4}/unsubscribe-all", "POST", self.unsubscribe, writes=True),
        ]

    def v3(self, call: Call) -> Answer:
        """The older answer knows subscribed or not; an address that opted out of everything says so portal-wide."""
        self._may_read()
        address, wide = _address(call), _address(call) in self._wide
        rows = [
            {
                "id": str(number),
                "name": name,
                "description": f"{name} emails",
                "status": "NOT_SUBSCRIBED"
                if self._status(address, number) == "UNSUBSCRIBED"
                else "SUBSCRIBED",
                "sourceOfStatus": "PORTAL_WIDE_STATUS" if wide else "SUBSCRIPTION_STATUS",
                "brandId": None,
                "preferenceGroupName": None,
                "legalBasis": None,
                "legalBasisExplanation": None,
            }
            for number, name in SUBSCRIPTIONS.items()
        ]
        return Answer(200, {"recipient": call.path["address"], "subscriptionStatuses": rows})

    def statuses(self, call: Call) -> Answer:
        """One row a subscription; an address that never said anything is NOT_SPECIFIED."""
        self._may_read()
        return self._page(call, *self._rows(_address(call)))

    def wide(self, call: Call) -> Answer:
        """The portal-wide answer; an address that never opted out of everything has none."""
        self._may_read()
        return self._page(call, *self._wide_rows(_address(call)))

    def unsubscribe(self, call: Call) -> Answer:
        """From everything; a second time changes nothing. The contact's own flag follows."""
        self._may_write()
        if call.query.get("channel") != "EMAIL":
            raise invalid_input("channel must be EMAIL")
        address = _address(call)
        if address not in self._wide:
            self._wide.add(address)
            at = self._store.clock.write()
            for contact in self._store.live(CONTACTS):
                if contact.value("email") == address:
                    contact.put("hs_email_optout", "true", at, CALCULATED)
                    contact.put(CONTACTS.modified, stamp(at), at, CALCULATED)
        return self._page(call, *(self._rows(address) if call.flag("verbose") else ()))

    def set_one(self, call: Call) -> Answer:
        """One subscription of one address."""
        self._may_write()
        number, state = call.body.get("subscriptionId"), str(call.body.get("statusState"))
        if call.body.get("channel") != "EMAIL" or number not in SUBSCRIPTIONS or state not in _STATES:
            raise invalid_input("channel, subscriptionId or statusState is not valid")
        self._single[_address(call), int(number)] = state
        self._store.clock.write()
        rows = [one for one in self._rows(_address(call)) if one["subscriptionId"] == number]
        return self._listed(call, rows)

    def _status(self, address: str, number: int) -> str:
        return (
            "UNSUBSCRIBED" if address in self._wide else self._single.get((address, number), "NOT_SPECIFIED")
        )

    def _rows(self, address: str) -> list[dict[str, object]]:
        return [
            {
                "subscriptionId": number,
                "subscriptionName": name,
                "source": "CRM",
                "status": self._status(address, number),
            }
            for number, name in SUBSCRIPTIONS.items()
        ]

    def _wide_rows(self, address: str) -> list[dict[str, object]]:
        return [{"wideStatusType": "PORTAL_WIDE", "status": "UNSUBSCRIBED"}] if address in self._wide else []

    def _page(self, call: Call, *rows: Mapping[str, object]) -> Answer:
        if call.query.get("channel") != "EMAIL":
            raise invalid_input("channel must be EMAIL")
        return self._listed(call, rows)

    def _listed(self, call: Call, rows: Sequence[Mapping[str, object]]) -> Answer:
        at = stamp(self._store.clock.now())
        common = {
            "subscriberIdString": call.path["address"],
            "channel": "EMAIL",
            "timestamp": stamp(self._opened),
        }
        results = [{**common, **row} for row in rows]
        return Answer(200, {"status": "COMPLETE", "results": results, "startedAt": at, "completedAt": at})

    def _may_read(self) -> None:
        if SWITCH in self._wire.faults.names("hide_field"):
            raise missing_scopes("communication_preferences.read")

    def _may_write(self) -> None:
        if {SWITCH, "*"} & self._wire.faults.names("forbid_write"):
            raise missing_scopes("communication_preferences.read_write")


def _address(call: Call) -> str:
    return call.path["address"].lower()
