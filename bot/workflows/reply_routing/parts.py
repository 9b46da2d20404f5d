# ruff: noqa: E501 - lists of greetings and footers
"""Which parts of a mail are read, and what may be believed of each.

Opt-outs are looked for everywhere a person can have written: new text, a new subject, the other MIME version of the
body, below a "--", in a calendar comment, and in text of which it is unsure whether it is quoted. Interest and the
other classes are read in the new text and the calendar comment alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.mail import Mail
from bot.workflows.reply_routing import injection
from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.normalise import Normal, normalise
from bot.workflows.reply_routing.rule import compiled

SHARP = frozenset({Label.UNSUBSCRIBE, Label.COMPLIANCE_THREAT})
ALL = frozenset(Label)
_REPLY = re.compile(
    r"(?:^|(?<=[\s:]))(?:re|aw|wg|sv|vs|antw|tr|rif|r|res|rv|odp|fw|fwd|ynt|vá|回复|答复|转发|返信|답장)\s*(?:\[\d+\])?\s*[::]",
    re.IGNORECASE,
)
_NAMES = r"(?:[ ,][\w'.-]+){0,4}"
_GREETING = compiled(
    r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|greetings|hallo|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|"
    r"liebe[rs]?|moin|bonjour|bonsoir|salut|cher|chere|hola|buenos dias|buenas(?: tardes)?|estimad[oa]|ola|oi|bom dia|boa tarde|"
    r"prezad[oa]|car[oa]|ciao|buongiorno|salve|gentile|egregio|hoi|dag|beste|geachte|goedemorgen|goedemiddag|hej|hei|czesc|dzien dobry|"
    r"szanown[yia]\w*|dobry den|merhaba|здравствуйте|добрый день|привет)"
)
_GREETED = re.compile(rf"\s*(?:{_GREETING.pattern}){_NAMES}\s*(?:[,!.:\n-]+|$)")
_SIGNED = re.compile(
    r"(?:\n|(?<=[.!?,;])|\s-+)\s*(?:-+\s*)?(?:(?:thanks|thank you|thx|cheers|regards|best|danke|merci|gracias|grazie|obrigad[oa]|bedankt|tack|br)[\s,!.-]*)?"
    r"[\w'.-]+(?: [\w'.-]+)?[\s.]*$"
)
_FEW = 25
# A footer that lawyers or list programs put there threatens nobody and asks for nothing.
_BOILERPLATE = re.compile(
    r"confidential|vertraulich|confidencia|riservat|vertrouwelijk|intended recipient|addressee|disclosure|unauthori[sz]ed|disclaimer|"
    r"registered (?:in|office)|received this (?:e-?mail|message|in error)|in error|privileged|viewed in|view (?:it )?in (?:your )?browser|"
    r"our (?:newsletter|mailing|blog)|privacy (?:policy|notice)|click here|https?:|unser\w* newsletter|notre newsletter|all rights reserved"
)


@dataclass(frozen=True)
class Part:
    """One text of a mail.

    `labels` are those it may give; `floor` is the weight a rule needs to be heard in it; `whole` asks a rule to fill
    nearly all of it; `repeats` says that its beginning is a part already.
    """

    text: Normal
    where: str
    core: tuple[int, int]
    labels: frozenset[Label]
    floor: float = 0.0
    whole: bool = False
    repeats: bool = False

    def boilerplate_at(self, place: int) -> bool:
        """Whether the line around a place is a footer's."""
        first = self.text.text.rfind("\n", 0, place) + 1
        last = self.text.text.find("\n", place)
        return (
            _BOILERPLATE.search(self.text.text, first, last if last >= 0 else len(self.text.text)) is not None
        )


def parts_of(mail: Mail) -> tuple[Part, ...]:
    """The texts to read, the new text always first."""
    return tuple(_parts(mail))


def _parts(mail: Mail) -> Iterator[Part]:
    yield from _believed(mail.new_text, "new_text", ALL)
    if mail.calendar_comment.strip():
        yield from _believed(mail.calendar_comment, "calendar", ALL)
    for other in mail.alternatives:
        yield from _believed(other, "alternative", SHARP if mail.new_text.strip() else ALL)
    yield from _subject(mail)
    if mail.signature.strip():
        yield _part(mail.signature, "signature", SHARP, 0.85)
    if mail.split_unsure and mail.quoted_text.strip():
        yield _part(mail.quoted_text, "quoted_text", SHARP, 0.9)


def _believed(raw: str, where: str, labels: frozenset[Label]) -> Iterator[Part]:
    """A text up to where it starts to speak to programs; below that only the sharp classes are heard."""
    whole = _part(raw, where, labels)
    cut = injection.hostile_from(whole.text)
    if cut is None:
        yield whole
        return
    yield _part(raw[:cut], where, labels)
    yield Part(whole.text, where, whole.core, SHARP, repeats=True)


def _subject(mail: Mail) -> Iterator[Part]:
    """A subject without a reply mark is the sender's own; one with it is heard where it is nothing but a request."""
    subject = mail.subject.strip()
    found = _REPLY.search(subject)
    if found is None:
        if subject:
            yield _part(subject, "subject", SHARP if mail.new_text.strip() else ALL, 0.85)
        return
    if before := subject[: found.start()].strip(" :-[]"):
        yield _part(before, "subject", SHARP, 0.85)
    after = subject[found.end() :].strip()
    while again := _REPLY.match(after):
        after = after[again.end() :].strip()
    if after:
        yield _part(after, "subject", SHARP, 0.85, whole=True)


def _part(raw: str, where: str, labels: frozenset[Label], floor: float = 0.0, *, whole: bool = False) -> Part:
    text = normalise(raw)
    return Part(text, where, core(text.text), labels, floor, whole)


def core(text: str) -> tuple[int, int]:
    """The bounds of what is said, without a greeting before it and a name below it."""
    start, end = 0, len(text)
    greeted = _GREETED.match(text)
    if greeted and greeted.end() < end and text[greeted.end() :].strip():
        start = greeted.end()
    signed = (
        _SIGNED.search(text, start, end) if end - start > _FEW or "\n" in text[start:end].strip() else None
    )
    if signed and text[start : signed.start()].strip():
        end = signed.start()
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
