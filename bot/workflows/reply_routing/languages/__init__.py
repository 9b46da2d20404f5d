"""Every language with rules of its own."""

from bot.workflows.reply_routing.languages import english, french, german, spanish
from bot.workflows.reply_routing.rule import Language

LANGUAGES: tuple[Language, ...] = (english.LANGUAGE, german.LANGUAGE, french.LANGUAGE, spanish.LANGUAGE)
