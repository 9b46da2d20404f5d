"""Asking a model without depending on it: within the day's budget, never for long, and the plain answer when it fails.

A model that failed three times in a row, refuses our key or asks for time is left alone for a while, so that a queue
of mails never waits for it one time-out after another. What must not wait (`Workflow.first`) never comes here.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from bot.clock import Clock
from bot.errors import ModelError, ModelRefused, ModelTemporary, ModelUnusable
from bot.memory import Memory
from bot.prompting import Answered, ModelCall, Prompt, Writer, extracted, labelled, prompt_for, sent
from bot.questions import QUESTIONS
from bot.reading import Classification, Extracted, Extraction, Labelled, Passages, Question
from bot.transaction import Tx
from bot.values import new_id

log = logging.getLogger(__name__)

REST = 300.0  # seconds of machine time in which a failing model is not asked
LONGEST_REST = 3600.0
FAILURES = 3  # in a row
REMEMBERED = 256  # answers kept in memory, so that a signal that is tried again asks nothing again
_PER_TOKEN = 4  # characters; a rough count where the endpoint gives none

A = TypeVar("A", Labelled, Extracted)
Tell = Callable[[Tx, str, str], None]  # kind and text of what administrators are told, once a day


class Asking:
    """The `Model` that workflows are handed. Safe to call from several threads.

    Args:
        writer: the endpoint.
        daily_tokens: from midnight UTC on; a call that begins below it may end above it.
        tell: brings a text before the administrators, once a day for each kind.
        machine: seconds that only grow.
    """

    def __init__(
        self,
        writer: Writer,
        memory: Memory,
        clock: Clock,
        daily_tokens: int,
        tell: Tell,
        machine: Callable[[], float] = time.monotonic,
    ) -> None:
        self._writer = writer
        self._memory = memory
        self._clock = clock
        self._daily_tokens = daily_tokens
        self._tell = tell
        self._machine = machine
        self._lock = threading.Lock()
        self._failed = 0
        self._rests_until = 0.0
        self._said = ""
        self._answers: OrderedDict[str, Answered] = OrderedDict()

    def classify(self, question: Classification, passages: Passages, *, signal: str) -> Labelled:
        text = sent(question, passages)
        try:
            return self._ask(question, text, signal, lambda answer: labelled(question, text, answer))
        except ModelError as error:
            return Labelled(said=str(error))

    def extract(self, question: Extraction, passages: Passages, *, signal: str) -> Extracted:
        text = sent(question, passages)
        try:
            return self._ask(question, text, signal, lambda answer: extracted(question, text, answer))
        except ModelError as error:
            return Extracted({}, said=str(error))

    def _ask(self, question: Question, text: Passages, signal: str, read: Callable[[Answered], A]) -> A:
        if question not in QUESTIONS:
            raise ValueError(f"{question.name!r} is not among the declared questions")
        prompt = prompt_for(question, text)
        if not text or not self._writer.host:
            return read(Answered(prompt.unsure, "none", 0, 0))
        known = self._known(prompt)
        if known is not None:
            return read(known)
        self._may_ask()
        answer = self._call(prompt, text, signal, read)
        self._remember(prompt, answer)
        return read(answer)

    def _may_ask(self) -> None:
        """Raise ModelTemporary while the model rests, or when the day's budget is spent."""
        with self._lock:
            if self._machine() < self._rests_until:
                raise ModelTemporary(self._said, outcome="resting")
        now = self._clock.now()
        midnight = datetime(now.year, now.month, now.day, tzinfo=now.tzinfo)
        with self._memory.begin() as tx:
            if self._memory.model_calls.spent(tx, midnight).tokens < self._daily_tokens:
                return
            text = (
                f"The model has used its {self._daily_tokens:,} tokens of today (MODEL_DAILY_TOKENS). Rules alone "
                "go on until midnight UTC: what they cannot tell goes to a person, as without a model."
            )
            self._tell(tx, "model_budget", text)
        raise ModelTemporary("The model's budget of today is used up.", outcome="over_budget")

    def _call(self, prompt: Prompt, text: Passages, signal: str, read: Callable[[Answered], A]) -> Answered:
        began = self._machine()
        try:
            answer = self._writer.ask(prompt)
        except ModelError as error:
            self._note(prompt, text, signal, began, error.outcome, _guessed(prompt, error))
            self._failure(error)
            raise
        try:
            read(answer)
        except ModelUnusable as error:
            self._note(prompt, text, signal, began, error.outcome, (answer.tokens_in, answer.tokens_out))
            self._failure(error)
            raise
        self._note(prompt, text, signal, began, "answered", (answer.tokens_in, answer.tokens_out))
        with self._lock:
            self._failed = 0
        return answer

    def _note(
        self, prompt: Prompt, text: Passages, signal: str, began: float, outcome: str, tokens: tuple[int, int]
    ) -> None:
        now = self._clock.now()
        call = ModelCall(
            id=new_id(now),
            at=now,
            question=prompt.name,
            model=self._writer.model,
            host=self._writer.host,
            parts=tuple(part.value for part in text),
            digest=prompt.digest,
            size=prompt.size,
            tokens_in=tokens[0],
            tokens_out=tokens[1],
            ms=round((self._machine() - began) * 1000),
            outcome=outcome,
            signal=signal,
        )
        with self._memory.begin() as tx:
            self._memory.model_calls.add(tx, call)

    def _failure(self, error: ModelError) -> None:
        log.warning("the model gave no answer (%s): %s", error.outcome, error)
        with self._lock:
            self._failed += 1
            wait = error.retry_after if isinstance(error, ModelTemporary) else 0.0
            if isinstance(error, ModelRefused) or self._failed >= FAILURES:
                wait = max(wait, REST)
            if not wait:
                return
            self._failed = 0
            self._rests_until = self._machine() + min(wait, LONGEST_REST)
            self._said = str(error)
        if wait < REST:
            return
        with self._memory.begin() as tx:
            text = (
                f"{error} I ask it again in {min(wait, LONGEST_REST) / 60:.0f} minutes. Rules alone go on meanwhile: "
                "what they cannot tell goes to a person, as without a model."
            )
            self._tell(tx, "model", text)

    def _known(self, prompt: Prompt) -> Answered | None:
        with self._lock:
            return self._answers.get(prompt.digest)

    def _remember(self, prompt: Prompt, answer: Answered) -> None:
        with self._lock:
            self._answers[prompt.digest] = answer
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)


def _guessed(prompt: Prompt, error: ModelError) -> tuple[int, int]:
    """Tokens of a call that gave no count: all that it may have read and written, where it had begun to."""
    if isinstance(error, ModelUnusable) or error.outcome == "timed_out":
        return (prompt.size // _PER_TOKEN, prompt.most_tokens)
    return (0, 0)
