"""The names and the error that all parts of the local Slack share."""

from typing import Any

Json = dict[str, Any]

TEAM = "T0DEALHAND"
DOMAIN = "dealhand"
BOT_USER = "U0DEALHAND"
BOT = "B0DEALHAND"
APP = "A0DEALHAND"
SLACKBOT = "USLACKBOT"


class SlackError(Exception):
    """A business error: HTTP 200 with `ok: false` (docs.slack.dev, "Evaluating responses")."""

    def __init__(self, error: str, *messages: str, **extra: object) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        self.extra = extra
