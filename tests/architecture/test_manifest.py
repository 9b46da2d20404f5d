"""`manifest.yml` alone installs the app: nothing that listens is missing there, and no scope stands there unused."""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from slack_bolt import App
from slack_sdk import WebClient

from blocks import pieces
from blocks.card import draw_card
from blocks.edit import EDIT_VIEW, edit_view
from blocks.escalation import ANSWER_VIEW, CLEAR_VIEW, answer_view, escalation_message
from blocks.guardrails import GUARDRAIL_VIEW, guardrail_view, guardrails_view
from blocks.inputs import VALUE
from blocks.queue import queue
from blocks.review import action_of, review_message
from blocks.surface import pressable
from bot.lifecycle import Lifecycle
from bot.policy import Guardrail
from bot.queues import QUEUES
from handlers import Replies, register_all
from tests.blocks.mail_specimens import every_escalation, every_review
from tests.blocks.specimens import every_state, standing

ROOT = Path(__file__).parents[2]
OURS = ("handlers", "integrations/slack")

# Which scope each Web API method needs (docs.slack.dev, "Scopes": one page per method).
SCOPES: dict[str, set[str]] = {
    "auth.test": set(),
    "apps.connections.open": set(),  # an app-level token, not a bot scope
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.open": {"im:write"},
    "users.list": {"users:read", "users:read.email"},  # we read profile.email
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}


class Recorder:
    """Takes the place of a Bolt app and writes down what is registered."""

    def __init__(self) -> None:
        self.heard: dict[str, list[str]] = defaultdict(list)

    def __getattr__(self, kind: str) -> Callable[..., Callable[..., Any]]:
        def register(name: Any = "") -> Callable[..., Any]:
            self.heard[kind].append(name if isinstance(name, str) else "*")
            return lambda listener: listener

        return register

    def error(self, listener: Callable[..., Any]) -> Callable[..., Any]:
        return listener

    def named(self, kind: str) -> set[str]:
        return set(self.heard[kind]) - {"*"}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.safe_load((ROOT / "manifest.yml").read_text()))


@pytest.fixture(scope="module")
def recorder() -> Recorder:
    found = Recorder()
    nothing = cast("Lifecycle", None)
    register_all(cast("App", found), nothing, Replies(WebClient(), lambda _url, _body: 200))
    return found


def methods_called() -> set[str]:
    """The Web API methods that our code calls on a client: `client.chat_postMessage(…)` is chat.postMessage."""
    known = {name for name in dir(WebClient) if re.match(r"[a-z]+_[a-zA-Z_]+$", name)}
    files = [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]
    found = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value)
                if node.func.attr in known and owner.endswith("client"):
                    found.add(node.func.attr.replace("_", "."))
    return found - {"api.call"}


def drawn_actions() -> Iterator[str]:
    """Every action_id that a person can press."""
    messages = [draw_card(facts).blocks for facts in every_state().values()]
    messages += [review_message(looked).blocks for looked in every_review().values()]
    messages += [escalation_message(found).blocks for found in every_escalation().values()]
    views = [
        *[answer_view(found)["blocks"] for found in every_escalation().values()],
        *[edit_view(facts)["blocks"] for facts in [every_state()["open_needs_you"]]],
        guardrails_view([Guardrail("g", "deal")])["blocks"],
        guardrail_view(())["blocks"],
    ]
    for blocks in [*messages, *views, queue([standing()]).blocks]:
        for block in blocks:
            if block["type"] != "input":
                yield from (element["action_id"] for element in pressable(block))


@pytest.mark.row("U-11")
def test_every_command_in_code_is_in_the_manifest_and_the_other_way_round(
    manifest: dict[str, Any], recorder: Recorder
) -> None:
    declared = {one["command"] for one in manifest["features"]["slash_commands"]}

    assert recorder.named("command") == declared


@pytest.mark.row("U-11")
def test_every_event_in_code_is_subscribed_and_the_other_way_round(
    manifest: dict[str, Any], recorder: Recorder
) -> None:
    declared = set(manifest["settings"]["event_subscriptions"]["bot_events"])

    assert recorder.named("event") == declared


@pytest.mark.row("U-11")
def test_shortcuts_in_code_are_declared(manifest: dict[str, Any], recorder: Recorder) -> None:
    declared = {one["callback_id"] for one in manifest["features"].get("shortcuts", [])}

    assert recorder.named("shortcut") == declared


@pytest.mark.row("U-11")
def test_buttons_and_modals_need_interactivity_and_have_it(
    manifest: dict[str, Any], recorder: Recorder
) -> None:
    assert recorder.named("action")
    assert recorder.named("view") == {EDIT_VIEW, GUARDRAIL_VIEW, ANSWER_VIEW, CLEAR_VIEW}
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True


@pytest.mark.row("U-11")
def test_the_scopes_are_exactly_those_of_the_methods_that_code_calls(manifest: dict[str, Any]) -> None:
    called = methods_called()
    unknown = called - SCOPES.keys()
    assert not unknown, f"say which scopes {sorted(unknown)} need"

    needed = set().union(*(SCOPES[method] for method in called)) | {"commands"}

    assert needed == set(manifest["oauth_config"]["scopes"]["bot"])
    assert {"chat.postMessage", "chat.update", "views.open", "users.list"} <= called


def test_every_button_that_can_be_drawn_is_heard_and_the_other_way_round(recorder: Recorder) -> None:
    declared = {
        value
        for name, value in vars(pieces).items()
        if name.isupper() and isinstance(value, str) and re.fullmatch(r"[a-z_]+\.v\d+", value)
    }
    declared |= {action_of(tap) for queue in QUEUES.values() for tap in queue.taps}

    assert set(drawn_actions()) == recorder.named("action")
    assert declared == recorder.named("action")
    assert VALUE not in declared


def test_action_ids_carry_a_version_so_that_an_old_card_never_means_something_new(recorder: Recorder) -> None:
    for name in recorder.named("action") | recorder.named("view"):
        assert re.fullmatch(r"[a-z_]+\.v\d+", name)


def test_whatever_else_comes_is_answered_too(recorder: Recorder) -> None:
    for kind in ("action", "view", "command", "event", "shortcut", "options", "view_closed"):
        assert recorder.heard[kind][-1] == "*", f"the last {kind} listener takes the rest"


def test_the_manifest_says_what_slack_demands(manifest: dict[str, Any]) -> None:
    about = manifest["display_information"]

    assert 0 < len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert re.fullmatch(r"#[0-9a-f]{6}", about["background_color"])
    for command in manifest["features"]["slash_commands"]:
        assert re.fullmatch(r"/[a-z]{1,31}", command["command"])
        assert len(command["description"]) <= 2000
        assert len(command.get("usage_hint", "")) <= 1000
    assert set(manifest) == {"_metadata", "display_information", "features", "oauth_config", "settings"}
