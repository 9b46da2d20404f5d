"""What the local Slack remembers: people, conversations, messages and modals.

Everything here is guarded by one lock, `Workspace.lock`; callers hold it around what must be seen at once.
Times of messages are the world's business time.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from integrations.sandbox.slack_pace import Pace
from integrations.sandbox.slack_rights import Rights
from integrations.sandbox.slack_words import BOT_USER, SLACKBOT, Json, SlackError
from integrations.sandbox.world import World

KEPT_VERSIONS = 5


@dataclass(frozen=True)
class Person:
    id: str
    key: str
    name: str
    email: str
    zone: str
    title: str
    admin: bool = False
    bot: bool = False


@dataclass
class Message:
    """One message; `only_for` names the person who alone sees it (an ephemeral message)."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json]
    thread_ts: str | None = None
    only_for: str | None = None
    edited: str | None = None
    metadata: Json | None = None
    state: dict[str, dict[str, Json]] = field(default_factory=dict)  # person -> state.values
    earlier: deque[list[Json]] = field(default_factory=lambda: deque(maxlen=KEPT_VERSIONS))


@dataclass
class Conversation:
    id: str
    name: str
    members: list[str]
    person: str | None = None  # the other side of a direct message with the bot
    created: int = 0
    messages: list[Message] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)  # person -> ts of the last message seen

    @property
    def kind(self) -> str:
        return "dm" if self.person else "channel"


@dataclass
class OpenView:
    """A modal or Home tab as it stands on one person's screen."""

    id: str
    person: str
    view: Json
    hash: str
    root: str
    previous: str | None = None
    state: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class Workspace:
    """The whole state of one Slack team.

    Args:
        world: the seeded people and the business clock.
        live: called with "slack" after each visible change.
        trigger_seconds: how long a trigger_id lives, in machine seconds.
    """

    def __init__(self, world: World, live: Callable[[str], None], trigger_seconds: float = 3.0) -> None:
        self.world = world
        self.clock = world.clock
        self.lock = threading.RLock()
        self.pace = Pace()
        self.people: dict[str, Person] = {}
        self.conversations: dict[str, Conversation] = {}
        self.stacks: dict[str, list[OpenView]] = {}
        self.homes: dict[str, OpenView] = {}
        self.warnings: deque[str] = deque(maxlen=50)
        self.rights = Rights(self.clock, trigger_seconds)
        self._live = live
        self._last_ts = 0
        self._seed()

    def _seed(self) -> None:
        for who in self.world.colleagues:
            key = "U0" + who.key.upper()
            self.people[key] = Person(key, who.key, who.name, who.email, who.zone, who.title, who.admin)
        everybody = [*self.people]
        self.people[BOT_USER] = Person(BOT_USER, "dealhand", "Dealhand", "", "UTC", "", bot=True)
        self.people[SLACKBOT] = Person(SLACKBOT, "slackbot", "Slackbot", "", "UTC", "", bot=True)
        created = int(self.clock.now().timestamp())
        for channel, name in (("C0SALESSLA", "sales-sla"), ("C0GENERAL", "general")):
            members = [*everybody, BOT_USER]
            self.conversations[channel] = Conversation(channel, name, members, created=created)

    def changed(self) -> None:
        """Tell whoever watches the page."""
        self._live("slack")

    def warn(self, text: str) -> None:
        """Keep a warning that a person sees in the status of the page."""
        self.warnings.append(text)
        self.changed()

    def person(self, person: str, error: str = "user_not_found") -> Person:
        """The person of that id; raises SlackError."""
        if person not in self.people:
            raise SlackError(error)
        return self.people[person]

    def colleagues(self) -> list[Person]:
        """Everybody who is not a bot."""
        return [p for p in self.people.values() if not p.bot]

    def conversation(self, channel: str) -> Conversation:
        """The conversation with that C… or D… id; raises SlackError channel_not_found."""
        if channel not in self.conversations:
            raise SlackError("channel_not_found")
        return self.conversations[channel]

    def open_dm(self, person: str) -> Conversation:
        """The direct message between the bot and a person, made on first use."""
        who = self.person(person, "channel_not_found")
        if who.bot:
            raise SlackError("channel_not_found")
        channel = "D" + who.id[1:]
        with self.lock:
            if channel not in self.conversations:
                created = int(self.clock.now().timestamp())
                dm = Conversation(channel, who.name, [who.id, BOT_USER], person=who.id, created=created)
                self.conversations[channel] = dm
            return self.conversations[channel]

    def seen_by(self, person: str, channel: str) -> Conversation:
        """The conversation, when that person is in it (their own bot chat always); raises SlackError."""
        own = self.open_dm(person)
        found = own if own.id == channel else self.conversation(channel)
        if person not in found.members:
            raise SlackError("not_in_channel")
        return found

    def new_ts(self) -> str:
        """A message time in business time, unique and rising: "1772546400.000100"."""
        with self.lock:
            self._last_ts = max(self._last_ts + 100, int(self.clock.now().timestamp()) * 1_000_000)
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def add(self, message: Message) -> Message:
        """Put a new message into its conversation."""
        with self.lock:
            self.conversation(message.channel).messages.append(message)
        self.changed()
        return message

    def message(self, channel: str, ts: str, *, person: str | None = None) -> Message:
        """The message (an ephemeral one only for its reader); raises SlackError message_not_found."""
        for found in reversed(self.conversation(channel).messages):
            if found.ts == ts and found.only_for in (None, person):
                return found
        raise SlackError("message_not_found")

    def rewrite(self, message: Message, text: str | None, blocks: list[Json] | None, by: str) -> None:
        """Replace text and/or blocks; the version before stays clickable for screens that lag behind."""
        with self.lock:
            if blocks is not None:
                message.earlier.append(message.blocks)
                message.blocks = blocks
            if text is not None:
                message.text = text
            if message.only_for is None:
                message.edited = by
        self.changed()

    def remove(self, message: Message) -> None:
        """Take a message away."""
        with self.lock:
            self.conversation(message.channel).messages.remove(message)
        self.changed()

    def view(self, view_id: str) -> OpenView:
        """The modal or Home tab of that id; raises SlackError not_found."""
        shown = [*self.homes.values(), *(v for stack in self.stacks.values() for v in stack)]
        for found in shown:
            if found.id == view_id:
                return found
        raise SlackError("not_found")
