"""The visible answer to a press that changes no card: an ephemeral sentence, by whichever way still works."""

import logging
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from blocks.notices import sentence
from blocks.surface import Drawn
from handlers.clicks import Click

log = logging.getLogger(__name__)

Hook = Callable[[str, dict[str, Any]], int]  # posts JSON to a response_url and returns the HTTP status
_OK = 200


class Replies:
    """Tells one person something.

    Args:
        client: calls the Web API.
        hook: posts to a response_url; may raise OSError or SlackClientError when it cannot be reached.
    """

    def __init__(self, client: WebClient, hook: Hook) -> None:
        self.client = client
        self._hook = hook

    def whisper(self, click: Click, said: str | Drawn) -> None:
        """Tell the person who pressed; by response_url, else chat.postEphemeral, else their direct message.

        A response_url lives 30 minutes and five uses, and an ephemeral message reaches only members of the channel,
        so neither may be the only way.
        """
        drawn = sentence(said) if isinstance(said, str) else said
        if click.response_url and self._by_hook(click.response_url, drawn):
            return
        if click.channel and self._ephemeral(click.channel, click.person, drawn):
            return
        self.tell(click.person, drawn)

    def redraw(self, click: Click, drawn: Drawn) -> None:
        """Show the pressed message as it stands now; one that cannot be changed is followed by the new one."""
        if click.ephemeral:
            if click.response_url and self._by_hook(click.response_url, drawn, replace=True):
                return
        elif click.channel and click.ts and self._update(click.channel, click.ts, drawn):
            return
        self.whisper(click, drawn)

    def _update(self, channel: str, ts: str, drawn: Drawn) -> bool:
        try:
            self.client.chat_update(channel=channel, ts=ts, text=drawn.text, blocks=drawn.blocks)
        except (SlackClientError, OSError) as error:
            log.info("the pressed message could not be changed: %s", error)
            return False
        return True

    def tell(self, person: str, drawn: Drawn) -> None:
        """A direct message; what cannot be said at all is logged, because nobody is left to tell."""
        try:
            channel = self.client.conversations_open(users=person)["channel"]["id"]
            self.client.chat_postMessage(channel=channel, text=drawn.text, blocks=drawn.blocks)
        except (SlackClientError, OSError) as error:
            log.error("could not answer %s: %s (%s)", person, drawn.text, error)  # noqa: TRY400  # no stack is needed

    def _by_hook(self, address: str, drawn: Drawn, *, replace: bool = False) -> bool:
        body = {
            "response_type": "ephemeral",
            "replace_original": replace,
            "text": drawn.text,
            "blocks": drawn.blocks,
        }
        try:
            return self._hook(address, body) == _OK
        except (SlackClientError, OSError, ValueError) as error:
            log.info("response_url did not work: %s", error)
            return False

    def _ephemeral(self, channel: str, person: str, drawn: Drawn) -> bool:
        try:
            self.client.chat_postEphemeral(channel=channel, user=person, text=drawn.text, blocks=drawn.blocks)
        except (SlackClientError, OSError) as error:
            log.info("ephemeral answer did not work: %s", error)
            return False
        return True
