"""Short-lived rights an app gets with a press: trigger_ids for modals and response_urls for answers.

A trigger lives in machine time, because Slack counts three seconds whatever the world's clock says; a
response_url lives in business time, so that moving the world's clock by an hour ages it.
Source: docs.slack.dev, "Handling user interaction" and "views.open".
"""

import secrets
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from integrations.sandbox.slack_words import TEAM, SlackError
from integrations.sandbox.world import WorldClock

HOOK_USES = 5
HOOK_LIFE = timedelta(minutes=30)


@dataclass
class Trigger:
    person: str
    born: float  # time.monotonic()
    spent: bool = False


@dataclass
class Hook:
    """A response_url: what it may touch, how often and how long."""

    person: str
    channel: str
    ts: str | None  # the message that was clicked; None for a slash command
    born: datetime
    uses: int = 0


class Rights:
    """Hands out triggers and response addresses and counts their use."""

    def __init__(self, clock: WorldClock, trigger_seconds: float) -> None:
        self._clock = clock
        self._trigger_seconds = trigger_seconds
        self._lock = threading.Lock()
        self._triggers: dict[str, Trigger] = {}
        self._hooks: dict[str, Hook] = {}

    def new_trigger(self, person: str) -> str:
        """A trigger_id for one press of that person."""
        key = f"{secrets.randbelow(10**13):013d}.{secrets.randbelow(10**12):012d}.{secrets.token_hex(16)}"
        with self._lock:
            horizon = time.monotonic() - 600
            self._triggers = {k: t for k, t in self._triggers.items() if t.born > horizon}
            self._triggers[key] = Trigger(person, time.monotonic())
        return key

    def spend_trigger(self, trigger: str) -> str:
        """The person behind a trigger_id, which can be used once and for three seconds; raises SlackError."""
        with self._lock:
            found = self._triggers.get(trigger)
            if found is None:
                raise SlackError("invalid_trigger_id")
            if found.spent:
                raise SlackError("exchanged_trigger_id")
            if time.monotonic() - found.born > self._trigger_seconds:
                raise SlackError("expired_trigger_id")
            found.spent = True
            return found.person

    def new_hook(self, person: str, channel: str, ts: str | None) -> str:
        """The id of a fresh response_url."""
        key = f"{TEAM}-{secrets.token_hex(12)}"
        with self._lock:
            self._hooks[key] = Hook(person, channel, ts, self._clock.now())
        return key

    def use_hook(self, key: str) -> Hook:
        """Count one use (5 in 30 minutes of business time); raises SlackError."""
        with self._lock:
            hook = self._hooks.get(key)
            if hook is None:
                raise SlackError("invalid_url")
            if self._clock.now() - hook.born > HOOK_LIFE:
                raise SlackError("expired_url")
            if hook.uses >= HOOK_USES:
                raise SlackError("used_url")
            hook.uses += 1
            return hook
