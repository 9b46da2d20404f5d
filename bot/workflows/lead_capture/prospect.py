"""All that is known of a prospect before a card is made: who they are, whose they are, what they want and when."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.correspondents import Correspondent
from bot.days import Day, day_of
from bot.domains import company_domain, label_of
from bot.letters import LANGUAGES, Slots, answer_to, language_of
from bot.mail import Mail
from bot.mailroom import KeptMail
from bot.names import is_name
from bot.operations import Letter
from bot.readers import Readers
from bot.values import Evidence, today
from bot.workdays import after_workdays, country_of_zone
from bot.workflows.lead_capture.amounts import Amount, amount_of
from bot.workflows.lead_capture.inquiry import Inquiry
from bot.workflows.lead_capture.signature import Said, Writer, writer_of
from bot.workflows.lead_capture.territory import Country, Owner, country_of, owner_of

CLOSES_AFTER = timedelta(days=90)  # a house rule, because a CRM wants a close date and a first mail has none
CALL_WITHIN = 2  # working days, where the mail asks for no day
REMIND_AFTER = 3  # working days without a reply


@dataclass(frozen=True)
class Prospect:
    """`mail` is `kept.mail`. `letter` is None where no mail can or may go out, and `silent` says why."""

    kept: KeptMail
    mail: Mail
    found: Correspondent
    inquiry: Inquiry
    writer: Writer
    company: Said
    domain: str
    country: Country | None
    owner: Owner
    amount: Amount | None
    asked: Day | None
    call: date
    closes: date
    remind: date
    letter: Letter | None
    silent: str = ""
    hints: tuple[Evidence, ...] = ()  # words that a model points at, for a person to judge
    model: str = "none"

    @property
    def address(self) -> str:
        """Where they wrote from."""
        return self.mail.sender.address

    @property
    def known_as(self) -> str:
        """Their name, or their address where the mail has no name."""
        return self.writer.name if self.writer.last.value != self.address.partition("@")[0] else self.address


def prospect_of(kept: KeptMail, found: Correspondent, inquiry: Inquiry, readers: Readers) -> Prospect | None:
    """Read the mail and choose the owner; None where nobody could own it, or no company's domain is there."""
    mail, domain = kept.mail, company_domain(found.address)
    if mail is None or domain is None:
        return None
    known = country_of(found.account, None, domain)
    writer = writer_of(mail, domain, known.code if known else None)
    country = country_of(found.account, writer, domain)
    owner = owner_of(found.account, country, domain, readers)
    if owner is None:
        return None
    on, land = today(readers.clock.now(), owner.person), country_of_zone(owner.person.zone)
    asked = day_of(mail.new_text, on)
    call = after_workdays(asked.day, 0, land) if asked else after_workdays(on, CALL_WITHIN, land)
    letter, silent = _letter(mail, writer, owner, call, found, readers)
    return Prospect(
        kept=kept,
        mail=mail,
        found=found,
        inquiry=inquiry,
        writer=writer,
        company=writer.company or Said(label_of(domain).capitalize(), domain, "the sender's domain"),
        domain=domain,
        country=country,
        owner=owner,
        amount=amount_of(mail.new_text),
        asked=asked,
        call=call,
        closes=on + CLOSES_AFTER,
        remind=after_workdays(on, REMIND_AFTER, land),
        letter=letter,
        silent=silent,
    )


def _letter(
    mail: Mail, writer: Writer, owner: Owner, call: date, found: Correspondent, readers: Readers
) -> tuple[Letter | None, str]:
    """The approved first answer from the owner's own mailbox, or why there is none."""
    if found.forbids:
        return None, f"the CRM does not allow mail to them ({found.forbids})"
    sender = readers.sender_for(owner.person)
    if sender is None:
        return None, "no mailbox is connected that could send (/dealhand connect)"
    name = writer.name if is_name(writer.name) and writer.first else ""
    slots = Slots(name, call, owner.person.name)
    reply_to = readers.reply_to_for(owner.person)
    now = readers.clock.now()
    return answer_to(mail, text="first_answer", slots=slots, sender=sender, reply_to=reply_to, now=now), ""


def language_said(prospect: Prospect) -> str:
    """In which language the letter is, as people read it."""
    return LANGUAGES[language_of(prospect.mail.new_text)]
