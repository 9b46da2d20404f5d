"""Approved texts with typed slots, in the language of the mail that is answered; nothing in them is invented (B-21).

A slot is the name in a From header or CRM record, or a day. No price, no claim and no word of the mail's body can come
into a text here; a person may put their own words in its place on the card.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from babel.dates import format_date

from bot.mail import Address, Mail
from bot.names import is_name
from bot.operations import Letter
from bot.values import new_id

Language = Literal["en", "de", "fr", "es"]
Text = Literal["first_answer", "answer_to_a_yes", "answer_to_a_day", "calm_beginning"]

LANGUAGES: dict[Language, str] = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
_DAY = {"en": "EEEE, d MMMM", "de": "EEEE, 'der' d. MMMM", "fr": "EEEE d MMMM", "es": "EEEE d 'de' MMMM"}
_GREETING = {"en": "Hello{},", "de": "Guten Tag{},", "fr": "Bonjour{},", "es": "Hola{}:"}
_CLOSING = {"en": "Kind regards", "de": "Freundliche Grüße", "fr": "Cordialement", "es": "Un saludo"}
_NO_SUBJECT = {"en": "Your message", "de": "Ihre Nachricht", "fr": "Votre message", "es": "Su mensaje"}

_TEXTS: dict[Text, dict[Language, str]] = {
    "first_answer": {
        "en": (
            "Thank you for writing to us. I would like to understand what you need, so that I can tell you whether we "
            "are the right ones to help.\n\n"
            "Would {day} suit you for a first call? If another day is better, just name it."
        ),
        "de": (
            "vielen Dank für Ihre Nachricht. Ich möchte gern verstehen, was Sie brauchen, damit ich Ihnen sagen kann, "
            "ob wir die Richtigen dafür sind.\n\n"
            "Passt Ihnen {day}, für ein erstes Gespräch? Wenn ein anderer Tag besser ist, nennen Sie ihn gern."
        ),
        "fr": (
            "Merci pour votre message. J’aimerais comprendre ce dont vous avez besoin, afin de vous dire si nous "
            "sommes les bons interlocuteurs.\n\n"
            "Le {day} vous conviendrait-il pour un premier appel ? Si un autre jour vous arrange mieux, dites-le-moi."
        ),
        "es": (
            "Gracias por escribirnos. Me gustaría entender qué necesita para poder decirle si somos los indicados "
            "para ayudarle.\n\n"
            "¿Le vendría bien el {day} para una primera llamada? Si prefiere otro día, dígamelo."
        ),
    },
    "answer_to_a_yes": {
        "en": (
            "Thank you for your answer.\n\n"
            "Would {day} suit you for a call? If another day is better, just name it."
        ),
        "de": (
            "vielen Dank für Ihre Antwort.\n\n"
            "Passt Ihnen {day}, für ein Gespräch? Wenn ein anderer Tag besser ist, nennen Sie ihn gern."
        ),
        "fr": (
            "Merci pour votre réponse.\n\n"
            "Le {day} vous conviendrait-il pour un appel ? Si un autre jour vous arrange mieux, dites-le-moi."
        ),
        "es": (
            "Gracias por su respuesta.\n\n"
            "¿Le vendría bien el {day} para una llamada? Si prefiere otro día, dígamelo."
        ),
    },
    # Where the mail names a day itself: asking for it again would not have listened.
    "answer_to_a_day": {
        "en": (
            "Thank you for your answer.\n\n"
            "Let us speak on {day}, then. I will send you an invitation. If another day is better, just name it."
        ),
        "de": (
            "vielen Dank für Ihre Antwort.\n\n"
            "Dann halte ich für unser Gespräch fest: {day}. Ich schicke Ihnen eine Einladung. Wenn ein anderer Tag "
            "besser ist, nennen Sie ihn gern."
        ),
        "fr": (
            "Merci pour votre réponse.\n\n"
            "Retenons donc le {day} pour notre échange. Je vous envoie une invitation. Si un autre jour vous "
            "arrange mieux, dites-le-moi."
        ),
        "es": (
            "Gracias por su respuesta.\n\n"
            "Hablemos entonces el {day}. Le enviaré una invitación. Si prefiere otro día, dígamelo."
        ),
    },
    # For a person to answer anger with, who may take it or not (H6-02). It promises only what has been done.
    "calm_beginning": {
        "en": (
            "Thank you for telling me. I have stopped all other messages from us to you.\n\n"
            "I am sorry for the trouble. I am looking into how this came about, and will answer you in person."
        ),
        "de": (
            "vielen Dank, dass Sie mir das schreiben. Ich habe alle anderen Nachrichten von uns an Sie gestoppt.\n\n"
            "Es tut mir leid, dass Sie damit Ärger hatten. Ich gehe der Sache nach und antworte Ihnen persönlich."
        ),
        "fr": (
            "Merci de me l’avoir dit. J’ai arrêté tous nos autres messages à votre attention.\n\n"
            "Je regrette ce désagrément. Je cherche à comprendre ce qui s’est passé et vous répondrai personnellement."
        ),
        "es": (
            "Gracias por decírmelo. He detenido todos nuestros demás mensajes para usted.\n\n"
            "Lamento las molestias. Estoy averiguando cómo ha ocurrido y le responderé personalmente."
        ),
    },
}

# The commonest short words of each language that no other of the four has.
_COMMON: dict[Language, str] = {
    "en": "the and you we our is are for with to of your would could can have this that it",
    "de": "der die das und wir sie ist sind für mit ihr ihre ich nicht eine einen auf bei uns zu",
    "fr": "le les des et nous vous est sont pour avec votre vos une dans sur je bonjour merci du",
    "es": "el los las y nosotros usted son para con su sus una en por que hola gracias del nos",
}
_CLEAR = 2  # words more than the next language has
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SUBJECT = 200
_REPLY = re.compile(r"^(?:\s*(?:re|aw|sv|antw|rv|tr|ref|odp|vs)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,255}@[!-;=?-~]{1,255}>")
_MOST_REFERENCES = 20


@dataclass(frozen=True)
class Slots:
    """All that may stand in a text: whom it greets (empty: nobody by name), a day, and who signs."""

    name: str
    day: date
    signed: str


def language_of(text: str) -> Language:
    """The language of a text by its commonest words; English where none of the four is clear."""
    words = [word.casefold() for word in _WORD.findall(text)]
    known = {name: frozenset(common.split()) for name, common in _COMMON.items()}
    counted = sorted(
        ((sum(w in common for w in words), name) for name, common in known.items()), reverse=True
    )
    (most, best), (second, _) = counted[0], counted[1]
    return best if most >= second + _CLEAR else "en"


def wording(text: Text, language: Language, slots: Slots) -> str:
    """The text in that language, with its slots."""
    name = f" {slots.name}" if is_name(slots.name) else ""
    body = _TEXTS[text][language].format(day=format_date(slots.day, _DAY[language], locale=language))
    return f"{_GREETING[language].format(name)}\n\n{body}\n\n{_CLOSING[language]}\n{slots.signed}"


def answer_to(
    mail: Mail,
    *,
    text: Text,
    slots: Slots,
    sender: Address,
    reply_to: Address | None = None,
    now: datetime,
    language: Language | None = None,
) -> Letter:
    """A letter to whoever sent the mail, and to nobody else, in its thread.

    Raises:
        ValueError: The mail names no sender that could be written to.
    """
    spoken = language or language_of(mail.new_text)
    words = wording(text, spoken, slots)
    return in_own_words(mail, words, sender=sender, reply_to=reply_to, now=now, language=spoken)


def in_own_words(
    mail: Mail,
    words: str,
    *,
    sender: Address,
    reply_to: Address | None = None,
    now: datetime,
    language: Language | None = None,
) -> Letter:
    """The same with a text that a person wrote.

    Raises:
        ValueError: The mail names no sender that could be written to.
    """
    spoken = language or language_of(mail.new_text)
    return Letter(
        message_id=f"<{new_id(now).lower()}@{sender.address.rpartition('@')[2]}>",
        sender=sender,
        to=Address(mail.sender.address, mail.sender.name if is_name(mail.sender.name) else ""),
        subject=subject_of_answer(mail.subject, spoken),
        text=words,
        in_reply_to=_ids([mail.message_id])[0] if _ids([mail.message_id]) else "",
        references=tuple(_ids([*mail.references, mail.message_id])[-_MOST_REFERENCES:]),
        reply_to=reply_to,
    )


def subject_of_answer(subject: str, language: Language) -> str:
    """`Re:` once before the subject, which stays as it was so that mail programs keep the thread."""
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in subject)
    bare = _REPLY.sub("", " ".join(plain.split()))[:_LONGEST_SUBJECT].strip()
    return f"Re: {bare or _NO_SUBJECT[language]}"


def _ids(found: list[str]) -> list[str]:
    """Message-IDs of the right form, each once, in their order; a header takes nothing else."""
    return list(dict.fromkeys(each for each in found if _MESSAGE_ID.fullmatch(each)))
