"""The shape all workflows share: what it answers, what it may do, what bounds it, and one function."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.mailroom import Review, Understood
from bot.model import Notice, Proposal, Signal
from bot.operations import Operation
from bot.readers import Readers
from bot.reading_ahead import ReadAhead

# What a workflow may say of a signal: what it would do, what people should hear or look at, how it understood a mail.
Said = Proposal | Notice | Review | Understood


@dataclass(frozen=True)
class Workflow:
    """One agent. `propose` only reads (C-09); each thing that it would do is answered by itself.

    `first` says what must not wait: it may look at our own memory only, never at the CRM, and is heard before all else.
    `ahead` reads at once what `propose` will ask about each of many signals; it is a saving and decides nothing.
    `guardrails` and `failure_modes` are sentences that an administrator reads; `answers` are the kinds of Signal.
    """

    name: str
    title: str
    answers: frozenset[str]
    may: tuple[type[Operation], ...]
    kpi: str
    guardrails: Mapping[str, str]
    failure_modes: Mapping[str, str]
    propose: Callable[[Signal, Readers], tuple[Said, ...]]
    first: Callable[[Signal, Readers], tuple[Said, ...]] | None = None
    ahead: Callable[[Sequence[Signal], ReadAhead], None] | None = None

    def __post_init__(self) -> None:
        for what in ("answers", "may", "kpi", "guardrails", "failure_modes"):
            if not getattr(self, what):
                raise ValueError(f"workflow {self.name!r} does not declare its {what}")
