"""`python -m integrations.sandbox`: the local Slack, the local CRMs, the mail servers and the page, until Ctrl-C."""

import argparse
import os
import signal
import socket
import sys
import threading
import time
from datetime import timedelta

from integrations.sandbox.seed import story
from integrations.sandbox.server import CRMS, build
from integrations.sandbox.serving import SandboxServer
from integrations.sandbox.world import WorldClock

_STOP_SECONDS = 8.0


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped. 0 after Ctrl-C, 1 with one line of words when the port is taken."""
    parser = argparse.ArgumentParser(prog="python -m integrations.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="loopback port (default: %(default)s)")
    parser.add_argument("--crm", choices=CRMS, default="hubspot", help="the CRM the page shows")
    parser.add_argument("--events-url", help="the app's request URL: HTTP mode instead of Socket Mode")
    parser.add_argument(
        "--until-input-ends",
        action="store_true",
        help="stop when standard input ends, as it does with its parent",
    )
    asked = parser.parse_args(arguments)
    if taken := _why_taken(asked.port):
        sys.stderr.write(f"Port {asked.port} cannot be used: {taken}. Choose another with --port.\n")
        return 1
    world = story()
    threading.Thread(target=_tick, args=(world.clock,), name="clock", daemon=True).start()
    sandbox = build(world, crm=asked.crm, events_url=asked.events_url)
    if asked.until_input_ends:
        threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    try:
        with sandbox.post.open():
            sys.stdout.write(f"The sandbox is at http://127.0.0.1:{asked.port}/  (Ctrl-C stops it)\n")
            sys.stdout.flush()
            SandboxServer(sandbox, asked.port).run()
    except KeyboardInterrupt:  # uvicorn stops cleanly, then passes the signal on
        return 0
    except OSError as error:
        sys.stderr.write(f"The sandbox did not start: {error}\n")
        return 1
    return 0


def _end_with_parent() -> None:
    """Whoever started this holds the other end of its input; the system closes it however they ended."""
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)  # uvicorn stops as it does after Ctrl-C
    time.sleep(_STOP_SECONDS)
    os._exit(1)


def _tick(clock: WorldClock) -> None:
    """Let business time pass while nobody writes: HubSpot's search index, for one, catches up only as it does."""
    while True:
        time.sleep(1)
        clock.advance(timedelta(seconds=1))


def _why_taken(port: int) -> str | None:
    """Why nobody can listen there, in the system's words; None when one can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as refused:
            return getattr(refused, "strerror", None) or str(refused)
    return None


if __name__ == "__main__":
    sys.exit(main())
