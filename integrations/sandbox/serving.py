"""Runs a sandbox on a loopback port, in this thread or in one beside it."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import uvicorn

from integrations.sandbox.server import Sandbox

_START_SECONDS = 10.0
_STOP_SECONDS = 10.0


class SandboxServer(uvicorn.Server):
    """uvicorn that ends the page's streams first: it would wait for them for ever."""

    def __init__(self, sandbox: Sandbox, port: int = 0) -> None:
        """`port` 0 takes a free one; see `address`."""
        config = uvicorn.Config(
            sandbox.app,
            host="127.0.0.1",
            port=port,
            log_level="warning",
            lifespan="off",
            timeout_graceful_shutdown=2,
            ws="websockets-sansio",
        )
        super().__init__(config)
        self._live = sandbox.live

    @property
    def address(self) -> str:
        """http://127.0.0.1:PORT, once started."""
        return f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}"

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then stop as uvicorn does."""
        self._live.close()
        await super().shutdown(sockets)


@contextlib.contextmanager
def running(sandbox: Sandbox, port: int = 0) -> Iterator[str]:
    """The address of a sandbox that runs in a thread until the block ends.

    Raises:
        OSError: it did not start in time, for one because the port is taken.
    """
    server = SandboxServer(sandbox, port)
    thread = threading.Thread(target=server.run, name="sandbox", daemon=True)
    thread.start()
    deadline = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise OSError(f"the sandbox could not start on port {port}")
        time.sleep(0.01)
    try:
        yield server.address
    finally:
        server.should_exit = True
        thread.join(_STOP_SECONDS)
