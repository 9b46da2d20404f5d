"""The body of a request, whatever who sends it does."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.types import Message

from handlers.web import body_of


def read(most: int, *messages: Message) -> bytes | None:
    waiting = list(messages)

    async def receive() -> Message:
        return waiting.pop(0)

    async def reading() -> bytes | None:
        return await body_of(Request({"type": "http", "headers": []}, receive), most)

    # In a thread of its own: a browser that other tests drive keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(reading())).result()


def piece(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_is_put_together_up_to_its_most() -> None:
    assert read(4, piece(b"ab", more=True), piece(b"cd", more=False)) == b"abcd"
    assert read(3, piece(b"ab", more=True), piece(b"cd", more=False)) is None


def test_who_hangs_up_half_way_leaves_no_body_and_no_error() -> None:
    assert read(9, piece(b"List-Unsub", more=True), {"type": "http.disconnect"}) is None
    assert read(99, piece(b"List-Unsub", more=True), {"type": "http.disconnect"}) is None
