"""A local endpoint that speaks OpenAI's chat completions: refuses what the real one does, answers as scripted."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from integrations.serving import Listening

KEY = "sk-local-1"
MODEL = "gpt-local"
Body = dict[str, Any]
Reply = Callable[[Body], Response]


def completion(content: str | None, *, finish: str = "stop", usage: bool = True, **message: Any) -> Body:
    """The body of a chat completion, as documented under "Chat completions, the chat completion object"."""
    body: Body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1772557200,
        "model": f"{MODEL}-2026-01-01",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, "refusal": None, **message},
                "finish_reason": finish,
                "logprobs": None,
            }
        ],
    }
    if usage:
        body["usage"] = {"prompt_tokens": 210, "completion_tokens": 20, "total_tokens": 230}
    return body


def says(answer: Any, **how: Any) -> Reply:
    """Answers with that value as JSON (text stays as it is)."""
    content = answer if isinstance(answer, str) or answer is None else json.dumps(answer)
    return lambda _: JSONResponse(completion(content, **how))


def label(name: str, quote: str, confidence: float = 0.95) -> Reply:
    """Answers a classification."""
    return says({"label": name, "confidence": confidence, "quote": quote})


def fails(status: int, code: str | None = None, *, param: str | None = None, **headers: str) -> Reply:
    """Answers with an error as documented under "Error codes"."""
    error = {"message": "said the endpoint", "type": "error", "param": param, "code": code}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: JSONResponse({"error": error}, status, headers=named)


def drips(seconds: float) -> Reply:
    """A body that comes one byte at a time, for so long."""

    def body() -> Iterator[bytes]:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            yield b" "
            time.sleep(0.05)

    return lambda _: StreamingResponse(body(), media_type="application/json")


@dataclass
class ModelServer:
    """`replies` are taken one a request; the last one stays. `asked` are the requests that were let in."""

    url: str = ""
    replies: list[Reply] = field(default_factory=lambda: [label("other", "")])
    asked: list[Body] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, headers: Any, body: Body) -> Response:
        """Refuse what the real one refuses, else the next reply."""
        if headers.get("authorization") != f"Bearer {KEY}":
            return fails(401, "invalid_api_key")(body)
        if body["model"] != MODEL:
            return fails(404, "model_not_found")(body)
        if wrong := _refused(body):
            return fails(400, "invalid_request_error", param=wrong)(body)
        with self._lock:
            self.asked.append(body)
            self.at.append(time.monotonic())
            reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply(body)

    def texts(self) -> str:
        """Everything that left for this endpoint, as one text."""
        return json.dumps(self.asked, ensure_ascii=False)

    def said(self) -> dict[str, str]:
        """The parts of a mail that the last request carried."""
        parts: dict[str, str] = json.loads(self.asked[-1]["messages"][-1]["content"])
        return parts


def _refused(body: Body) -> str | None:
    """Which parameter the real endpoint would refuse: strict schemas name every property and allow no other."""
    form = body.get("response_format", {})
    schema = form.get("json_schema", {}).get("schema", {})
    strict = form.get("type") == "json_schema" and form["json_schema"].get("strict") is True
    closed = schema.get("additionalProperties") is False
    if not (strict and closed and schema.get("required") == list(schema.get("properties", {}))):
        return "response_format"
    if any(tool in body for tool in ("tools", "functions", "tool_choice")):
        return "tools"  # ours are never given any
    if not (body.get("max_tokens") or body.get("max_completion_tokens")):
        return "max_tokens"  # ours are always bounded
    return None


@contextlib.contextmanager
def model_server() -> Iterator[ModelServer]:
    """A server on a free port of this machine."""
    server = ModelServer()

    async def chat(request: Request) -> Response:
        body = await request.json()
        return server.answer(request.headers, body)

    app = Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"])])
    with Listening(app, "127.0.0.1", 0) as address:
        server.url = f"{address}/v1"
        yield server
