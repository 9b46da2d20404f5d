"""The HTTP server of this process, in a thread of its own."""

import socket
import threading
import time
from types import TracebackType

import uvicorn
from starlette.applications import Starlette

from bot.errors import SettingError

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  # compared with, not listened on
START_SECONDS = 10.0
STOP_SECONDS = 5.0


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Listening:
    """Serves `app` while the block lasts; gives the address. Raises SettingError when the port cannot be had."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(config)
        self._where = f"{host}:{port}"
        self._host = host
        self._thread = threading.Thread(target=self._run, name="dealhand-http", daemon=True)
        self._failed = False

    def _run(self) -> None:
        try:
            self._server.run()
        except SystemExit:  # how uvicorn says that it could not bind
            self._failed = True

    def __enter__(self) -> str:
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not self._server.started:
            if self._failed or not self._thread.is_alive() or time.monotonic() > deadline:
                raise SettingError(f"PORT: {self._where} cannot be used; is something else listening there?")
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://{self._host}:{port}"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join(STOP_SECONDS)


class Doorplate:
    """Where people reach our pages: PUBLIC_URL, else this machine's own address once something is served there.

    Args:
        public_url: without a slash at its end; None where there is none.
    """

    def __init__(self, public_url: str | None) -> None:
        self._public_url = public_url
        self._near = ""

    def served_at(self, address: str) -> None:
        """The server answers there now."""
        scheme, _, rest = address.partition("://")
        host, _, port = rest.rpartition(":")
        self._near = f"{scheme}://{_EVERYWHERE.get(host, host)}:{port}"

    def __call__(self) -> str:
        """The address without a slash at its end; empty while nothing is served."""
        return self._public_url or self._near
