"""The block rules: what passes, and Slack's words and pointers for what does not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.sandbox.slack_blocks import problems, view_problems
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

FINE: list[Block] = [
    section(text=marked("*a* <https://x.example|b>"), accessory=button(url="https://x.example")),
    section(fields=[marked("a"), plain("b")]),
    section(text=plain("a"), accessory=select(initial_option=options(2)[0])),
    {"type": "header", "text": plain("A")},
    {"type": "divider"},
    {
        "type": "context",
        "elements": [marked("a"), {"type": "image", "alt_text": "i", "image_url": "https://x.example"}],
    },
    actions(button(action_id="a", style="danger", confirm=confirm()), button(action_id="b", value="1")),
    actions({"type": "overflow", "action_id": "o", "options": options(5)}),
    actions(
        {"type": "datepicker", "initial_date": "2026-03-03"}, {"type": "timepicker", "initial_time": "09:30"}
    ),
    field({"type": "plain_text_input", "min_length": 1, "max_length": 3000}, optional=True, hint=plain("h")),
    field({"type": "number_input", "is_decimal_allowed": True, "initial_value": "1.5"}),
    field({"type": "checkboxes", "options": options(10), "initial_options": options(1)}),
    {"type": "image", "alt_text": "i", "image_url": "https://x.example", "title": plain("t")},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "old", "style": {"strike": True}},
                    {"type": "link", "url": "https://x.example", "text": "new"},
                    {"type": "user", "user_id": "U1"},
                ],
            },
            {"type": "rich_text_list", "style": "bullet", "elements": []},
        ],
    },
]


@pytest.mark.parametrize("block", FINE, ids=lambda b: b["type"])
@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_what_slack_accepts_everywhere_passes(block: Block, surface: str) -> None:
    assert problems([block], surface) == []


def test_a_wide_and_long_table_passes_in_a_message() -> None:
    table = cells(100, 20) | {"column_settings": [{"is_wrapped": True, "align": "right"}]}

    assert problems([table], "message") == []


REFUSED: dict[str, tuple[Block, str, str]] = {
    "long section": (section(text=marked("x" * 3001)), "must be less than 3001 characters", "/text/text"),
    "empty text": (section(text=marked("")), "must be more than 0 characters", "/text/text"),
    "eleven fields": (section(fields=[marked("x")] * 11), "no more than 10 items allowed", "/fields"),
    "long field": (
        section(fields=[marked("x" * 2001)]),
        "must be less than 2001 characters",
        "/fields/0/text",
    ),
    "silent section": (section(), "must define either `text` or `fields`", ""),
    "marked header": ({"type": "header", "text": marked("x")}, "unsupported type: mrkdwn", "/text/type"),
    "long header": (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters",
        "/text/text",
    ),
    "unknown block": ({"type": "banner"}, "unsupported type: banner", "/type"),
    "extra field": ({"type": "divider", "color": "red"}, "invalid additional property: color", ""),
    "no elements": ({"type": "actions"}, "missing required field: elements", ""),
    "long value": (
        actions(button(value="x" * 2001)),
        "must be less than 2001 characters",
        "/elements/0/value",
    ),
    "blue button": (
        actions(button(style="blue")),
        "must be a valid enum value: primary, danger",
        "/elements/0/style",
    ),
    "bad url": (actions(button(url="x.example")), "invalid url", "/elements/0/url"),
    "long url": (
        actions(button(url="https://" + "x" * 3000)),
        "must be less than 3001 characters",
        "/elements/0/url",
    ),
    "marked button": (
        actions(button(text=marked("x"))),
        "unsupported type: mrkdwn",
        "/elements/0/text/type",
    ),
    "half a confirm": (
        actions(button(confirm={"title": plain("T"), "text": plain("t"), "confirm": plain("Y")})),
        "missing required field: deny",
        "/elements/0/confirm",
    ),
    "twin actions": (
        actions(button(action_id="a"), button(action_id="a")),
        "`action_id` a already exists",
        "/elements/1/action_id",
    ),
    "input as a button": (
        actions({"type": "plain_text_input"}),
        "unsupported type: plain_text_input",
        "/elements/0/type",
    ),
    "empty select": (
        actions(select(options=[])),
        "no fewer than 1 items allowed",
        "/elements/0/options",
    ),
    "too many options": (
        actions(select(options=options(101))),
        "no more than 100 items allowed",
        "/elements/0/options",
    ),
    "no options at all": (
        actions({"type": "static_select"}),
        "must define either `options` or `option_groups`",
        "/elements/0",
    ),
    "foreign initial option": (
        actions(select(initial_option={"text": plain("z"), "value": "z"})),
        "must be one of the options",
        "/elements/0/initial_option",
    ),
    "sixth overflow": (
        actions({"type": "overflow", "options": options(6)}),
        "no more than 5 items allowed",
        "/elements/0/options",
    ),
    "spoken date": (
        actions({"type": "datepicker", "initial_date": "3 March"}),
        "must be a date in the format YYYY-MM-DD",
        "/elements/0/initial_date",
    ),
    "undecided number": (
        field({"type": "number_input"}),
        "missing required field: is_decimal_allowed",
        "/element",
    ),
    "long label": (
        field({"type": "plain_text_input"}) | {"label": plain("x" * 2001)},
        "must be less than 2001 characters",
        "/label/text",
    ),
    "empty cell": (
        {"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]},
        "must be more than 0 characters",
        "/rows/0/0/text",
    ),
    "tall table": (cells(101, 1), "no more than 100 items allowed", "/rows"),
    "broad table": (cells(1, 21), "no more than 20 items allowed", "/rows/0"),
    "invisible image": (
        {"type": "image", "alt_text": "i"},
        "must define either `image_url` or `slack_file`",
        "",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_slack_refuses_is_named_at_its_place(case: str) -> None:
    block, words, pointer = REFUSED[case]

    found = problems([{"type": "divider"}, block], "message")

    assert f"[ERROR] {words} [json-pointer:/blocks/1{pointer}]" in found


def test_a_message_holds_fifty_blocks_and_a_modal_a_hundred() -> None:
    many = [{"type": "divider"}] * 51

    assert problems(many, "message") == ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]
    assert problems(many, "modal") == []
    assert problems(many * 2, "home") == ["[ERROR] no more than 100 items allowed [json-pointer:/blocks]"]


def test_block_ids_are_unique() -> None:
    twins = [{"type": "divider", "block_id": "b"}] * 2

    assert problems(twins, "message") == [
        "[ERROR] `block_id` b already exists [json-pointer:/blocks/1/block_id]"
    ]


def test_markdown_is_limited_in_all_and_belongs_in_messages_only() -> None:
    half = {"type": "markdown", "text": "x" * 6001}

    assert problems([half], "message") == []
    assert len(problems([half, half], "message")) == 1
    assert problems([half], "modal") == ["[ERROR] unsupported type: markdown [json-pointer:/blocks/0/type]"]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (
            modal(private_metadata="x" * 3001),
            "less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        (modal(callback_id="x" * 256), "less than 256 characters [json-pointer:/view/callback_id]"),
        (modal(blocks=[field({"type": "plain_text_input"})]), "submit is required when an input block"),
        (modal(blocks=[{"type": "banner"}]), "unsupported type: banner [json-pointer:/view/blocks/0/type]"),
        ({"type": "home", "blocks": [], "title": plain("T")}, "invalid additional property: title"),
        ({"type": "drawer", "blocks": []}, "must be modal or home"),
        ({"type": "modal", "blocks": []}, "missing required field: title"),
    ],
)
def test_a_bad_view_is_named_at_its_place(view: Block, words: str) -> None:
    assert any(words in found for found in view_problems(view))


def test_only_one_input_may_take_the_focus() -> None:
    focused = field({"type": "plain_text_input", "focus_on_load": True})

    assert view_problems(modal(blocks=[focused, focused], submit=plain("Go"))) == [
        "[ERROR] only one element may have focus_on_load [json-pointer:/view/blocks]"
    ]


@pytest.mark.parametrize(
    "rubbish", [None, "text", 7, [], {}, {"type": None}, {"type": "section", "text": "x"}]
)
def test_rubbish_is_refused_and_never_a_crash(rubbish: Any) -> None:
    assert problems([rubbish], "message") != []
    assert view_problems(rubbish) != []


WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inside: st.lists(inside, max_size=2) | st.dictionaries(st.text(max_size=3), inside, max_size=2),
    max_leaves=5,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, child in inside for found in places(child, (*path, key)))]


def spoiled(value: Any, path: tuple[Any, ...], wild: Any) -> Any:
    """A copy of the value with something else at that path."""
    if not path:
        return wild
    copied = value.copy()
    copied[path[0]] = spoiled(value[path[0]], path[1:], wild)
    return copied


@given(st.sampled_from(FINE).flatmap(lambda b: st.tuples(st.just(b), st.sampled_from(places(b)))), WILD)
def test_a_good_block_spoiled_anywhere_is_judged_and_never_a_crash(
    target: tuple[Block, tuple[Any, ...]], wild: Any
) -> None:
    block = spoiled(*target, wild)

    for found in (*problems([block], "message"), *view_problems(modal(blocks=[block]))):
        assert found.startswith("[ERROR] ")
