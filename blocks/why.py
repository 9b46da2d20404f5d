"""What stands behind a card (A-31): signal, rule, evidence, score, guardrails, and which model was used."""

from slack_sdk.models.blocks import Block, DividerBlock

from blocks import words
from blocks.pieces import pairs, say, small
from blocks.surface import Json, view
from bot.model import Check, Proposal
from bot.showing import Why

_LINE = "\n"


def why_view(why: Why) -> Json:
    """The modal behind "Why?"."""
    proposal = why.standing.proposal
    blocks: list[Block] = [
        say(f"*{words.safe(proposal.headline, 200)}*\n{words.safe(words.sentence(proposal.reason), 1200)}"),
        pairs(_origin(why)),
        DividerBlock(),
        say(f"*Evidence*\n{words.joined(_evidence(proposal), _LINE)}"),
        say(f"*Guardrails checked*\n{words.joined(_checks(why.standing.verdict.checks), _LINE)}"),
        say(f"*Who decides*\n{_decides(why)}"),
    ]
    if proposal.score:
        parts = " · ".join(f"{words.safe(p.name, 60)} {p.points:+g}" for p in proposal.score[:12])
        blocks.append(say(f"*Place in the queue: {proposal.points:g}*\n{parts}"))
    if proposal.choices:
        options = [
            f"{place}. {words.safe(c.shown, 75)} — {words.safe(c.reason, 150)} ({c.points:g})"
            for place, c in enumerate(proposal.choices[:10], start=1)
        ]
        blocks.append(say(f"*Options, ranked*\n{words.joined(options, _LINE)}"))
    touched = "; ".join(dict.fromkeys(f"{op.summary()}: {op.undo.promise}" for op in proposal.operations))
    blocks.append(small(f"*What it would do:* {words.safe(touched, 600)}"))
    blocks.append(small(f"Card {words.safe(proposal.id, 60)}"))
    return view("modal", blocks, title=_title("Why this?"), close=_title("Close"))


def _origin(why: Why) -> list[tuple[str, str]]:
    proposal, signal = why.standing.proposal, why.signal
    heard = words.safe(proposal.signal, 120)
    if signal is not None:
        heard = f"{words.safe(signal.source, 60)}, {words.when(signal.at)}"
    model = "none: rules only" if proposal.model == "none" else words.safe(proposal.model, 80)
    return [
        ("Signal", heard),
        ("Workflow", words.safe(why.workflow, 80)),
        ("Rule that fired", words.safe(words.sentence(proposal.rule), 300)),
        ("Confidence", words.sure(proposal.confidence)),
        ("Model used", model),
        ("Likely outcome", words.safe(words.sentence(proposal.outcome), 300)),
    ]


def _evidence(proposal: Proposal) -> list[str]:
    return [
        f"• {words.link(e.link, e.fact, 120)} — {words.safe(e.source, 40)}, "
        f"{words.when(e.at, '{date_short}')}, {e.confidence:.0%}"
        for e in proposal.evidence
    ]


def _checks(checks: tuple[Check, ...]) -> list[str]:
    said = [f"{'✅' if c.passed else '✋'} {words.safe(words.sentence(c.said), 200)}" for c in checks]
    return said or ["None applies."]


def _decides(why: Why) -> str:
    reason = words.safe(words.sentence(why.standing.verdict.reason), 300)
    return f"{words.safe(why.asked.name, 80)}. {reason}"


def _title(text: str) -> Json:
    return {"type": "plain_text", "text": text}
