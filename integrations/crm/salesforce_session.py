"""The session with Salesforce: one host and no other, a token that is renewed once, answers or house errors.

Built on simple-salesforce's direct mode, which never refreshes by itself: its own refresh replays a request without
the caller's headers, so that a conditional write becomes an unconditional one, and may recurse without end.
"""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceError
from simple_salesforce.login import SalesforceLogin
from urllib3.exceptions import NewConnectionError

from bot.crm import Usage
from bot.errors import AuthExpired, SettingError, Unavailable
from integrations.crm.calls import LostAnswerError, Patience
from integrations.crm.salesforce_errors import translated
from integrations.crm.wire import Watcher, exchange

API_VERSION = "60.0"
CONNECT_SECONDS, READ_SECONDS = 3.05, 30.0
_SUFFIX = ".salesforce.com"
_HOST = re.compile(r"[a-z0-9][a-z0-9.-]*\.salesforce\.com")
_USAGE = re.compile(r"api-usage=(\d+)/(\d+)")

T = TypeVar("T")


@dataclass(frozen=True)
class ClientCredentials:
    """OAuth 2.0 client credentials flow (Salesforce Help, "OAuth 2.0 Client Credentials Flow")."""

    client_id: str
    client_secret: str


@dataclass(frozen=True)
class JwtBearer:
    """OAuth 2.0 JWT bearer flow. `private_key` is PEM text.

    `audience` and `token_host` are hosts; External Client Apps want the My Domain in both.
    """

    client_id: str
    username: str
    private_key: str
    audience: str = "login.salesforce.com"
    token_host: str | None = None


SalesforceCredentials = ClientCredentials | JwtBearer


class PinnedHost(HTTPAdapter):
    """Sends what is meant for one host to the configured address, with time-outs; tells the watcher."""

    def __init__(self, address: str, watcher: Watcher | None, read_seconds: float) -> None:
        self._timeout = (CONNECT_SECONDS, read_seconds)
        self._address = urlsplit(address)
        self._watcher = watcher
        super().__init__()

    def send(  # type: ignore[override]  # requests' own stubs list each keyword
        self,
        request: requests.PreparedRequest,
        **more: Any,  # noqa: ANN401  # whatever requests hands on
    ) -> requests.Response:
        asked = request.url or ""
        sent = request.copy()
        parts = urlsplit(asked)
        path = self._address.path.rstrip("/") + parts.path
        sent.url = urlunsplit((self._address.scheme, self._address.netloc, path, parts.query, ""))
        more["timeout"] = more.get("timeout") or self._timeout
        more["proxies"] = get_environ_proxies(sent.url)
        response: requests.Response | None = None
        try:
            response = super().send(sent, **more)
        finally:
            if self._watcher is not None:
                status, content = (
                    (response.status_code, response.content) if response is not None else (None, None)
                )
                self._watcher(exchange(request.method or "", asked, request.body, status, content))
        response.url, response.request = asked, request
        return response


class TokenProvider:
    """The access token, fetched through simple-salesforce's login, by one thread at a time."""

    def __init__(self, credentials: SalesforceCredentials, domain: str, session: requests.Session) -> None:
        self._credentials = credentials
        self._domain = domain
        self._session = session
        self._lock = threading.Lock()
        self._token: str | None = None

    def token(self, *, instead_of: str | None = None) -> str:
        """The current token; a new one if the current one is `instead_of`.

        Raises:
            AuthExpired, RateLimited, Unavailable: The token endpoint refused or did not answer.
        """
        with self._lock:
            if self._token is None or self._token == instead_of:
                self._token = None
                self._token = self._fetch()
            return self._token

    def _fetch(self) -> str:
        try:
            asked: dict[str, Any] = self._asked()
            token, _instance = SalesforceLogin(session=self._session, sf_version=API_VERSION, **asked)
        except SalesforceError as error:
            raise translated(error, writes=False) from error
        except requests.RequestException as error:
            raise Unavailable("Salesforce's login could not be reached.", raw=str(error)) from error
        return str(token)

    def _asked(self) -> dict[str, str]:
        own = self._domain.removesuffix(_SUFFIX)
        match self._credentials:
            case ClientCredentials(client_id, client_secret):
                return {"consumer_key": client_id, "consumer_secret": client_secret, "domain": own}
            case JwtBearer(client_id, username, private_key, audience, token_host):
                return {
                    "consumer_key": client_id,
                    "username": username,
                    "privatekey": private_key,
                    "domain": audience.removesuffix(_SUFFIX),
                    "instance_url": (token_host or self._domain).removesuffix(_SUFFIX),
                }


