"""The local HubSpot: the CRM v3 and v4 wire format over the seeded world, for hubspot-api-client.

`HubSpot(access_token="pat-sandbox", host="http://127.0.0.1:PORT/hubspot")` redirects all of the library.
"""

from collections.abc import Callable
from datetime import timedelta
from threading import RLock

from starlette.routing import BaseRoute

from integrations.sandbox.hubspot_account import Account
from integrations.sandbox.hubspot_associations import Associations
from integrations.sandbox.hubspot_batch import Batches
from integrations.sandbox.hubspot_consent import Consent
from integrations.sandbox.hubspot_links import Links
from integrations.sandbox.hubspot_objects import Objects
from integrations.sandbox.hubspot_page import NEUTRAL, Page
from integrations.sandbox.hubspot_properties import default_schema
from integrations.sandbox.hubspot_search import Index
from integrations.sandbox.hubspot_seed import Seeding
from integrations.sandbox.hubspot_store import Store
from integrations.sandbox.hubspot_wire import Wire
from integrations.sandbox.world import World


class HubSpotServer:
    """One portal.

    `live(topic)` is called after every visible change. `search_lag` says how many seconds of the world's
    clock search stands behind the records. `key_fields` installs the unique `dealhand_key`, `primary_label` the
    deal-to-contact label "Primary contact".
    """

    def __init__(
        self,
        world: World,
        live: Callable[[str], None],
        *,
        search_lag: float = 2,
        key_fields: bool = False,
        primary_label: bool = False,
    ) -> None:
        self.lock = RLock()
        self.live = live
        self.wire = Wire(self.lock, lambda: live("crm"))
        self.faults = self.wire.faults
        schema = default_schema(key_fields=key_fields)
        schema.hidden = self.wire.hides
        self.store = Store(world.clock, schema, Links(primary_label=primary_label))
        self.seeded = Seeding(self.store, world).run()
        self.index = Index(self.store, timedelta(seconds=search_lag))

    def routes(self) -> list[BaseRoute]:
        """All routes, those of /hubspot and those of /page/hubspot."""
        objects = Objects(self.store, self.index, self.wire)
        account = Account(self.store, self.seeded, self.wire)
        consent = Consent(self.store, self.seeded, self.wire)
        associations = Associations(self.store, self.wire)
        page = Page(self.store, self.seeded, self.wire, self.id_of)
        parts = (Batches(objects), objects, associations, account, consent, page)
        return [route for part in parts for route in part.routes()]

    def id_of(self, kind: str, key: str) -> str:
        """The record id of a world key: `id_of("deal", "o1")`; also of an "owner". Raises KeyError."""
        if kind == "owner":
            return self.seeded.owners[key].id
        return self.seeded.ids[NEUTRAL[kind].plural, key]

    def archive_owner(self, key: str) -> None:
        """Let a colleague leave: their owner is archived, and what they own keeps their id."""
        with self.lock:
            self.seeded.owners[key].archived = True
