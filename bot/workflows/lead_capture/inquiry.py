"""Whether a stranger's mail is an inquiry: conservative, so that no pitch to us and no private mail becomes a deal."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domains import company_domain
from bot.mail import Mail
from bot.model import Signal
from bot.workflows.lead_capture.signs import buyer_signs, seller_signs

_MOST_WORDS = 200
_MOST_TEXT = 6000  # characters of the new text; an inquiry comes to its point before


class Kind(StrEnum):
    """What it is, as far as its words tell. Only a buyer's mail becomes a card; the others go to a person's eyes."""

    BUYER = "buyer"
    SELLER = "seller"  # offers, applies or bills; nobody need be disturbed for it
    UNSURE = "unsure"


@dataclass(frozen=True)
class Inquiry:
    """`words` is the sentence it rests on, verbatim; `said` is the reason as a phrase."""

    kind: Kind
    words: str
    said: str


def judge_mail(mail: Mail) -> Inquiry:
    """Weigh the words of a person's mail. A friendly mail is no inquiry: somebody must ask for what we sell."""
    parts = (mail.new_text[:_MOST_TEXT], mail.subject)
    buyer = [sign for part in parts for sign in buyer_signs(part)]
    seller = [sign for part in parts for sign in seller_signs(part)]
    if seller and not buyer:
        return Inquiry(Kind.SELLER, seller[0].sentence, "it offers us something, applies or bills")
    if seller:
        said = "it reads like an offer to us as much as like an inquiry"
        return Inquiry(Kind.UNSURE, seller[0].sentence, said)
    if not buyer:
        return Inquiry(Kind.UNSURE, "", "it does not say clearly that somebody wants to buy")
    words = buyer[0].sentence
    if company_domain(mail.sender.address) is None:
        return Inquiry(Kind.UNSURE, words, "it comes from a mail provider's address, which names no company")
    return Inquiry(Kind.BUYER, words, "somebody asks about what we sell")


def reviewed_inquiry(signal: Signal, mail: Mail) -> Inquiry | None:
    """What a person made of it in the review queue: their "interested" is an inquiry, and nothing else is."""
    body = signal.body or {}
    if body.get("answer") != "positive":
        return None
    if company_domain(mail.sender.address) is None:
        return Inquiry(Kind.UNSURE, "", "its address is a mail provider's, which names no company")
    words = " ".join((mail.new_text or mail.subject).split())[:_MOST_WORDS]
    return Inquiry(Kind.BUYER, words, f"{body.get('by_name', 'a colleague')} read it as an inquiry")
