"""What a person does in the local Slack, as payloads delivered to the app, and its answer on the screen."""

from integrations.sandbox import slack_payloads as payloads
from integrations.sandbox.slack_delivery import Ack, Courier, Delivery
from integrations.sandbox.slack_input import ENTRIES, entered, entry_json, find_element, offered, values
from integrations.sandbox.slack_messages import checked_blocks, checked_text
from integrations.sandbox.slack_state import Message, OpenView, Workspace
from integrations.sandbox.slack_views import view_json
from integrations.sandbox.slack_words import BOT_USER, SLACKBOT, Json, SlackError


def answer(ack: Ack) -> Json:
    """The outcome of a press as the page shows it."""
    return {"ok": ack.acked, "acked": ack.acked, "ack_ms": ack.milliseconds, "error": ack.error}


class Interactions:
    """Presses, commands, messages and Home visits.

    Args:
        workspace: the state.
        courier: delivers to the app.
        events: the subscribed events, as in the app's manifest (bot_events).
    """

    def __init__(self, workspace: Workspace, courier: Courier, events: frozenset[str]) -> None:
        self._workspace = workspace
        self._courier = courier
        self._events = events

    async def click_message(
        self, base: str, person: str, channel: str, ts: str, *, action: Json, state: Json
    ) -> Json:
        """A press on an element of a message; the version before the last update can still be pressed."""
        with self._workspace.lock:
            self._workspace.seen_by(person, channel)
            message = self._workspace.message(channel, ts, person=person)
            blocks = _version_with(message, action)
            pressed = _press(blocks, action)
            kept = message.state.get(person, {}) | entered(blocks, state)
            message.state[person] = values(blocks, _with_action(kept, pressed))
            payload = payloads.message_click(self._workspace, base, person, message, pressed)
        return answer(await self._interactive(payload, f"click {pressed['action_id']}"))

    async def click_view(self, person: str, view_id: str, action: Json, state: Json) -> Json:
        """A press on an element of a modal or the Home tab."""
        with self._workspace.lock:
            shown = self._own_view(person, view_id)
            blocks = shown.view["blocks"]
            pressed = _press(blocks, action)
            kept = shown.state | entered(blocks, state)
            shown.state = values(blocks, _with_action(kept, pressed))
            payload = payloads.view_click(self._workspace, shown, pressed)
        return answer(await self._interactive(payload, f"click {pressed['action_id']}"))

    async def shortcut(self, base: str, person: str, callback_id: str, where: tuple[str, str] | None) -> Json:
        """A global shortcut, or one on the message at (channel, ts)."""
        with self._workspace.lock:
            message = self._workspace.message(*where, person=person) if where else None
            payload = payloads.shortcut(self._workspace, base, person, callback_id, message)
        return answer(await self._interactive(payload, f"shortcut {callback_id}"))

    async def command(self, base: str, person: str, channel: str, name: str, text: str) -> Json:
        """A slash command; what comes back in the ack appears at once, a failure as Slackbot's words."""
        with self._workspace.lock:
            where = self._workspace.seen_by(person, channel)
            payload = payloads.command(self._workspace, base, person, where, name=name, text=text)
        ack = await self._courier.hand_over(Delivery("slash_commands", payload, f"command {name}", True))
        if ack.acked:
            self._show_command_answer(person, channel, ack.body)
        else:
            reason = "operation_timeout" if ack.error == "not_acked" else "dispatch_failed"
            self.whisper(person, channel, f'{name} failed with the error "{reason}"', [], SLACKBOT)
        return answer(ack)

    def type_message(self, person: str, channel: str, text: str) -> Message:
        """A person writes; the app hears of it where it subscribed (message.im, app_mention)."""
        with self._workspace.lock:
            where = self._workspace.seen_by(person, channel)
            ts = self._workspace.new_ts()
            message = self._workspace.add(Message(channel, ts, person, text, []))
        body: Json = {"user": person, "text": text, "ts": ts, "channel": channel, "event_ts": ts}
        if where.person and "message.im" in self._events:
            self._announce({"type": "message", "channel_type": "im", **body})
        elif f"<@{BOT_USER}>" in text and "app_mention" in self._events:
            self._announce({"type": "app_mention", **body})
        return message

    def open_home(self, person: str, tab: str = "home") -> None:
        """A person opens the app's Home (or Messages) tab."""
        with self._workspace.lock:
            dm = self._workspace.open_dm(person)
            ts = self._workspace.new_ts()
            body: Json = {
                "type": "app_home_opened",
                "user": person,
                "channel": dm.id,
                "tab": tab,
                "event_ts": ts,
            }
            shown = self._workspace.homes.get(person)
            if shown and tab == "home":
                body["view"] = view_json(shown)
        if "app_home_opened" in self._events:
            self._announce(body)

    def whisper(self, person: str, channel: str, text: str, blocks: list[Json], user: str = BOT_USER) -> None:
        """Show an ephemeral message."""
        ts = self._workspace.new_ts()
        self._workspace.add(Message(channel, ts, user, text, blocks, only_for=person))

    async def _interactive(self, payload: Json, what: str) -> Ack:
        return await self._courier.hand_over(Delivery("interactive", payload, what))

    def _announce(self, body: Json) -> None:
        self._courier.announce(Delivery("events_api", payloads.event(body), f"event {body['type']}"))

    def _show_command_answer(self, person: str, channel: str, body: Json | str | None) -> None:
        said = {"text": body} if isinstance(body, str) else body
        if not said or not (said.get("text") or said.get("blocks")):
            return
        self.show(said, person, channel)

    def show(self, said: Json, person: str, channel: str) -> None:
        """A reply by ack or response_url as a new message, ephemeral unless response_type is in_channel."""
        from_app = Message(channel, self._workspace.new_ts(), BOT_USER, "", [])
        from_app.blocks = checked_blocks(said) or []
        from_app.text = checked_text(said, from_app.blocks)
        from_app.thread_ts = said.get("thread_ts")
        from_app.only_for = None if said.get("response_type") == "in_channel" else person
        self._workspace.add(from_app)

    def _own_view(self, person: str, view_id: str) -> OpenView:
        shown = self._workspace.view(view_id)
        if shown.person != person:
            raise SlackError("not_found")
        return shown


def _version_with(message: Message, action: Json) -> list[Json]:
    """The newest version of the message that has the pressed element."""
    for blocks in (message.blocks, *reversed(message.earlier)):
        try:
            find_element(blocks, action.get("block_id", ""), action.get("action_id", ""))
        except SlackError:
            continue
        return blocks
    raise SlackError("no_such_element")


def _press(blocks: list[Json], sent: Json) -> Json:
    """One entry of `actions`, built from the element itself and the value the person chose."""
    block, element = find_element(blocks, sent.get("block_id", ""), sent.get("action_id", ""))
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
    }
    if element["type"] in ENTRIES:
        return action | entry_json(element, sent)
    if element["type"] == "overflow":
        return action | {"selected_option": offered(element, sent.get("selected_option"))}
    copied = ("text", "value", "style", "url", "confirm", "placeholder")
    return action | {name: element[name] for name in copied if name in element}


def _with_action(kept: Json, pressed: Json) -> Json:
    """The state with the pressed element's own value in it."""
    entry = ENTRIES.get(pressed["type"])
    if entry is None:
        return kept
    value = {"type": pressed["type"], entry.field: pressed[entry.field]}
    block = kept.get(pressed["block_id"], {}) | {pressed["action_id"]: value}
    return kept | {pressed["block_id"]: block}
