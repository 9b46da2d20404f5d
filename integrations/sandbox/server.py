"""The whole sandbox as one app: local Slack, both local CRMs, mail, the world's clock and the page a person sees."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from integrations.sandbox.clock import ClockDesk, iso
from integrations.sandbox.front import PATHS, PUBLIC_URL, Front
from integrations.sandbox.hubspot import HubSpotServer
from integrations.sandbox.live import Live
from integrations.sandbox.mail_page import MailPage
from integrations.sandbox.mail_post import PostOffice
from integrations.sandbox.mail_story import MailStory
from integrations.sandbox.salesforce import SalesforceServer
from integrations.sandbox.slack import SlackServer
from integrations.sandbox.story import Story
from integrations.sandbox.world import World

CRMS = ("hubspot", "salesforce")
_PAGE = Path(__file__).parent / "page"
_PAGE_HEADERS = {
    # Text from a CRM or from Slack is never markup here; should a drawing function slip, nothing of it runs.
    b"content-security-policy": b"default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'",
    b"x-content-type-options": b"nosniff",
    b"cache-control": b"no-cache",
}


class Sandbox:
    """One sandbox: `app` answers everything; the servers are there for tests that look behind the wire.

    It has mail while `post.open()` is entered.

    Args:
        world: what everybody agrees on before anything happens; taken over, not copied.
        crm: the CRM the page shows; both answer on the wire.
        slack: a Slack with settings of its own (HTTP mode, another deadline), else the default one.
        hubspot: a HubSpot with settings of its own (key fields), else the default one.
        salesforce: a Salesforce with settings of its own, else the default one.
        live: the pings; give the one that the given servers were built with.
    """

    def __init__(
        self,
        world: World,
        *,
        crm: str = "hubspot",
        live: Live | None = None,
        slack: SlackServer | None = None,
        hubspot: HubSpotServer | None = None,
        salesforce: SalesforceServer | None = None,
    ) -> None:
        self.world = world
        self.crm = crm
        self.live = live or Live()
        self.started_at = world.clock.now()
        self.slack = slack or SlackServer(world, self.live)
        self.hubspot = hubspot or HubSpotServer(world, self.live)
        self.salesforce = salesforce or SalesforceServer(world, self.live)
        self.post = PostOffice(world, self.live)
        self.front = Front()
        self._clock = ClockDesk(world.clock, self.live)
        servers = [*self.slack.routes(), *self.hubspot.routes(), *self.salesforce.routes()]
        servers += MailPage(self.post, self.front).routes()
        mail = MailStory(world, self.post)
        self.story = Story(world, crm, Router(servers), self._clock, mail)
        self.app = Starlette(routes=[*servers, *self._own_routes()])

    def _own_routes(self) -> list[BaseRoute]:
        page = Mount("/", StaticFiles(directory=_PAGE, html=True), middleware=[Middleware(_WithPageHeaders)])
        return [
            Route("/clock", self._clock.endpoint, methods=["GET", "POST"]),
            Route("/page/config", self._config, methods=["GET"]),
            Route("/page/live", self.live.endpoint, methods=["GET"]),
            Route("/page/happen", self._happen, methods=["POST"]),
            Route("/page/front", self._open_front, methods=["POST"]),
            *(Route(path, self.front.endpoint, methods=["GET", "POST"]) for path in PATHS),
            page,
        ]

    async def _config(self, _request: Request) -> Response:
        told = {
            "crm": self.crm,
            "start": iso(self.started_at),
            "failing": await self.story.failing(),
            "mail": self.post.is_open,
            "mail_away": self.post.is_away,
            "public_url": PUBLIC_URL,
        }
        return JSONResponse(told)

    async def _open_front(self, request: Request) -> Response:
        """`{"port": n}`: where the app's own HTTP server is."""
        asked = await request.json()
        self.front.port = int(asked["port"])
        return JSONResponse({"public_url": PUBLIC_URL})

    async def _happen(self, request: Request) -> Response:
        try:
            asked = await request.json()
            happened = await self.story.happen(asked if isinstance(asked, dict) else {})
        except ValueError as refused:
            return JSONResponse({"error": str(refused)}, 400)
        return JSONResponse(happened)


class _WithPageHeaders:
    """Adds the page's safety headers to its files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_PAGE_HEADERS.items()]
            await send(message)

        await self._app(scope, receive, with_headers)


def build(world: World, *, crm: str = "hubspot", events_url: str | None = None) -> Sandbox:
    """The sandbox of `make demo`.

    Args:
        world: usually `seed.story()`.
        crm: "hubspot" or "salesforce": which one the page shows.
        events_url: the app's request URL in HTTP mode; None is Socket Mode.

    Raises:
        ValueError: a CRM nobody knows.
    """
    if crm not in CRMS:
        raise ValueError(f"crm is one of {', '.join(CRMS)}, not {crm!r}")
    live = Live()
    return Sandbox(world, crm=crm, live=live, slack=SlackServer(world, live, events_url=events_url))
