"""English."""

from bot.workflows.reply_routing.languages import (
    english_decline,
    english_elsewhere,
    english_machine,
    english_mood,
    english_optout,
    english_positive,
    english_softly,
    english_threat,
    english_timing,
)
from bot.workflows.reply_routing.rule import Language

LANGUAGE = Language(
    name="english",
    vocabulary=None,  # opt-outs in English words come in mails of every language
    rules=(
        *english_threat.RULES,
        *english_optout.RULES,
        *english_softly.RULES,
        *english_machine.RULES,
        *english_decline.RULES,
        *english_timing.RULES,
        *english_elsewhere.RULES,
        *english_positive.RULES,
        *english_mood.RULES,
    ),
)
