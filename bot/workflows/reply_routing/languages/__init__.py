"""Every language with rules of its own, and which of them a text may be written in."""

from collections.abc import Iterator

from bot.workflows.reply_routing.languages import english, french, german, italian, portuguese, spanish
from bot.workflows.reply_routing.normalise import Normal
from bot.workflows.reply_routing.rule import Language

LANGUAGES: tuple[Language, ...] = (
    english.LANGUAGE,
    german.LANGUAGE,
    french.LANGUAGE,
    spanish.LANGUAGE,
    portuguese.LANGUAGE,
    italian.LANGUAGE,
)

_ENGLISH = """
the to you i my this is it of and for your please we are from not do with have that at on be get too many already would
should could just but by here there who what when how why were been our us don any more me
"""
# Words that other languages share with English or borrow from it: in an English text they show nothing.
_SHARED = """
a an as at am are be bin but by can cancel casa con contact contacts contacted data database de delete demo die do
email emails for had hand has he i in interest is it legal list lists mail mailing mailings mails man marketing me
message messages newsletter newsletters no not nobody of off on opt or out person plus pro programme remove removed
removes rest see send sender service so solo sorry spam spammer stop subscribe team text the to tom too top tot
unsubscribe unsubscribed unsubscribes unsubscribing us was we will you ok okay super hi hello demo pdf info
"""
_FUNCTION_WORDS, _LOANS = frozenset(_ENGLISH.split()), frozenset(_SHARED.split())
_ENOUGH = 3


def spoken(text: Normal) -> Iterator[Language]:
    """The languages whose rules are worth a try; English always, for its opt-outs travel."""
    plainly_english = len(text.words) < _ENOUGH or len(text.words & _FUNCTION_WORDS) >= _ENOUGH
    for language in LANGUAGES:
        words = language.vocabulary
        if plainly_english and words is not None and (words - _LOANS).isdisjoint(text.words):
            continue
        if language.may_speak(text):
            yield language
