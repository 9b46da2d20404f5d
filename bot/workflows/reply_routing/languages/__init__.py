"""Every language with rules of its own, and which of them a text may be written in."""

from collections.abc import Iterator

from bot.workflows.reply_routing.languages import (
    baltic_and_african,
    cyrillic,
    dutch,
    east_asian,
    english,
    european,
    french,
    german,
    italian,
    nordic,
    portuguese,
    semitic_and_indic,
    slavic_latin,
    southeast_asian,
    spanish,
)
from bot.workflows.reply_routing.normalise import Normal
from bot.workflows.reply_routing.rule import Language

LANGUAGES: tuple[Language, ...] = (
    english.LANGUAGE,
    german.LANGUAGE,
    french.LANGUAGE,
    spanish.LANGUAGE,
    portuguese.LANGUAGE,
    italian.LANGUAGE,
    dutch.LANGUAGE,
    *nordic.LANGUAGES,
    *european.LANGUAGES,
    *slavic_latin.LANGUAGES,
    *cyrillic.LANGUAGES,
    *east_asian.LANGUAGES,
    *semitic_and_indic.LANGUAGES,
    *southeast_asian.LANGUAGES,
    *baltic_and_african.LANGUAGES,
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


_TELLING = {one.name: one.vocabulary - _LOANS for one in LANGUAGES if one.vocabulary is not None}


def spoken(text: Normal) -> Iterator[Language]:
    """The languages whose rules are worth a try; English always, for its opt-outs travel."""
    english_words = len(text.words & _FUNCTION_WORDS)
    plainly_english = len(text.words) < _ENOUGH or english_words >= _ENOUGH
    for language in LANGUAGES:
        telling = _TELLING.get(language.name)
        if plainly_english and telling is not None and telling.isdisjoint(text.words):
            continue
        if english_words >= _ENOUGH and telling is None and not _in_its_own_script(language, text):
            continue
        if language.may_speak(text):
            yield language


def _in_its_own_script(language: Language, text: Normal) -> bool:
    if language.script is None:
        return True
    found = language.script.search(text.text)
    return found is not None and not found[0].isascii()
