"""`/dealhand trust`: what is kept, what leaves, and which model sees it, in plain words (A-27)."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, RawTextObject, TableBlock, TableBlockColumnSettings

from blocks import words
from blocks.pieces import header, say, small
from blocks.surface import Drawn, message
from bot.prompting import ModelCall
from bot.reading import Part, Question
from bot.trust import Holding, Trust

_HEADS = ("What", "Kept where, how long", "Who else gets it", "What a model sees")
_CELL = 200
_LINE = "\n"


def trust_message(trust: Trust) -> Drawn:
    """The whole screen; only who asked sees it."""
    blocks: list[Block] = [header("What I keep, and what leaves"), say(_model(trust)), _table(trust)]
    if trust.host:
        blocks.append(say(f"*What the model is asked*\n{words.joined(_questions(trust), _LINE)}"))
        blocks.append(say(f"*Today (UTC)*\n{_today(trust)}"))
    if trust.calls:
        blocks.append(say(f"*Last calls*\n{words.joined([_call(call) for call in trust.calls], _LINE)}"))
    blocks.append(
        small("The database is your own: DATABASE_URL. Slack and the CRM are your own accounts there.")
    )
    return message("What I keep, and what leaves", blocks)


def _model(trust: Trust) -> str:
    if not trust.host:
        return "*No model is configured.* No text leaves for a model: rules read the mail, and people what is unclear."
    return (
        f"*Model:* {words.safe(trust.model, 80)} at {words.safe(trust.host, 120)}. It gets the texts named below and a "
        "fixed question, only where rules are in doubt. It is never given tools, records or recipients; its answer is "
        "a label, or words of the mail."
    )


def _table(trust: Trust) -> Block:
    """What a model sees has a column only where there is one."""
    columns = len(_HEADS) if trust.host else len(_HEADS) - 1
    lines: list[Sequence[str]] = [_HEADS]
    lines += [
        (h.what, h.kept, h.goes_to.replace("your CRM", trust.crm_name), _seen(trust, h))
        for h in trust.holdings
    ]
    return TableBlock(
        rows=[[RawTextObject(text=words.plain(text, _CELL)) for text in line[:columns]] for line in lines],
        column_settings=[TableBlockColumnSettings(is_wrapped=True) for _ in range(columns)],
    )


def _seen(trust: Trust, holding: Holding) -> str:
    seen = [part for part in holding.parts if trust.asked_for(part)]
    if not seen or not trust.host:
        return "nothing"
    return f"{trust.model}: {words.listed([part.in_words for part in seen])}"


def _questions(trust: Trust) -> list[str]:
    return [f"• “{words.escape(q.asks)}” It gets: {words.escape(_parts(q))}." for q in trust.questions]


def _parts(question: Question) -> str:
    return words.listed([part.in_words for part in question.parts])


def _today(trust: Trust) -> str:
    calls = "1 call" if trust.today.calls == 1 else f"{trust.today.calls} calls"
    return f"{calls}, {trust.today.tokens:,} of {trust.daily_tokens:,} tokens (MODEL_DAILY_TOKENS)"


def _call(call: ModelCall) -> str:
    """One line of the log: when, what for, which model, what left, how it ended."""
    known = {part.value: part.in_words for part in Part}
    parts = words.listed([known.get(part, part) for part in call.parts])
    return (
        f"• {words.when(call.at)}: {words.safe(call.question, 40)}, {words.safe(call.model, 60)} at "
        f"{words.safe(call.host, 80)} got {words.safe(parts, 200)} ({call.size:,} characters with the question): "
        f"{words.safe(call.outcome.replace('_', ' '), 30)} in {call.ms:,} ms, "
        f"{call.tokens_in + call.tokens_out:,} tokens, for `{words.safe(call.signal, 80)}`"
    )
