"""The session with HubSpot: one connection pool with time-outs and a pace, answers or house errors.

Built on hubspot-api-client. Its sub-clients make a pool each, without time-outs, and its retries either leave POST and
PATCH alone or repeat a create whose connection was cut; so the pool here never retries, and `call` does.
"""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import urllib3
from hubspot import HubSpot
from hubspot.crm.associations.v4.exceptions import ApiException as AssociationsRefused
from hubspot.crm.associations.v4.schema.exceptions import ApiException as DefinitionsRefused
from hubspot.crm.objects.exceptions import ApiException as ObjectsRefused
from hubspot.crm.owners.exceptions import ApiException as OwnersRefused
from hubspot.crm.pipelines.exceptions import ApiException as PipelinesRefused
from hubspot.crm.properties.exceptions import ApiException as PropertiesRefused
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from bot.crm import Usage
from bot.errors import Unavailable
from integrations.crm.calls import Bucket, LostAnswerError, Patience, Wait
from integrations.crm.hubspot_errors import refusal
from integrations.crm.wire import Watcher, exchange

ADDRESS = "https://api.hubapi.com"
CONNECT_SECONDS, READ_SECONDS = 3.05, 30.0
CALLS, CALLS_SECONDS = 170, 10.0  # of a private app's 190; the rest is for whoever else uses the token
SEARCHES, SEARCH_SECONDS = 4, 1.0  # of the account's 5 a second
REFUSED = (
    ObjectsRefused,
    AssociationsRefused,
    DefinitionsRefused,
    OwnersRefused,
    PipelinesRefused,
    PropertiesRefused,
)

T = TypeVar("T")


class PacedPool(urllib3.PoolManager):
    """All connections to HubSpot: paced, with time-outs, never retrying or following redirects by itself."""

    def __init__(
        self,
        watcher: Watcher | None,
        wait: Wait,
        limits: Callable[[Mapping[str, str]], None],
        read_seconds: float,
    ) -> None:
        super().__init__(num_pools=2, maxsize=10, block=False)
        self._timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=read_seconds)
        self._watcher = watcher
        self._limits = limits
        self._calls = Bucket(CALLS, CALLS_SECONDS, wait)
        self._searches = Bucket(SEARCHES, SEARCH_SECONDS, wait)

    def urlopen(  # type: ignore[override]  # answers urllib3's own response class
        self,
        method: str,
        url: str,
        redirect: bool = True,
        **more: Any,  # noqa: ANN401  # whatever urllib3 takes
    ) -> urllib3.BaseHTTPResponse:
        del redirect
        self._calls.take()
        if url.split("?", 1)[0].endswith("/search"):
            self._searches.take()
        more |= {"timeout": more.get("timeout") or self._timeout, "retries": False}
        response: urllib3.BaseHTTPResponse | None = None
        try:
            response = super().urlopen(method, url, redirect=False, **more)
        finally:
            if self._watcher is not None:
                status, data = (response.status, response.data) if response is not None else (None, None)
                self._watcher(exchange(method, url, more.get("body"), status, data))
        self._limits(response.headers)
        return response


class HubSpotSession:
    """Calls HubSpot; safe from several threads.

    Args:
        token: A private app's access token.
        url: The address of the API.
        patience: How often refused calls are tried.
        watcher: Told of every HTTP exchange.
        wait: Waits so many seconds for the pace.
        read_seconds: How long an answer may take.
    """

    def __init__(
        self,
        token: str,
        *,
        url: str = ADDRESS,
        patience: Patience | None = None,
        watcher: Watcher | None = None,
        wait: Wait = time.sleep,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._token = token
        self._patience = patience or Patience(wait)
        self._pool = PacedPool(watcher, wait, self._note_limits, read_seconds)
        self._limits_lock = threading.Lock()
        self._daily: tuple[int, int] | None = None
        # `api_factory` is the library's own hook for how a sub-client is built; each access would build another.
        client = HubSpot(access_token=token, host=url.rstrip("/"), api_factory=self._built)
        self.objects: Any = client.crm.objects.basic_api
        self.batches: Any = client.crm.objects.batch_api
        self.searches: Any = client.crm.objects.search_api
        self.links: Any = client.crm.associations.v4.basic_api
        self.link_batches: Any = client.crm.associations.v4.batch_api
        self.link_types: Any = client.crm.associations.v4.schema.definitions_api
        self.owners: Any = client.crm.owners.owners_api
        self.pipelines: Any = client.crm.pipelines.pipelines_api
        self.properties: Any = client.crm.properties.core_api

    def call(self, ask: Callable[[], T], *, writes: bool = False) -> T:
        """What `ask` answers.

        Raises:
            CrmError: By the table in hubspot_errors.
            LostAnswerError: A write left and no answer came.
        """
        return self._patience.keep_trying(lambda: self._asked(ask, writes=writes), reads=not writes)

    def ask(
        self, method: str, path: str, query: Mapping[str, str] | None = None, body: object = None
    ) -> Mapping[str, Any]:
        """An address that the library has no class for, through its own client all the same; inside `call`."""
        answer = self.objects.api_client.call_api(
            path,
            method,
            query_params=list((query or {}).items()),
            header_params={"Accept": "application/json"},
            body=body,
            response_types_map={200: "object"},
            auth_settings=["oauth2"],
            _return_http_data_only=True,
        )
        return dict(answer or {})

    def details(self) -> Mapping[str, Any]:
        """The account: portal id, zone, currency, address of its pages."""
        return self.call(lambda: self.ask("GET", "/account-info/v3/details"))

    def token_info(self) -> Mapping[str, Any]:
        """Which app the token belongs to, and its scopes."""
        path, body = "/oauth/v2/private-apps/get/access-token-info", {"tokenKey": self._token}
        return self.call(lambda: self.ask("POST", path, body=body))

    def usage(self) -> Usage:
        """Calls used of the day's allowance, as the last answer said."""
        used, allowed = self._daily or (None, None)
        return Usage(used, allowed, "day")

    def close(self) -> None:
        """Close the pooled connections."""
        self._pool.clear()

    def _asked(self, ask: Callable[[], T], *, writes: bool) -> T:
        try:
            return ask()
        except REFUSED as error:
            raise refusal(error.status or 0, error.body, error.headers, writes=writes) from error
        except (NewConnectionError, ConnectTimeoutError) as error:
            raise Unavailable("HubSpot could not be reached.", raw=str(error)) from error
        except HTTPError as error:
            if writes:
                raise LostAnswerError(str(error)) from error
            raise Unavailable("HubSpot did not answer.", raw=str(error)) from error

    def _built(self, package: Any, api_name: str, settings: Mapping[str, Any]) -> Any:  # noqa: ANN401  # untyped
        configuration = package.Configuration()
        configuration.host = settings["host"]
        configuration.access_token = settings["access_token"]
        client = package.ApiClient(configuration=configuration)
        client.rest_client.pool_manager = self._pool
        client.user_agent = "dealhand"
        return getattr(package, api_name)(api_client=client)

    def _note_limits(self, headers: Mapping[str, str]) -> None:
        allowed, left = (
            headers.get("X-HubSpot-RateLimit-Daily"),
            headers.get("X-HubSpot-RateLimit-Daily-Remaining"),
        )
        if allowed and left and allowed.isdigit() and left.isdigit():
            with self._limits_lock:
                self._daily = int(allowed) - int(left), int(allowed)
