"""Runs the app in a thread beside the command line, and ends it cleanly on Ctrl-C or SIGTERM."""

import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from bot.errors import SettingError

Run = Callable[[threading.Event, Callable[[str], None]], None]

_START_SECONDS = 60.0
_STOP_SECONDS = 30.0
_WAKE_SECONDS = (
    3600.0  # a wait without an end cannot be interrupted everywhere; this one is simply begun again
)


class AppBeside:
    """The app in a thread. `run` is called with the event that tells it to stop and a callable that takes its news."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._stop = threading.Event()
        self._news = threading.Event()  # it spoke, or it ended
        self._ended = threading.Event()
        self._error: BaseException | None = None
        self._said: list[str] = []
        self._thread = threading.Thread(target=self._body, name="app", daemon=True)

    def _body(self) -> None:
        try:
            self._run(self._stop, self._hear)
        except BaseException as error:  # noqa: BLE001  # raised again, in the thread that waits
            self._error = error
        finally:
            self._ended.set()
            self._news.set()

    def _hear(self, line: str) -> None:
        self._said.append(line)
        self._news.set()

    def until_ready(self) -> list[str]:
        """Start it and wait until it says that people can reach it; what it said.

        Raises:
            SettingError: It did not come up within a minute of machine time.
        """
        self._thread.start()
        if not self._news.wait(_START_SECONDS):
            raise SettingError("The app did not start within a minute; `python app.py doctor` may say why.")
        self._raise_its_error()
        return self._said

    def until_ended(self) -> None:
        """Wait until it ends by itself, which it does only when something is wrong; raises what it raised."""
        while not self._ended.wait(_WAKE_SECONDS):
            pass
        self._raise_its_error()

    def stop(self) -> None:
        """Tell it to stop and wait until it has."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_STOP_SECONDS)

    def _raise_its_error(self) -> None:
        error, self._error = self._error, None
        if error is not None:
            raise error


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C and SIGTERM raise KeyboardInterrupt in the block, once: nothing cuts the way out short."""

    def leave(_signal: int, _frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {each: signal.signal(each, leave) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def why_taken(host: str, port: int) -> str | None:
    """Why nobody can listen there, in the system's words; None when one can (port 0 always can)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as refused:
        return getattr(refused, "strerror", None) or str(refused)
    return None


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
