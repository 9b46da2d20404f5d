"""`/dealhand help` and the manifest name what can be typed: no verb is hidden, and none is promised."""

import re
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from blocks.help import VERBS, help_message
from bot.lifecycle import Lifecycle
from handlers.commands import verbs_of
from integrations.sandbox.slack_blocks import problems

ROOT = Path(__file__).parents[2]


def typed() -> set[str]:
    """The verbs that the command understands, each without its other names."""
    known = set(verbs_of(cast("Lifecycle", None)))
    return known - {"", "help", "queue"} | {"guardrails"}


def named() -> set[str]:
    lines = [verb for _, verbs in VERBS for verb, _ in verbs]
    return {line.split()[1] for line in lines if line.startswith("/dealhand ")}


@pytest.mark.row("U-02")
def test_help_names_every_verb_that_is_understood_and_no_other() -> None:
    assert named() == typed()


def test_help_fits_on_one_message_and_each_line_is_short() -> None:
    drawn = help_message()

    assert problems(drawn.blocks, "message") == []
    assert max(len(what) for _, verbs in VERBS for _, what in verbs) <= 66


@pytest.mark.row("U-11")
def test_the_manifests_hint_names_every_verb() -> None:
    manifest = cast("dict[str, Any]", yaml.safe_load((ROOT / "manifest.yml").read_text()))
    (command,) = (c for c in manifest["features"]["slash_commands"] if c["command"] == "/dealhand")

    hinted = {re.split(r"[ \[<]", part.strip())[0] for part in command["usage_hint"].split("|")}

    assert hinted == typed() | {"help"}
    assert len(command["usage_hint"]) <= 1000
