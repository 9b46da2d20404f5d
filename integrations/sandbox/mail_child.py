"""What both local mail servers have in common: a port, a door that can be shut, and the same end as their parent.

Each runs in a process of its own. Its first line on standard input is its settings (JSON), each later one an order,
`"away"` or `"back"`; the end of the input is the end of the parent, however that came about, and of this process.
What it says goes to standard output, a line of JSON each, the first with its port.
"""

import asyncio
import json
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

Json = dict[str, Any]
Say = Callable[[Json], None]


class Door(Protocol):
    """A server that can stop listening, hang up on everybody, and come back at the same port."""

    async def open(self, port: int) -> int:
        """Listen there (0: anywhere free); gives the port."""

    def shut(self) -> None:
        """Stop listening and break every connection."""


def serve(build: Callable[[Json, Say], Awaitable[Door]]) -> None:
    """Run the server that `build` makes out of the settings, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    first = sys.stdin.buffer.readline()
    if first:
        asyncio.run(_run(build, json.loads(first)))


async def _run(build: Callable[[Json, Say], Awaitable[Door]], settings: Json) -> None:
    loop = asyncio.get_running_loop()
    door = await build(settings, _say)
    port = await door.open(0)
    _say({"port": port})

    async def obey(order: str) -> None:
        door.shut()
        if order == "back":
            await door.open(port)
        _say({"standing": order})

    def listen() -> None:
        for line in sys.stdin.buffer:
            asyncio.run_coroutine_threadsafe(obey(json.loads(line)), loop)
        os._exit(0)  # nothing here is worth keeping, and a loop that hangs must not outlive the parent

    threading.Thread(target=listen, name="orders", daemon=True).start()
    await asyncio.Event().wait()


def _say(said: Json) -> None:
    try:
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
    except OSError:  # nobody listens any more
        os._exit(0)
