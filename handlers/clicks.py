"""What Slack sends when someone presses something, parsed once into a noun."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Click:
    """One press: who, on what, where. `channel` and `ts` are None for a press in a modal or the Home tab.

    `value` is the opaque id on a button, or the chosen option of a menu; `state` is `state.values`.
    """

    person: str
    action: str
    value: str
    trigger: str
    channel: str | None = None
    ts: str | None = None
    ephemeral: bool = False
    view: str | None = None
    response_url: str | None = None
    state: Mapping[str, Any] = field(default_factory=dict)

    @property
    def on_card(self) -> bool:
        """Pressed on a message that stays, so that the message can be adopted and redrawn."""
        return self.channel is not None and self.ts is not None and not self.ephemeral


def click(body: Body) -> Click:
    """The press in a block_actions payload; ids that are missing come out empty, never as an error."""
    action = (body.get("actions") or [{}])[0]
    option = action.get("selected_option") or {}
    container = body.get("container") or {}
    view = body.get("view") or {}
    state = body.get("state") or view.get("state") or {}
    return Click(
        person=(body.get("user") or {}).get("id", ""),
        action=action.get("action_id", ""),
        value=str(option.get("value") or action.get("value") or ""),
        trigger=body.get("trigger_id", ""),
        channel=(body.get("channel") or {}).get("id") or container.get("channel_id"),
        ts=container.get("message_ts"),
        ephemeral=bool(container.get("is_ephemeral")),
        view=view.get("id"),
        response_url=body.get("response_url"),
        state=state.get("values") or {},
    )