class SalesforceSession:
    """Calls Salesforce; safe from several threads.

    Args:
        credentials: How we log in.
        domain: The My Domain host; it stays in links and logs wherever requests really go.
        url: The address that requests are sent to; None means the domain itself.
        patience: How often refused calls are tried.
        watcher: Told of every HTTP exchange.
        read_seconds: How long an answer may take.

    Raises:
        SettingError: The domain is no Salesforce host.
    """

    def __init__(
        self,
        credentials: SalesforceCredentials,
        *,
        domain: str,
        url: str | None,
        patience: Patience,
        watcher: Watcher | None,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        domain = domain.lower()
        hosts = {domain}
        if isinstance(credentials, JwtBearer) and credentials.token_host:
            hosts.add(credentials.token_host)
        self.domain = domain
        self._patience = patience
        self._session = requests.Session()
        # Nobody but the hosts below: a redirect, or an id that is an address, must not take the token elsewhere.
        self._session.adapters.clear()
        for host in hosts:
            if not _HOST.fullmatch(host):
                raise SettingError(
                    f"SALESFORCE_DOMAIN: {host!r} is not a Salesforce My Domain such as acme.my.salesforce.com"
                )
            self._session.mount(
                f"https://{host}/", PinnedHost(url or f"https://{host}", watcher, read_seconds)
            )
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.hooks["response"].append(self._note_usage)
        self._tokens = TokenProvider(credentials, domain, self._session)
        self._usage: tuple[int, int] | None = None

    def call(self, ask: Callable[[Salesforce], T], *, writes: bool = False) -> T:
        """What `ask` answers, with the token renewed once where the session had expired.

        Raises:
            CrmError: By the table in salesforce_errors.
            ChangedMeanwhileError: A conditional write was refused (412).
            LostAnswerError: A write left and no answer came.
        """
        return self._patience.keep_trying(lambda: self._once(ask, writes=writes), reads=not writes)

    def usage(self) -> Usage:
        """Calls used of the rolling day's allowance, as the last answer said."""
        used, allowed = self._usage or (None, None)
        return Usage(used, allowed, "rolling 24 hours")

    def close(self) -> None:
        """Close the pooled connections."""
        self._session.close()

    def _once(self, ask: Callable[[Salesforce], T], *, writes: bool) -> T:
        token = self._tokens.token()
        try:
            return self._asked(ask, token, writes=writes)
        except AuthExpired:
            # A refused token wrote nothing, so the same closure, headers and all, may go once more.
            return self._asked(ask, self._tokens.token(instead_of=token), writes=writes)

    def _asked(self, ask: Callable[[Salesforce], T], token: str, *, writes: bool) -> T:
        client = Salesforce(
            session_id=token,
            instance_url=f"https://{self.domain}",
            session=self._session,
            version=API_VERSION,
        )
        try:
            return ask(client)
        except SalesforceError as error:
            raise translated(error, writes=writes) from error
        except (requests.ConnectTimeout, requests.exceptions.InvalidSchema) as error:
            raise Unavailable("Salesforce could not be reached.", raw=str(error)) from error
        except requests.RequestException as error:
            if writes and not _never_left(error):
                raise LostAnswerError(str(error)) from error
            raise Unavailable("Salesforce did not answer.", raw=str(error)) from error

    def _note_usage(self, response: requests.Response, *_: object, **__: object) -> None:
        found = _USAGE.search(response.headers.get("Sforce-Limit-Info", ""))
        if found:
            self._usage = int(found[1]), int(found[2])


def _never_left(error: requests.RequestException) -> bool:
    """Whether no connection was made, so that nothing can have been written."""
    if isinstance(error, requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return True
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)
