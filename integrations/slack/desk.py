"""Posts, updates and paces cards and notices: drains the outbox of ids, drawing each at the moment of sending.

What is not known to have arrived is posted again, because a second copy can be pressed and a lost card cannot; a press
adopts its own message (platform rule: chat.postMessage has no idempotency key).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from blocks.notices import draw_notice, fallback
from blocks.surface import BadBlocks, Drawn
from bot.memory import Memory
from bot.model import Notice
from bot.outboxes import Card
from integrations.slack.pace import Pace

log = logging.getLogger(__name__)

BATCH = 10  # few, as they are claimed together: a replica that dies holds up no more than these
GONE = frozenset(
    {"message_not_found", "channel_not_found", "cant_update_message", "edit_window_closed", "is_archived"}
)
REVOKED = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked", "missing_scope"}
)
TOO_FAST = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "invalid_attachments", "msg_too_long"})
UNREACHABLE = frozenset(
    {
        *("cannot_dm_bot", "is_inactive", "not_in_channel", "restricted_action", "user_disabled"),
        *("user_not_found", "users_not_found", "msg_blocked_by_user", "channel_not_found", "is_archived"),
    }
)
AGAIN_SECONDS = 3.0  # after an outcome that is not known, or a fault on Slack's side
REVOKED_SECONDS = 30.0
UNREACHABLE_SECONDS = 3600.0
DEFAULT_RETRY_AFTER = 30.0
_TOO_MANY = 429


class Halt(Exception):
    """Our token no longer works: leave everything queued."""


@dataclass(frozen=True)
class Parcel:
    """One thing to send: `key` is the id in the outbox, `to` a person's Slack user id or a channel."""

    key: str
    to: str
    drawn: Drawn
    channel: str | None = None
    ts: str | None = None


