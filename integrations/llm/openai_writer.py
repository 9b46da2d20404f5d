"""Any endpoint that speaks OpenAI's chat completions with structured outputs, through the `openai` client (B-21).

Request and answer: platform.openai.com, "Structured model outputs" and "Chat completions". Endpoints that call
themselves compatible differ: some refuse `max_tokens` or `temperature`, which is learned from their answer; some leave
out `usage`. Redirects are not followed, so that nothing goes to another host than the one that is logged.
"""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from itertools import count
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import openai
from openai import DefaultHttpxClient, OpenAI
from pydantic import BaseModel, Field, ValidationError

from bot.errors import ModelError, ModelRefused, ModelTemporary, ModelUnusable
from bot.findings import Finding
from bot.prompting import Answered, Prompt, labelled, prompt_for
from bot.questions import REPLY
from bot.reading import Part
from integrations.llm.refusals import refused, timed_out

TRIES = 3
FIRST_PAUSE = (
    0.5  # seconds before the second try, doubled for the third; the endpoint's Retry-After goes before
)
MOST_BYTES = 1_000_000  # of an answer; ours are below a thousand
THINKING = 2000  # tokens that a model may think by before it answers, where it counts them as an answer's
_PER_TOKEN = 4  # characters; a rough count where the endpoint gives none
_SAMPLE = {Part.NEW_TEXT: "Please call me tomorrow at ten."}


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = Field(0, ge=0)
    completion_tokens: int = Field(0, ge=0)


class _Completion(BaseModel):
    """What of an answer we read; everything else in it, tool calls among it, is passed over."""

    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


class OpenAiWriter:
    """Asks one model at one endpoint.

    Args:
        base_url: where it is, such as https://api.openai.com/v1.
        api_key: may be empty for an endpoint that wants none.
        model: its name there.
        seconds: that one question may take, tries and waits included (machine time).
        pause: waits so many seconds.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        seconds: float,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base_url = base_url
        self._api_key = api_key or "none"  # the client refuses to start without one
        self.model = model
        self.host = urlsplit(base_url).netloc.rpartition("@")[2]
        self._seconds = seconds
        self._pause = pause
        self._refused: frozenset[str] = frozenset()  # parameters that this endpoint does not take

    def ask(self, prompt: Prompt) -> Answered:
        until = time.monotonic() + self._seconds
        for attempt in count(1):
            try:
                return self._bounded(prompt, until)
            except ModelTemporary as error:
                wait = max(error.retry_after, FIRST_PAUSE * 2 ** (attempt - 1))
                if attempt == TRIES or time.monotonic() + wait >= until:
                    raise
                self._pause(wait)
        raise AssertionError  # count() does not end

    def check(self) -> Finding:
        """For `doctor`: asks one question about a sentence of our own."""
        began = time.monotonic()
        try:
            labelled(REPLY, _SAMPLE, self.ask(prompt_for(REPLY, _SAMPLE)))
        except ModelError as error:
            mend = "see OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY in docs/models.md; rules go on without it"
            return Finding(False, "model", str(error), mend)
        took = time.monotonic() - began
        return Finding(True, "model", f"{self.model} at {self.host} answered in {took:.1f} s")

    def _bounded(self, prompt: Prompt, until: float) -> Answered:
        """One try, given up when the time is over, however slowly the endpoint talks on."""
        answer: Future[Answered] = Future()

        def run() -> None:
            try:
                answer.set_result(self._once(prompt, until))
            except Exception as error:  # noqa: BLE001  # whatever it is, it is raised again in the thread that waits
                answer.set_exception(error)

        Thread(target=run, name="dealhand-model", daemon=True).start()
        try:
            return answer.result(max(until - time.monotonic(), 0.0))
        except TimeoutError:
            raise timed_out(self.host, self._seconds) from None
        except ModelError:
            raise
        except (
            Exception
        ) as error:  # a key that is no header, an address that is none: the client's own errors differ
            raise ModelRefused(
                f"The model at {self.host} cannot be asked: {error}", outcome="not_asked"
            ) from error

    def _once(self, prompt: Prompt, until: float) -> Answered:
        left = max(until - time.monotonic(), 0.1)
        try:
            with OpenAI(
                base_url=self._base_url,
                api_key=self._api_key,
                timeout=left,
                max_retries=0,
                http_client=DefaultHttpxClient(follow_redirects=False),
            ) as client:
                body = self._body(client, prompt, until)
        except openai.BadRequestError as error:
            if error.param in {"max_tokens", "temperature"} - self._refused:
                self._refused |= {error.param}
                return self._once(prompt, until)
            raise refused(error, self.host, self.model) from error
        except openai.OpenAIError as error:
            raise refused(error, self.host, self.model) from error
        return self._read(prompt, body)

    def _body(self, client: OpenAI, prompt: Prompt, until: float) -> bytes:
        create: Any = client.chat.completions.with_streaming_response.create  # its overloads take no mapping
        with create(**self._request(prompt)) as response:
            try:
                return self._all_of(response.iter_bytes(), until)
            except ModelError:
                raise
            except (
                Exception
            ) as error:  # the body's errors are those of whichever HTTP library the client is built on
                said = f"The connection to the model at {self.host} broke."
                raise ModelTemporary(said, outcome="unreachable", raw=str(error)) from error

    def _all_of(self, pieces: Iterable[bytes], until: float) -> bytes:
        body = b""
        for piece in pieces:
            body += piece
            if len(body) > MOST_BYTES:
                raise ModelUnusable(f"The model at {self.host} answered without end.", outcome="nonsense")
            if time.monotonic() > until:
                raise timed_out(self.host, self._seconds)
        return body

    def _request(self, prompt: Prompt) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": prompt.instructions},
                {"role": "user", "content": prompt.text},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": prompt.name, "schema": prompt.schema, "strict": True},
            },
        }
        if "temperature" not in self._refused:
            request["temperature"] = 0
        if "max_tokens" in self._refused:
            request["max_completion_tokens"] = prompt.most_tokens + THINKING
        else:
            request["max_tokens"] = prompt.most_tokens
        return request

    def _read(self, prompt: Prompt, body: bytes) -> Answered:
        try:
            completion = _Completion.model_validate_json(body)
        except ValidationError as error:
            said = f"What {self.host} answered is no chat completion; is OPENAI_BASE_URL right?"
            raise ModelUnusable(said, outcome="nonsense") from error
        choice = completion.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise ModelUnusable("The model declined to answer.", outcome="declined")
        if choice.finish_reason == "length":
            raise ModelUnusable("The model's answer was cut short.", outcome="cut_short")
        text = choice.message.content or ""
        usage = completion.usage or _Usage()
        return Answered(
            text,
            self.model,
            usage.prompt_tokens or prompt.size // _PER_TOKEN,
            usage.completion_tokens or len(text) // _PER_TOKEN,
        )
