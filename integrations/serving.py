"""The HTTP server of this process, in a thread of its own."""

import socket
import threading
import time
from types import TracebackType

import uvicorn
from starlette.applications import Starlette

from bot.errors import SettingError

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
