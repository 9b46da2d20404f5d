"""The gate before Slack catches what would fail a whole message, as an independent list of limits says."""

import pytest
from slack_sdk.models.blocks import Block, DividerBlock, SectionBlock
from slackblocks import _limits
from slackblocks._surfaces import _BLOCK_TYPES_BY_SURFACE as SURFACES

from blocks import surface
from blocks.notices import draw_notice, fallback, sentence
from blocks.pieces import button, row, say, table
from blocks.surface import BadBlocks, message, view
from bot.model import Notice
from integrations.sandbox.slack_blocks import problems


def test_our_surfaces_and_limits_allow_nothing_that_an_independent_list_forbids() -> None:
    for name, allowed in surface.ALLOWED.items():
        assert allowed <= SURFACES[name]
    assert surface._MOST_TEXT["section"] <= _limits.TEXT_MAX_LENGTH
    assert surface._MOST_VALUE <= _limits.BUTTON_VALUE_MAX_LENGTH


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [DividerBlock()] * 51,
        [SectionBlock(fields=["x" * 2001])],
        [table(("a",), [["b"]]), table(("a",), [["b"]])],
        row(button("A", "same.v1", "1"), button("B", "same.v1", "2")),
        [SectionBlock(text="a", block_id="b"), SectionBlock(text="a", block_id="b")],
    ],
)
def test_what_slack_would_refuse_never_leaves(blocks: list[Block]) -> None:
    with pytest.raises(BadBlocks):
        message("text", blocks)


def test_a_table_is_kept_out_of_modals() -> None:
    with pytest.raises(BadBlocks, match="table is not allowed on a modal"):
        view("modal", [table(("a",), [["b"]])])


def test_a_notice_keeps_our_bold_and_loses_foreign_mentions() -> None:
    drawn = draw_notice(Notice("k", "in_doubt", "I cannot tell whether *<!channel> & co* was done."))

    assert drawn.blocks[0]["text"]["text"] == "I cannot tell whether *&lt;!channel&gt; &amp; co* was done."
    assert problems(drawn.blocks, "message") == []


def test_a_very_long_answer_is_cut_and_still_valid() -> None:
    assert problems(sentence("<" * 9000).blocks, "message") == []


def test_a_refused_card_is_said_in_words() -> None:
    plain = fallback(message("Set the next step", [say("x")]), "/blocks/3 is bad")

    assert "Set the next step" in plain.text
    assert "/actions" in plain.text
    assert problems(plain.blocks, "message") == []
