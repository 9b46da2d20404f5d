"""Logs: JSON lines with the proposal's id for machines, or a few plain words for whoever watches the demo."""

import contextlib
import logging
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

from bot.runs import Run

OURS = ("bot", "handlers", "store", "integrations", "app")
_proposal: ContextVar[str | None] = ContextVar("proposal", default=None)


@contextlib.contextmanager
def about(proposal: str | None) -> Iterator[None]:
    """Every line logged in the block carries this proposal's id, whoever logs it."""
    token = _proposal.set(proposal)
    try:
        yield
    finally:
        _proposal.reset(token)


def told_apart(execute: Callable[[Run, str], None]) -> Callable[[Run, str], None]:
    """`execute`, with every line it causes carrying what it is about: the middle of `act:{proposal}:{n}`.

    For `undo:{receipt}:{n}` that is the receipt's id.
    """

    def carry_out(run: Run, execution: str) -> None:
        with about(execution.split(":")[1] if ":" in execution else execution):
            execute(run, execution)

    return carry_out


class WithProposal(logging.Filter):
    """Puts the proposal of `about` on a record that does not name one itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "proposal", None) is None:
            record.proposal = _proposal.get()
        return True


class PlainWords(logging.Formatter):
    """One line without a traceback: a visitor of the demo is told that something went wrong, not where in the code."""

    def format(self, record: logging.LogRecord) -> str:
        return f"  note: {record.getMessage()}"


def configure_logging(*, json: bool, level: int = logging.INFO) -> None:
    """Send all logs of this process to stderr.

    Args:
        json: one JSON object a line (serve); else plain words of our own loggers only (demo), from `level` up, and
            of others only what is an error.
        level: the least that is shown.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(WithProposal())
    if json:
        handler.setFormatter(
            JsonFormatter(
                "{asctime}{levelname}{name}{message}{proposal}{threadName}",
                style="{",
                rename_fields={"asctime": "time", "levelname": "level", "threadName": "thread"},
                json_ensure_ascii=False,
            )
        )
    else:
        handler.setFormatter(PlainWords())
        handler.addFilter(_ours_or_error)
    root = logging.getLogger()
    for old in [*root.handlers]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for chatty in ("apscheduler", "urllib3", "alembic", "simple_salesforce", "uvicorn.access"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _ours_or_error(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR or record.name.split(".")[0] in OURS
