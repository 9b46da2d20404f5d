"""The block rules beside an independent registry of limits and surfaces (the package slackblocks)."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from slackblocks import _limits, _surfaces

from integrations.sandbox.slack_blocks import SURFACES, problems, view_problems
from tests.sandbox.slack_kit import (
    Block,
    actions,
    button,
    cells,
    confirm,
    field,
    marked,
    modal,
    options,
    plain,
    section,
    select,
)


@pytest.mark.parametrize("surface", get_args(_surfaces.BlockSurface))
def test_surfaces_agree_with_the_independent_map(surface: Any) -> None:
    theirs = _surfaces._BLOCK_TYPES_BY_SURFACE[surface]

    # Slack's own table of blocks does not allow containers in the Home tab; the stricter reading holds.
    stricter = {"container"} if surface == "home" else set()
    assert SURFACES[surface] == theirs - stricter


Build = Callable[[int], Block]
LIMITS: list[tuple[int, Build]] = [
    (_limits.SECTION_TEXT_MAX_LENGTH, lambda n: section(text=marked("x" * n))),
    (_limits.SECTION_FIELDS_MAX_ITEMS, lambda n: section(fields=[marked("x")] * n)),
    (_limits.SECTION_FIELDS_ITEM_MAX_LENGTH, lambda n: section(fields=[marked("x" * n)])),
    (_limits.HEADER_TEXT_MAX_LENGTH, lambda n: {"type": "header", "text": plain("x" * n)}),
    (_limits.BLOCK_ID_MAX_LENGTH, lambda n: {"type": "divider", "block_id": "x" * n}),
    (_limits.ACTION_ID_MAX_LENGTH, lambda n: actions(button(action_id="x" * n))),
    (_limits.ACTIONS_ELEMENTS_MAX_ITEMS, lambda n: actions(*[button()] * n)),
    (_limits.CONTEXT_ELEMENTS_MAX_ITEMS, lambda n: {"type": "context", "elements": [plain("x")] * n}),
    (_limits.BUTTON_TEXT_MAX_LENGTH, lambda n: actions(button(text=plain("x" * n)))),
    (_limits.BUTTON_VALUE_MAX_LENGTH, lambda n: actions(button(value="x" * n))),
    (_limits.BUTTON_URL_MAX_LENGTH, lambda n: actions(button(url="https:".ljust(n, "x")))),
    (_limits.BUTTON_ACCESSIBILITY_LABEL_MAX_LENGTH, lambda n: actions(button(accessibility_label="x" * n))),
    (_limits.CONFIRMATION_TITLE_MAX_LENGTH, lambda n: actions(button(confirm=confirm(title=plain("x" * n))))),
    (_limits.CONFIRMATION_TEXT_MAX_LENGTH, lambda n: actions(button(confirm=confirm(text=plain("x" * n))))),
    (_limits.CONFIRMATION_DENY_MAX_LENGTH, lambda n: actions(button(confirm=confirm(deny=plain("x" * n))))),
    (
        _limits.OPTION_TEXT_MAX_LENGTH,
        lambda n: actions(select(options=[{"text": plain("x" * n), "value": "v"}])),
    ),
    (
        _limits.OPTION_VALUE_MAX_LENGTH,
        lambda n: actions(select(options=[{"text": plain("x"), "value": "x" * n}])),
    ),
    (_limits.SELECT_OPTIONS_MAX_ITEMS, lambda n: actions(select(options=options(n)))),
    (_limits.SELECT_PLACEHOLDER_MAX_LENGTH, lambda n: actions(select(placeholder=plain("x" * n)))),
    (_limits.OVERFLOW_OPTIONS_MAX_ITEMS, lambda n: actions({"type": "overflow", "options": options(n)})),
    (_limits.CHECKBOXES_OPTIONS_MAX_ITEMS, lambda n: actions({"type": "checkboxes", "options": options(n)})),
    (
        _limits.RADIO_BUTTONS_OPTIONS_MAX_ITEMS,
        lambda n: actions({"type": "radio_buttons", "options": options(n)}),
    ),
    (
        _limits.INPUT_LABEL_MAX_LENGTH,
        lambda n: field({"type": "plain_text_input"}) | {"label": plain("x" * n)},
    ),
    (_limits.INPUT_HINT_MAX_LENGTH, lambda n: field({"type": "plain_text_input"}, hint=plain("x" * n))),
    (_limits.PLAIN_TEXT_INPUT_MAX_LENGTH_MAX, lambda n: field({"type": "plain_text_input", "max_length": n})),
    (_limits.MARKDOWN_TEXT_MAX_LENGTH, lambda n: {"type": "markdown", "text": "x" * n}),
    (_limits.TABLE_ROWS_MAX_ITEMS, lambda n: cells(n, 1)),
    (_limits.TABLE_COLUMNS_MAX_ITEMS, lambda n: cells(1, n)),
    (_limits.TABLE_COLUMN_SETTINGS_MAX_ITEMS, lambda n: cells(1, 1) | {"column_settings": [{}] * n}),
    (
        _limits.IMAGE_ALT_TEXT_MAX_LENGTH,
        lambda n: {"type": "image", "alt_text": "x" * n, "image_url": "https:x"},
    ),
]


@pytest.mark.parametrize(("limit", "build"), LIMITS)
def test_limits_agree_with_the_independent_registry(limit: int, build: Build) -> None:
    assert problems([build(limit)], "message") == []
    assert problems([build(limit + 1)], "message") != []


VIEW_LIMITS: list[tuple[int, Build]] = [
    (_limits.VIEW_TITLE_MAX_LENGTH, lambda n: modal(title=plain("x" * n))),
    (_limits.VIEW_SUBMIT_MAX_LENGTH, lambda n: modal(submit=plain("x" * n))),
    (_limits.VIEW_CLOSE_MAX_LENGTH, lambda n: modal(close=plain("x" * n))),
    (_limits.VIEW_CALLBACK_ID_MAX_LENGTH, lambda n: modal(callback_id="x" * n)),
    (_limits.VIEW_PRIVATE_METADATA_MAX_LENGTH, lambda n: modal(private_metadata="x" * n)),
    (_limits.VIEW_BLOCKS_MAX_ITEMS, lambda n: modal(blocks=[{"type": "divider"}] * n)),
    (_limits.ALERT_TEXT_MAX_LENGTH, lambda n: modal(blocks=[{"type": "alert", "text": plain("x" * n)}])),
]


@pytest.mark.parametrize(("limit", "build"), VIEW_LIMITS)
def test_limits_of_views_agree_with_the_independent_registry(limit: int, build: Build) -> None:
    assert view_problems(build(limit)) == []
    assert view_problems(build(limit + 1)) != []
