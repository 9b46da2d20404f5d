"""Registers listeners so that nothing a listener raises is lost, and nobody who pressed something is left waiting.

Bolt forgets an acknowledgement when the listener raises within milliseconds of giving it, waits three seconds and then
asks the next listener that matches (slack_bolt 1.30, listener/thread_runner.py). So no listener of ours raises.
"""

import inspect
import logging
import secrets
from collections.abc import Callable
from typing import Any

from slack_bolt import App, Args

from handlers.clicks import Body, Click, click
from handlers.logs import about
from handlers.replies import Replies

log = logging.getLogger(__name__)

Listener = Callable[..., None]
Name = Any  # what Bolt takes: a string or a compiled pattern


class Listeners:
    """The part of a Bolt app that our handlers use.

    Args:
        app: where they are registered.
        replies: tells the person about an incident.
    """

    def __init__(self, app: App, replies: Replies) -> None:
        self._app = app
        self._replies = replies

    def action(self, name: Name) -> Callable[[Listener], Listener]:
        """A press on a button or a menu."""
        return self._by(self._app.action(name))

    def view(self, name: Name) -> Callable[[Listener], Listener]:
        """A modal was submitted."""
        return self._by(self._app.view(name))

    def view_closed(self, name: Name) -> Callable[[Listener], Listener]:
        """A modal was closed."""
        return self._by(self._app.view_closed(name))

    def command(self, name: Name) -> Callable[[Listener], Listener]:
        """A slash command."""
        return self._by(self._app.command(name))

    def event(self, name: Name) -> Callable[[Listener], Listener]:
        """An event that the manifest subscribes to; Bolt acknowledges it by itself."""
        return self._by(self._app.event(name))

    def shortcut(self, name: Name) -> Callable[[Listener], Listener]:
        """A shortcut, global or on a message."""
        return self._by(self._app.shortcut(name))

    def options(self, name: Name) -> Callable[[Listener], Listener]:
        """A menu that asks for its options."""
        return self._by(self._app.options(name))

    def _by(self, register: Callable[..., Any]) -> Callable[[Listener], Listener]:
        def decorate(listener: Listener) -> Listener:
            register(self._careful(listener))
            return listener

        return decorate

    def _careful(self, listener: Listener) -> Callable[[Args], None]:
        wanted = tuple(inspect.signature(listener).parameters)

        def careful(args: Args) -> None:
            try:
                with about(who_did(args.body).value or None):
                    listener(**{name: getattr(args, name) for name in wanted})
            except Exception as error:  # noqa: BLE001  # whatever broke, a person waits for an answer; it is logged whole
                if args.ack.response is None:
                    args.ack()
                incident(self._replies, args.body, error)

        careful.__name__ = listener.__name__  # what Bolt's log calls it
        return careful


def incident(replies: Replies, body: Body, error: Exception) -> None:
    """One sentence and an incident id for the person, the whole story with the same id for the log."""
    name = f"I-{secrets.token_hex(3).upper()}"
    press = who_did(body)
    extra = {"proposal": press.value, "incident": name}
    log.error("incident %s: %s", name, error, exc_info=error, extra=extra)
    if press.person:
        said = f"Something went wrong on my side, so I stopped. The card shows where it stands. (incident {name})"
        replies.whisper(press, said)


def who_did(body: Body) -> Click:
    """Who did it and where, whatever kind of payload it was."""
    if body.get("actions"):
        return click(body)
    user, event = body.get("user"), body.get("event") or {}
    person = user.get("id") if isinstance(user, dict) else body.get("user_id") or event.get("user")
    return Click(
        person=person if isinstance(person, str) else "",
        action="",
        value=str((body.get("view") or {}).get("private_metadata") or ""),
        trigger=body.get("trigger_id", ""),
        channel=body.get("channel_id"),
        response_url=body.get("response_url"),
    )
