"""What the people of the story write: each a mail as it comes in on an ordinary day."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stranger:
    """Somebody whom the CRM does not know, and their first mail."""

    name: str
    address: str
    subject: str
    text: str


@dataclass(frozen=True)
class Answer:
    """What a known contact (by world key) writes back. `headers` are those of a machine."""

    contact: str
    subject: str  # of the mail they answer
    text: str
    headers: tuple[tuple[str, str], ...] = ()


PROSPECTS = (
    Stranger(
        "Elena Brandt",
        "cto@fabrikam.com",
        "Pilot for our two plants in Oregon",
        "Hello,\n\n"
        "I run technology at Fabrikam. We make industrial sensors, about 350 people, with two plants near Portland, "
        "Oregon.\n\n"
        "A colleague at Northwind Robotics showed me what you do, and I would like to try it with our operations "
        "team. We would start with 40 seats; the budget I have for this year is $36,000.\n\n"
        "Could you show us how it works on Thursday, after 10:00 Pacific?\n\n"
        "Best regards,\n"
        "Elena Brandt\n"
        "CTO, Fabrikam Inc.\n"
        "+1 503 555 0142\n",
    ),
    Stranger(
        "Jonas Weber",
        "j.weber@lindenau-antriebe.example",
        "Anfrage: Angebot für 25 Arbeitsplätze",
        "Guten Tag,\n\n"
        "wir sind ein Maschinenbauer in Kassel (rund 180 Mitarbeiter) und suchen eine Lösung für unseren "
        "Vertriebsinnendienst. Könnten Sie uns ein Angebot für 25 Arbeitsplätze machen und uns die Software am "
        "Freitag zeigen?\n\n"
        "Mit freundlichen Grüßen\n"
        "Jonas Weber\n"
        "Leiter IT, Lindenau Antriebe GmbH, Kassel, Deutschland\n"
        "Tel. +49 561 5550133\n",
    ),
    Stranger(
        "Priscilla Okoro",
        "priscilla@okoro-clinics.example",
        "Do you work with healthcare?",
        "Hi,\n\n"
        "We run eleven outpatient clinics in Manchester and are looking for a better way to follow up on referrals. "
        "Do you work with healthcare companies in the UK, and what would it cost for a team of fifteen?\n\n"
        "Thanks,\n"
        "Priscilla Okoro\n"
        "Operations Director, Okoro Clinics, Manchester, UK\n",
    ),
)

INTERESTED = (
    Answer(
        "jo",
        "Platform pilot: two dates for the technical session",
        "Hi Priya,\n\n"
        "Yes, let's do it. Thursday at 10:00 works for me and for our security lead. Please send the invitation, and "
        "the order form with it if you can, so that procurement can start.\n\n"
        "Jo\n",
    ),
    Answer(
        "globex-2",
        "Renewal 2026",
        "Sam, sounds good. We want to go ahead with the larger plan. Can you call me tomorrow at 11 to settle the "
        "details?\n\nRuth\n",
    ),
)

REMOVED = (
    Answer(
        "alex",
        "Five ideas for operations teams",
        "Please take me off your mailing list. I do not want any further mail from you.\n\nAlex Chen\n",
    ),
    Answer(
        "northwind-uk-1",
        "An invitation to our London breakfast",
        "Kindly remove this address from your list and do not contact me again.\n\nHarriet Lowe\n",
    ),
)

ANGRY = (
    Answer(
        "alex-globex",
        "Your invoice 2026-0114",
        "I am furious. You charged us twice for January, and nobody has answered my last three mails. This is "
        "unacceptable. Have your manager call me today.\n\n"
        "Alex Chen\nFinance Director, Globex\n",
    ),
)

OUT_OF_OFFICE = (
    Answer(
        "tidewater-1",
        "Your freight lanes and the new rates",
        "Thank you for your message. I am out of the office until Monday, 16 March, with limited access to mail. "
        "In urgent cases please write to dispatch@tidewaterfreight.example.\n",
        (("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"), ("Precedence", "bulk")),
    ),
)
