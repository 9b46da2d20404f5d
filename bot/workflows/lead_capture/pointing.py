"""Words of an inquiry that the rules did not find and a model points at (B-21); without a model nothing changes here.

Only blanks are filled, only with words that stand in the mail, and only where our own rules can read them: a name that
is one, a number that can be dialled, a company whose name has the domain's word in it. What people must judge (money,
day, product, country) stays as it was, with the words beside it on the card. The letter is made before and apart: no
word that a model chose goes out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import phonenumbers

from bot.domains import label_of
from bot.mail import Mail
from bot.names import bare_name, first_and_last
from bot.questions import INQUIRY
from bot.readers import Readers
from bot.reading import Extracted, Part, Passages
from bot.values import Evidence
from bot.workflows.lead_capture.prospect import Prospect
from bot.workflows.lead_capture.signature import Said, Writer

_LONGEST = 80
_SHORTEST = 3  # letters of a domain's word that tell a company's name; shorter ones stand in anything
_QUOTED = 120
_POINTED = 0.5  # how far a person should trust what only a model saw
_NOT_IN_A_TITLE = re.compile(r"[@\n<>{}|]|https?:|\d{3}")


def pointed_out(prospect: Prospect, readers: Readers) -> Prospect:
    """The prospect, with blanks of the writer filled and hints added where a model found words for them."""
    if not _has_blanks(prospect):
        return prospect
    kept = prospect.kept
    answer = readers.model.extract(INQUIRY, passages_of(prospect.mail), signal=f"mail:{kept.id}")
    where = f"the mail, pointed out by {answer.model}"
    writer = _writer(prospect, answer, where)
    company = _company(prospect, answer, where)
    hints = tuple(_hints(prospect, answer, where))
    if (writer, company, hints) == (prospect.writer, prospect.company, ()):
        return prospect
    return replace(prospect, writer=writer, company=company, hints=hints, model=answer.model)


def passages_of(mail: Mail) -> Passages:
    """What a model would be given of that mail."""
    return {
        Part.SUBJECT: mail.subject,
        Part.NEW_TEXT: mail.new_text,
        Part.SIGNATURE: mail.signature,
        Part.SENDER_NAME: mail.sender.name,
    }


def _has_blanks(prospect: Prospect) -> bool:
    writer = prospect.writer
    return None in {
        writer.first,
        writer.title,
        writer.phone,
        writer.company,
        prospect.amount,
        prospect.country,
    }


def _writer(prospect: Prospect, answer: Extracted, where: str) -> Writer:
    writer = prospect.writer
    if writer.first is None and (name := _name(answer.words("person"))):
        words = answer.words("person") or name
        first, last = first_and_last(name)
        writer = replace(writer, first=Said(first, words, where), last=Said(last, words, where))
    title = answer.words("title")
    if writer.title is None and title and len(title) <= _LONGEST and not _NOT_IN_A_TITLE.search(title):
        writer = replace(writer, title=Said(title, title, where))
    if writer.phone is None and (phone := _phone(answer.words("phone"), prospect)):
        writer = replace(writer, phone=Said(phone, answer.words("phone") or phone, where))
    return writer


def _name(words: str | None) -> str | None:
    """A first and a last name, or nothing."""
    found = bare_name(words) if words else None
    return found if found and first_and_last(found)[0] else None


def _phone(words: str | None, prospect: Prospect) -> str | None:
    """The number in the words in E.164, or nothing that could be dialled."""
    country = prospect.country.code if prospect.country else None
    for found in phonenumbers.PhoneNumberMatcher(words or "", country):
        return phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _company(prospect: Prospect, answer: Extracted, where: str) -> Said:
    """The name as the mail writes it, where the domain's word stands in it."""
    words = answer.words("company")
    if prospect.writer.company is not None or not words or len(words) > _LONGEST:
        return prospect.company
    domain, plain = _letters(label_of(prospect.domain)), _letters(words)
    fits = len(domain) >= _SHORTEST and domain in plain and "@" not in words and "\n" not in words
    return Said(words, words, where) if fits else prospect.company


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _hints(prospect: Prospect, answer: Extracted, where: str) -> Iterator[Evidence]:
    """Words for a person to judge, where the rules found none."""
    known = {"amount": prospect.amount, "day": prospect.asked, "country": prospect.country, "product": None}
    for slot, value in known.items():
        words = answer.words(slot)
        if value is None and words:
            fact = f"{slot.capitalize()}, to be judged: “{' '.join(words.split())[:_QUOTED]}”"
            yield Evidence(f"model:{slot}", fact, where, prospect.kept.received_at, _POINTED)
