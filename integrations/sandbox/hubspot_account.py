"""Owners, pipelines, property definitions, account and token: what is not a record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.routing import BaseRoute

from integrations.sandbox.hubspot_errors import PORTAL_ID, ApiError, Json, invalid_input
from integrations.sandbox.hubspot_kinds import DEALS, Kind
from integrations.sandbox.hubspot_properties import PIPELINE, STAGE_IDS
from integrations.sandbox.hubspot_records import APP_ID
from integrations.sandbox.hubspot_schema import Property
from integrations.sandbox.hubspot_seed import ACCOUNT_ZONE, AGE, Owner, Seeded
from integrations.sandbox.hubspot_store import Store
from integrations.sandbox.hubspot_values import stamp
from integrations.sandbox.hubspot_wire import TOKEN, Answer, Call, Wire
from integrations.sandbox.world import STAGES

SCOPES = (
    "oauth",
    *(
        f"crm.objects.{one}.{right}"
        for one in ("contacts", "companies", "deals")
        for right in ("read", "write")
    ),
    *(f"crm.schemas.{one}.read" for one in ("contacts", "companies", "deals")),
    "crm.objects.owners.read",
    "sales-email-read",
    "communication_preferences.read",
    "communication_preferences.read_write",
)
_PIPELINES = "/crm/v3/pipelines/{kind}"
_PROPERTIES = "/crm/v3/properties/{kind}"


class Account:
    """The handlers for everything around the records."""

    def __init__(self, store: Store, seeded: Seeded, wire: Wire) -> None:
        self.store = store
        self.seeded = seeded
        self.wire = wire
        self._opened: datetime = store.clock.now() - AGE

    def routes(self) -> list[BaseRoute]:
        """Every route of this part; the owners' list answers with and without its slash."""
        route = self.wire.route
        return [
            route("/crm/v3/owners/", "GET", self.owners),
            route("/crm/v3/owners", "GET", self.owners),
            route("/crm/v3/owners/{id}", "GET", self.owner),
            route(_PIPELINES, "GET", self.pipelines),
            route(f"{_PIPELINES}/{{pipeline}}", "GET", self.pipeline),
            route(f"{_PIPELINES}/{{pipeline}}/stages", "GET", self.stages),
            route(_PROPERTIES, "GET", self.properties),
            route(_PROPERTIES, "POST", self.add_property, writes=True, scope="crm.schemas.{kind}.write"),
            route(f"{_PROPERTIES}/{{name}}", "GET", self.property),
            route("/account-info/v3/details", "GET", self.details),
            route("/oauth/v2/private-apps/get/access-token-info", "POST", self.token),
        ]

    def owners(self, call: Call) -> Answer:
        """Active owners, or those who left with archived=true; `email` picks one."""
        email, archived = call.query.get("email", "").lower(), call.flag("archived")
        after, limit = call.number("after", 0), call.number("limit", 100)
        found = [
            one
            for one in self.seeded.owners.values()
            if one.archived == archived
            and email in ("", one.colleague.email.lower())
            and int(one.id) >= after
        ]
        body: Json = {"results": [self._owner(one) for one in found[:limit]]}
        if len(found) > limit:
            body["paging"] = {"next": {"after": found[limit].id, "link": f"?after={found[limit].id}"}}
        return Answer(200, body)

    def owner(self, call: Call) -> Answer:
        """One owner by owner id, or by user id with idProperty=userId."""
        archived = call.flag("archived")
        for one in self.seeded.owners.values():
            identity = str(one.user_id) if call.query.get("idProperty") == "userId" else one.id
            if identity == call.path["id"] and one.archived == archived:
                return Answer(200, self._owner(one))
        raise ApiError(404, "resource not found")

    def pipelines(self, call: Call) -> Answer:
        """The one sales pipeline."""
        return Answer(200, {"results": [self._pipeline(call.kind())]})

    def pipeline(self, call: Call) -> Answer:
        """The sales pipeline by its id."""
        return Answer(200, self._pipeline(call.kind(), call.path["pipeline"]))

    def stages(self, call: Call) -> Answer:
        """The stages of the sales pipeline."""
        return Answer(200, {"results": self._pipeline(call.kind(), call.path["pipeline"])["stages"]})

    def properties(self, call: Call) -> Answer:
        """Every definition of a type that the app may see."""
        return Answer(200, {"results": [self._dated(one) for one in self.store.schema.visible(call.kind())]})

    def property(self, call: Call) -> Answer:
        """One definition."""
        found = self.store.schema.find(call.kind(), call.path["name"])
        if found is None:
            name = call.path["name"]
            raise ApiError(
                404, f"Property {name} does not exist", "OBJECT_NOT_FOUND", context={"propertyName": [name]}
            )
        return Answer(200, self._dated(found))

    def add_property(self, call: Call) -> Answer:
        """A property of the customer's own."""
        new = _new_property(call.body)
        self.store.schema.add(call.kind(), new)
        self.store.clock.write()
        return Answer(201, self._dated(new))

    def details(self, _call: Call) -> Answer:
        """The account's number, zone and currency."""
        offset = self.store.clock.now().astimezone(ZoneInfo(ACCOUNT_ZONE)).utcoffset()
        seconds = int(offset.total_seconds()) if offset else 0
        sign = "-" if seconds < 0 else "+"
        return Answer(
            200,
            {
                "portalId": PORTAL_ID,
                "accountType": "STANDARD",
                "timeZone": ACCOUNT_ZONE,
                "companyCurrency": "USD",
                "additionalCurrencies": [],
                "utcOffset": f"{sign}{abs(seconds) // 3600:02d}:{abs(seconds) % 3600 // 60:02d}",
                "utcOffsetMilliseconds": seconds * 1000,
                "uiDomain": "app.hubspot.com",
                "dataHostingLocation": "na1",
            },
        )

    def token(self, call: Call) -> Answer:
        """What a private app's token may do. Raises ApiError 404 for a token nobody has."""
        if call.body.get("tokenKey") != TOKEN:
            raise ApiError(404, "resource not found")
        admins = [one for one in self.seeded.owners.values() if one.colleague.admin]
        user = admins[0].user_id if admins else 0
        return Answer(200, {"userId": user, "hubId": PORTAL_ID, "appId": APP_ID, "scopes": list(SCOPES)})

    def _owner(self, one: Owner) -> Json:
        first, _, last = one.colleague.name.partition(" ")
        at = stamp(self._opened)
        return {
            "id": one.id,
            "email": one.colleague.email,
            "firstName": first,
            "lastName": last,
            "type": "PERSON",
            "userId": None if one.archived else one.user_id,
            "userIdIncludingInactive": one.user_id,
            "createdAt": at,
            "updatedAt": at,
            "archived": one.archived,
            "teams": [],
        }

    def _pipeline(self, kind: Kind, name: str = PIPELINE) -> Json:
        if kind is not DEALS or name != PIPELINE:
            raise ApiError(404, "resource not found")
        dates = {"createdAt": stamp(self._opened), "updatedAt": stamp(self._opened), "archived": False}
        stages = [
            {
                "id": STAGE_IDS[key],
                "label": label,
                "displayOrder": order,
                "metadata": {"isClosed": str(closed).lower(), "probability": str(per_cent / 100)},
                "writePermissions": "CRM_PERMISSIONS_ENFORCEMENT",
                **dates,
            }
            for order, (key, label, closed, _won, per_cent) in enumerate(STAGES)
        ]
        return {"id": PIPELINE, "label": "Sales Pipeline", "displayOrder": 0, "stages": stages, **dates}

    def _dated(self, one: Property) -> Json:
        return {**one.as_json(), "createdAt": stamp(self._opened), "updatedAt": stamp(self._opened)}


def _new_property(given: Mapping[str, Any]) -> Property:
    needed = ("name", "label", "type", "fieldType", "groupName")
    if missing := [name for name in needed if not given.get(name)]:
        raise invalid_input(f"Some required fields were not set: {', '.join(missing)}")
    options: Sequence[Mapping[str, Any]] = given.get("options") or ()
    return Property(
        str(given["name"]),
        str(given["label"]),
        str(given["type"]),
        str(given["fieldType"]),
        tuple((str(one["value"]), str(one["label"])) for one in options),
        unique=bool(given.get("hasUniqueValue")),
        hidden=bool(given.get("hidden")),
        custom=True,
        group=str(given["groupName"]),
        description=str(given.get("description") or ""),
    )
