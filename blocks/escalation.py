"""An escalation: the notice with its ways on, the modal to answer in, and the one to let mail go out again (H6)."""

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement, PlainTextObject

from blocks import words
from blocks.inputs import VALUE
from blocks.pieces import ANSWERED, CALM_ANSWER, CALM_BEGINNING, CLEAR, button, row, say, small
from blocks.surface import Drawn, Json, message, view
from bot.human_only.escalations import Escalation
from bot.model import Notice

ANSWER_VIEW, CLEAR_VIEW = "calm_answer.v1", "clear.v1"
ANSWER, REASON = "answer", "reason"
TITLE = "Answer calmly"
_MOST_ANSWER = 3000  # Slack's limit for a text input
_QUOTED = 700


def escalation_notice(notice: Notice, found: Escalation | None) -> Drawn:
    """The notice as it stands now; where the mail is gone, its text alone."""
    if found is None:
        text = words.escape(words.cut(notice.text, 2800))
        return message(text, [say(text)])
    return escalation_message(found)


def escalation_message(found: Escalation) -> Drawn:
    """Who is angry, what they wrote, what was stopped; and what a person may do about it."""
    who = words.safe(found.address, 120)
    blocks = [
        say(f"🚨 *{who} needs a person now.* I answered nothing.\n{_quote(found)}"),
        say(f"{_stopped(found)}{_story(found)}"),
        *row(
            None if found.answered else button("Answer calmly…", CALM_ANSWER, found.mail, "primary"),
            None if found.answered else button("I have answered", ANSWERED, found.mail),
            button("Clear…", CLEAR, found.mail) if found.halted else None,
        ),
    ]
    return message(f"{who} needs a person now", blocks)


def _quote(found: Escalation) -> str:
    subject = f"*{words.safe(found.subject, 120)}* · " if found.subject else ""
    return f"{subject}{words.when(found.at)}\n{words.quoted(found.words, _QUOTED)}"


def _stopped(found: Escalation) -> str:
    said = []
    if found.suppressed:
        said.append(f"⛔ They get no more mail through me, for good ({words.safe(found.suppressed, 60)}).")
    if found.halted:
        names = words.listed([words.safe(halt.account or halt.key, 80) for halt in found.halted])
        said.append(f"✋ All other mail to {names} is stopped until a person clears it.")
    elif found.cleared:
        said.append(f"▶️ Mail to their company may go out again. {words.safe(found.cleared, 240)}")
    return "\n".join(said) or "▶️ Mail to them may go out."


def _story(found: Escalation) -> str:
    if not found.answered:
        return ""
    at = f" ({words.when(found.answered_at)})" if found.answered_at else ""
    return f"\n✅ *{words.safe(found.answered, 80)}* has answered{at}."


def answer_view(found: Escalation, written: str | None = None, turn: int = 0) -> Json:
    """The modal to answer in: their mail, the calm beginning as an offer, and an empty field for one's own words.

    Args:
        found: what is answered.
        written: what stands in the field; None for nothing, which is how it opens (H6-02).
        turn: how often the field was filled for the person: Slack takes a new text only into a new field.
    """
    if not found.may_be_written_to:
        return _answer_outside(found)
    sender = found.sender.address if found.sender else ""
    field = PlainTextInputElement(
        action_id=VALUE, multiline=True, max_length=_MOST_ANSWER, initial_value=written or None,
        placeholder="Your own words",
    )  # fmt: skip
    blocks: list[Block] = [
        say(f"*{words.safe(found.address, 120)}* wrote:\n{_quote(found)}"),
        say(
            f"*If it helps, a calm beginning:*\n{words.quoted(found.calm, _QUOTED)}",
            button("Use this", CALM_BEGINNING, str(turn)),
        ),
        InputBlock(block_id=f"{ANSWER}.{turn}", label=PlainTextObject(text="Your answer"), element=field),
        small(
            f"From {words.safe(sender, 120)}. Nothing is sent yet: it becomes a card that you approve, and is then "
            "held for a moment. Our postal address and a way to unsubscribe are put under it."
        ),
    ]  # fmt: skip
    return view(
        "modal", blocks, callback_id=ANSWER_VIEW, private_metadata=found.mail, title=_text(TITLE),
        submit=_text("Make the card"), close=_text("Cancel"),
    )  # fmt: skip


def _answer_outside(found: Escalation) -> Json:
    """Nothing of ours may or can reach them: a person answers from their own mailbox, with the text to copy."""
    if found.suppressed:
        why = (
            f"They are suppressed ({words.safe(found.suppressed, 60)}), so *I send them nothing, not even an apology.* "
            "If you answer, do it yourself: from your own mailbox, as one person to another, about their complaint "
            "and nothing else. If they name a lawyer or an authority, ask your own lawyer first."
        )
    else:
        why = (
            "No mailbox is connected that could send your answer. `/dealhand connect` connects yours; "
            "or answer from it yourself."
        )
    return view(
        "modal",
        [
            say(f"*{words.safe(found.address, 120)}* wrote:\n{_quote(found)}"),
            say(why),
            say(f"*If it helps, a calm beginning to copy:*\n{words.to_copy(found.calm, _QUOTED)}"),
            small("Then press “I have answered”, so that everybody knows, and it counts."),
        ],
        title=_text(TITLE),
        close=_text("Close"),
    )


def clear_view(found: Escalation, pressed: str) -> Json:
    """Why it is safe again: without a reason nothing is cleared (H6-03). `pressed` is where the notice lies."""
    names = words.listed([words.safe(halt.account or halt.key, 80) for halt in found.halted])
    why = "; ".join(dict.fromkeys(halt.why for halt in found.halted))
    stays = (
        f" {words.safe(found.address, 120)} stays suppressed and gets nothing." if found.suppressed else ""
    )
    field = PlainTextInputElement(
        action_id=VALUE, max_length=300, placeholder="We talked, and they are fine with it"
    )
    return view(
        "modal",
        [
            say(f"*All mail to {names} is stopped*: {words.safe(why, 400)}"),
            say(f"When you clear it, every workflow may propose mail to them again.{stays}"),
            InputBlock(block_id=REASON, label=PlainTextObject(text="Why is it safe again?"), element=field),
        ],
        callback_id=CLEAR_VIEW,
        private_metadata=f"{found.mail} {pressed}",
        title=_text("Let mail go out again"),
        submit=_text("Clear"),
        close=_text("Cancel"),
    )


def _text(text: str) -> Json:
    return {"type": "plain_text", "text": text[:24]}
