"""A Slack of one's own: the wire behaviour an app meets, in one process and without the internet.

An app reaches it with `WebClient(base_url=".../api/")` and either Socket Mode or signed HTTP; a browser page
plays the people. Ids, tokens and the signing secret are fixed and published, because they open nothing real.
"""

from collections.abc import Callable

from starlette.routing import BaseRoute, Route, WebSocketRoute

from integrations.sandbox.slack_api import SCOPES, Api
from integrations.sandbox.slack_delivery import RETRY_DELAYS, Courier, Transport
from integrations.sandbox.slack_hooks import Hooks
from integrations.sandbox.slack_http import SignedHttp
from integrations.sandbox.slack_interactions import Interactions
from integrations.sandbox.slack_modals import Modals
from integrations.sandbox.slack_page import Page
from integrations.sandbox.slack_socket import Sockets
from integrations.sandbox.slack_state import Workspace
from integrations.sandbox.world import World

SIGNING_SECRET = "sandbox-signing-secret"  # noqa: S105 -- published; it protects nothing real
EVENTS = frozenset({"app_home_opened", "app_mention", "message.im"})


class SlackServer:
    """One Slack team with one installed app.

    Args:
        world: the seeded people and the business clock.
        live: called with "slack", from any thread, after each visible change.
        events_url: the app's request URL; given, everything is delivered there by signed HTTP, else by
            Socket Mode.
        ack_deadline: seconds of machine time the app has to acknowledge (3 at Slack).
        trigger_seconds: machine seconds a trigger_id lives (3 at Slack).
        retry_delays: seconds to wait before each further try of an unacknowledged event.
        scopes: what the bot token was granted.
        events: subscribed bot events, as in the app's manifest.
    """

    def __init__(
        self,
        world: World,
        live: Callable[[str], None],
        *,
        events_url: str | None = None,
        ack_deadline: float = 3.0,
        trigger_seconds: float = 3.0,
        retry_delays: tuple[float, ...] = RETRY_DELAYS,
        scopes: frozenset[str] = SCOPES,
        events: frozenset[str] = EVENTS,
    ) -> None:
        self.workspace = Workspace(world, live, trigger_seconds)
        self._sockets = Sockets(self.workspace)
        transport: Transport = SignedHttp(events_url, SIGNING_SECRET) if events_url else self._sockets
        courier = Courier(self.workspace, transport, ack_deadline, retry_delays)
        interactions = Interactions(self.workspace, courier, events)
        modals = Modals(self.workspace, courier)
        self._api = Api(self.workspace, self._sockets.ticket, scopes)
        self._hooks = Hooks(self.workspace, interactions)
        self._page = Page(
            self.workspace,
            api=self._api,
            courier=courier,
            sockets=self._sockets,
            interactions=interactions,
            modals=modals,
        )

    def routes(self) -> list[BaseRoute]:
        """Everything this server answers, with full paths."""
        return [
            Route("/api/{method}", self._api.endpoint, methods=["GET", "POST"]),
            WebSocketRoute("/link/{ticket}", self._sockets.endpoint),
            Route("/hooks/{hook}", self._hooks.endpoint, methods=["POST"]),
            *self._page.routes(),
        ]