class SlackDesk:
    """Drains the outboxes of cards and notices.

    Args:
        client: a Web API client that does not sleep on a 429 (integrations/slack/client.py).
        memory: whose outboxes these are.
        draw: a card as its person should see it now; None when it shows nothing that is known.
        machine: seconds that only grow (time.monotonic), for pacing.
        say: a notice as it should be seen now.

    `refused` says why Slack takes nothing from us; None while it does. It shows in /healthz, as there is no telling
    anyone in Slack then.
    """

    def __init__(
        self,
        client: WebClient,
        memory: Memory,
        draw: Callable[[Card], Drawn | None],
        machine: Callable[[], float],
        say: Callable[[Notice], Drawn] = draw_notice,
    ) -> None:
        self._client = client
        self._memory = memory
        self._draw = draw
        self._pace = Pace(machine)
        self._say = say
        self.refused: str | None = None

    def drain(self) -> int:
        """Send what is due. Returns how many arrived; what could not be sent stays queued for later."""
        with self._memory.begin() as tx:
            cards = self._memory.desk.waiting(tx, BATCH)
            notices = self._memory.desk.notices(tx, BATCH)
        jobs: list[Notice | Card] = [*notices, *cards]
        arrived = 0
        for number, job in enumerate(jobs):
            try:
                arrived += self._notice(job) if isinstance(job, Notice) else self._card(job)
            except Halt as halt:
                self._put_back(jobs[number:], str(halt))
                if self.refused is None:
                    log.critical("Slack refuses our token (%s); cards wait. Reinstall the app.", halt)
                self.refused = str(halt)
                break
            self.refused = None
        return arrived

    def _put_back(self, jobs: list[Notice | Card], why: str) -> None:
        for job in jobs:
            self._later(job.key if isinstance(job, Notice) else job.id, REVOKED_SECONDS, why)

    def _notice(self, notice: Notice) -> bool:
        to = notice.channel or self._slack_user(notice.person)
        if to is None:
            self._later(notice.key, UNREACHABLE_SECONDS, "nobody with a Slack user to tell")
            return False
        place = self._send(Parcel(notice.key, to, self._told(notice)))
        if place is None:
            return False
        with self._memory.begin() as tx:
            self._memory.desk.told(tx, notice.key)
        return True

    def _card(self, card: Card) -> bool:
        drawn = self._drawn(card)
        to = self._slack_user(card.person)
        if drawn is None or to is None:
            why = "nothing known to draw" if to else "its person has no Slack user"
            self._later(card.id, UNREACHABLE_SECONDS, why)
            return False
        place = self._send(Parcel(card.id, to, drawn, card.channel, card.ts))
        if place is None:
            return False
        with self._memory.begin() as tx:
            self._memory.desk.sent(tx, card.id, *place)
        return True

    def _drawn(self, card: Card) -> Drawn | None:
        try:
            return self._draw(card)
        except BadBlocks as broken:
            log.error("card %s cannot be drawn: %s", card.id, broken, extra=_proposal(card))  # noqa: TRY400  # said
            return fallback(Drawn("A card waits for you.", []), str(broken))

    def _told(self, notice: Notice) -> Drawn:
        try:
            return self._say(notice)
        except BadBlocks as broken:
            log.error("notice %s cannot be drawn: %s", notice.key, broken)  # noqa: TRY400  # said
            return draw_notice(notice)

    def _send(self, parcel: Parcel) -> tuple[str, str] | None:
        """(channel, ts) of the message; None when it stays queued. Raises Halt."""
        method = "chat.update" if parcel.ts else "chat.postMessage"
        wait = self._pace.wait(parcel.channel or parcel.to, method)
        if wait:
            self._later(parcel.key, wait, "pacing")
            return None
        try:
            return self._call(parcel)
        except SlackApiError as error:
            return self._refused(parcel, method, error)
        except (SlackClientError, HTTPException, OSError) as error:
            self._later(parcel.key, AGAIN_SECONDS, f"not known to have arrived: {error}")
            return None

    def _call(self, parcel: Parcel) -> tuple[str, str]:
        text, blocks = parcel.drawn.text, parcel.drawn.blocks
        if parcel.channel and parcel.ts:
            answer = self._client.chat_update(channel=parcel.channel, ts=parcel.ts, text=text, blocks=blocks)
        else:
            answer = self._client.chat_postMessage(
                channel=parcel.to, text=text, blocks=blocks, unfurl_links=False, unfurl_media=False
            )
        return str(answer["channel"]), str(answer["ts"])

    def _refused(self, parcel: Parcel, method: str, error: SlackApiError) -> tuple[str, str] | None:
        name = str(error.response.get("error", "unknown"))
        if name in REVOKED:
            raise Halt(name)
        if name in TOO_FAST or error.response.status_code == _TOO_MANY:
            seconds = _retry_after(error)
            self._pace.pause(method, seconds)
            self._later(parcel.key, seconds, f"Slack asked for {seconds:g} s of patience")
            return None
        if name in GONE and parcel.ts:
            return self._send(Parcel(parcel.key, parcel.to, parcel.drawn))
        if name in BAD_BLOCKS:
            return self._in_words(parcel, name, error)
        seconds = UNREACHABLE_SECONDS if name in UNREACHABLE else AGAIN_SECONDS
        log.warning("%s of %s: %s", method, parcel.key, name)
        self._later(parcel.key, seconds, name)
        return None

    def _in_words(self, parcel: Parcel, name: str, error: SlackApiError) -> tuple[str, str] | None:
        """Our own defect: say it in the log with Slack's pointer, and post the words alone, so that nothing is lost."""
        details = (error.response.get("response_metadata") or {}).get("messages") or [name]
        log.error("Slack refused the blocks of %s: %s", parcel.key, "; ".join(details))
        plain = fallback(parcel.drawn, "; ".join(details))
        if parcel.drawn.blocks == plain.blocks:
            self._later(parcel.key, UNREACHABLE_SECONDS, name)
            return None
        try:
            return self._call(Parcel(parcel.key, parcel.to, plain, parcel.channel, parcel.ts))
        except (SlackClientError, HTTPException, OSError) as again:
            self._later(parcel.key, AGAIN_SECONDS, str(again))
            return None

    def _later(self, key: str, seconds: float, why: str) -> None:
        with self._memory.begin() as tx:
            self._memory.desk.later(tx, key, seconds, why)

    def _slack_user(self, person: str | None) -> str | None:
        if person is None:
            return None
        with self._memory.begin() as tx:
            found = self._memory.people.get(tx, person)
        return found.slack_user if found else None


def _retry_after(error: SlackApiError) -> float:
    headers = {name.lower(): value for name, value in (error.response.headers or {}).items()}
    try:
        return max(float(headers.get("retry-after", DEFAULT_RETRY_AFTER)), 1.0)
    except ValueError:
        return DEFAULT_RETRY_AFTER


def _proposal(card: Card) -> dict[str, str]:
    return {"proposal": ",".join(card.items)}
