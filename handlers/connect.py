"""Connecting a mailbox: `/dealhand connect` gives a personal link, and one page takes the password that Slack must not.

The token in the form is what proves who posts: no cookie, no script, and a page that loads nothing from elsewhere.
"""

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from blocks.connect import connected_list, invitation
from blocks.notices import sentence
from blocks.surface import Drawn
from bot.answering import Answer
from bot.connecting import PATH, Connecting
from bot.mailboxes import ConnectedMailbox, Typed
from handlers.connect_page import Page, form_page, over_page, ready_page
from handlers.web import body_of

_MOST_BYTES = 32_768  # six short fields
_FORM = "application/x-www-form-urlencoded"
_CLOSED = sentence("Mailboxes cannot be connected to this process.")


def invite(connecting: Connecting | None, person: str) -> Drawn:
    """The answer to `/dealhand connect`: a link for that person alone."""
    if connecting is None:
        return _CLOSED
    link = connecting.invite(person)
    if isinstance(link, Answer):
        return sentence(link.said)
    return invitation(link.url, link.minutes, connecting.standing(person), near=link.near)


def disconnect(connecting: Connecting | None, person: str, address: str) -> Drawn:
    """The answer to `/dealhand disconnect [address]`."""
    return sentence(connecting.disconnect(person, address).said) if connecting else _CLOSED


def mailboxes(connecting: Connecting | None, person: str) -> Drawn:
    """The answer to `/dealhand mailboxes`."""
    return connected_list(connecting.standing(person)) if connecting else _CLOSED


def connect_routes(connecting: Connecting | None) -> tuple[Route, ...]:
    """The page, for `web`; none where mailboxes cannot be connected."""
    if connecting is None:
        return ()

    async def page(request: Request) -> Response:
        """GET and HEAD, by people and by whatever looks at links: changes nothing."""
        return await run_in_threadpool(_shown, connecting, request.path_params["token"])

    async def post(request: Request) -> Response:
        """What was typed: signed in with, and kept."""
        body = await body_of(request, _MOST_BYTES)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if body is None or kind != _FORM:
            return _answer(over_page(), 413 if body is None else 415)
        return await run_in_threadpool(_posted, connecting, _fields(body))

    return (Route(f"{PATH}/{{token}}", page, methods=["GET"]), Route(PATH, post, methods=["POST"]))


def _shown(connecting: Connecting, token: str) -> Response:
    invited = connecting.look(token)
    if invited is None:
        return _answer(over_page(), 410)
    return _answer(form_page(invited, token))


def _posted(connecting: Connecting, fields: Mapping[str, str]) -> Response:
    token = fields.get("token", "")
    names = ("address", "provider", "user", "imap", "smtp")
    typed = Typed(*(fields.get(name, "").strip() for name in names))
    found = connecting.connect(token, typed, fields.get("password", ""))
    if isinstance(found, ConnectedMailbox):
        return _answer(ready_page(found.address))
    invited = connecting.look(token, typed) if found else None
    if invited is None or found is None:
        return _answer(over_page(), 410)
    return _answer(form_page(invited, token, found), 422)


def _answer(page: Page, status: int = 200) -> Response:
    return HTMLResponse(page.html, status, headers=page.headers)


def _fields(body: bytes) -> dict[str, str]:
    try:
        read = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    except ValueError:  # more fields than the form has
        return {}
    return {name: values[0] for name, values in read.items()}
