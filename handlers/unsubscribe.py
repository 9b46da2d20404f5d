"""Leaving by one click (RFC 8058): POST to the link in a mail stops all mail; GET shows a page and changes nothing.

No cookie, no redirect, no script: mail providers post here by themselves, and scanners follow every link they find.
"""

from collections.abc import Callable
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Message

from bot.mailroom import WayOut
from bot.policy.one_click import PATH
from handlers.web import body_of

Find = Callable[[str], WayOut | None]

_MOST_BYTES = 16_384  # the form has one short field
_FIELD, _VALUE = "list-unsubscribe", "one-click"
_FORMS = ("", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
  body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.25rem; color: #1d1c1d; background: #fff }}
  h1 {{ font-size: 1.4rem; line-height: 1.25 }}
  button {{ font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .4rem; background: #1d1c1d; color: #fff; cursor: pointer }}
  @media (prefers-color-scheme: dark) {{ body {{ background: #1a1d21; color: #d1d2d3 }} button {{ background: #d1d2d3; color: #1a1d21 }} }}
</style>
<main>
<h1>{title}</h1>
{body}
</main>
</html>
"""  # noqa: E501  # a style sheet reads better a rule a line
_BUTTON = """<form method="post">
<input type="hidden" name="List-Unsubscribe" value="One-Click">
<button>{label}</button>
</form>"""


def unsubscribe_routes(find: Find, leave: Find) -> tuple[Route, ...]:
    """The pages, for `web`.

    Args:
        find: the mail that a token came with; changes nothing. None for one that we never gave.
        leave: stops all mail to whom the token belongs to, at once, and once however often it is called.
    """

    async def page(request: Request) -> Response:
        """GET and HEAD, by people and by scanners: what would happen, and a button."""
        found = await run_in_threadpool(find, request.path_params["token"])
        return _unknown() if found is None else _question(found)

    async def post(request: Request) -> Response:
        """The one click, by a mail provider or by the button of the page."""
        token = request.path_params["token"]
        body = await body_of(request, _MOST_BYTES)
        if body is None:
            return _answer(
                413, "That was too much", "<p>Nothing was changed. The form here has one short field.</p>"
            )
        if _kind(request) not in _FORMS:
            return _answer(
                415, "That was no form", "<p>Nothing was changed. Post List-Unsubscribe=One-Click.</p>"
            )
        if not await _asks(request, body):
            found = await run_in_threadpool(find, token)
            return _unknown() if found is None else _question(found, 400)
        left = await run_in_threadpool(leave, token)
        return _unknown() if left is None else _done(left)

    path = f"{PATH}/{{token}}"
    return (Route(path, page, methods=["GET"]), Route(path, post, methods=["POST"]))


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _asks(request: Request, body: bytes) -> bool:
    """Whether the form says List-Unsubscribe=One-Click, in any case of letters."""

    async def again() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = dict(request.scope)
    if _kind(request) != "multipart/form-data":
        others = [(name, value) for name, value in scope["headers"] if name != b"content-type"]
        scope["headers"] = [*others, (b"content-type", b"application/x-www-form-urlencoded")]
    try:
        async with Request(scope, again).form(max_files=1, max_fields=20) as form:
            said = [(name.strip().lower(), str(value).strip().lower()) for name, value in form.multi_items()]
    except (HTTPException, MultiPartException):  # no form, or one that cannot be read
        return False
    return (_FIELD, _VALUE) in said


def _question(found: WayOut, status: int = 200) -> Response:
    whom = escape(" and ".join(found.addresses))
    text = f"<p>Press the button, and we will not write to <b>{whom}</b> again.</p>"
    return _answer(status, "Stop our mail?", text + _BUTTON.format(label="Unsubscribe"))


def _done(left: WayOut) -> Response:
    whom = escape(" and ".join(left.addresses))
    return _answer(200, "You are unsubscribed", f"<p>We will not write to <b>{whom}</b> again.</p>")


def _unknown() -> Response:
    text = (
        "<p>Nothing was changed. Perhaps the link was cut in two; copy all of it from the mail.</p>"
        "<p>You can also answer the mail with the word <b>unsubscribe</b>. That always works.</p>"
    )
    return _answer(404, "This link is not one of ours", text)


def _answer(status: int, title: str, body: str) -> Response:
    return HTMLResponse(_PAGE.format(title=title, body=body), status, headers=_HEADERS)
