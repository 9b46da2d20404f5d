"""Approved texts and the days in them: in the language of the mail, to its sender alone, in its thread."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.letters import LANGUAGES, Language, Slots, answer_to, language_of, subject_of_answer, wording
from bot.mail import Address, Mail
from bot.post import OutgoingMail
from bot.values import Person
from bot.workdays import after_workdays, country_of_zone, is_workday, opening
from tests.bot.strangers import INQUIRIES

pytestmark = pytest.mark.row("A-13")
NOW = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
PRIYA = Address("priya@acme.example", "Priya Shah")
SLOTS = Slots("Dana Reed", date(2026, 3, 5), "Priya Shah")


@pytest.mark.parametrize(
    ("language", "greeting", "day"),
    [
        ("en", "Hello Dana Reed,", "Thursday, 5 March"),
        ("de", "Guten Tag Dana Reed,", "Donnerstag, der 5. März"),
        ("fr", "Bonjour Dana Reed,", "jeudi 5 mars"),
        ("es", "Hola Dana Reed:", "jueves 5 de marzo"),
    ],
)
def test_each_language_has_its_greeting_and_its_way_to_name_a_day(
    language: Language, greeting: str, day: str
) -> None:
    for text in ("first_answer", "answer_to_a_yes", "answer_to_a_day"):
        said = wording(text, language, SLOTS)
        assert said.startswith(f"{greeting}\n\n")
        assert day in said
        assert said.endswith("\nPriya Shah")


@pytest.mark.parametrize(
    "name", ["", "Click <https://evil.example>", "x" * 80, "Dana\r\nBcc: all@acme.example"]
)
def test_what_is_no_name_is_greeted_without_one(name: str) -> None:
    assert wording("first_answer", "en", Slots(name, SLOTS.day, "Priya Shah")).startswith("Hello,\n")


def test_a_text_holds_nothing_but_its_slots() -> None:
    """No price, no claim: with the slots taken out, every letter of a kind is one and the same text."""
    for language in LANGUAGES:
        other = Slots("Kim Lee", date(2026, 3, 5), "Sam Field")
        mine = wording("first_answer", language, SLOTS).replace("Dana Reed", "N").replace("Priya Shah", "S")
        theirs = wording("first_answer", language, other).replace("Kim Lee", "N").replace("Sam Field", "S")
        assert mine == theirs
        assert not any(sign in mine for sign in "$€£%0")


def test_the_language_is_that_of_the_mail() -> None:
    heard = [language_of(text) for text in INQUIRIES]

    assert heard[:9] == ["en"] * 9
    assert heard[9:13].count("de") >= 3
    assert heard[13:17].count("fr") >= 3
    assert heard[17:].count("es") >= 1
    assert language_of("") == language_of("Dzień dobry, szukamy narzędzia") == "en"


def mail(**more: object) -> Mail:
    facts: dict[str, object] = {
        "new_text": "Hello, we are looking for a tool.",
        "subject": "A question",
        "sender": Address("dana@fabrikam.com", "Dana Reed"),
        "message_id": "<m2@fabrikam.com>",
        "references": ("<m1@fabrikam.com>",),
        "cc": (Address("boss@fabrikam.com"),),
    }
    return Mail(**(facts | more))  # type: ignore[arg-type]  # fields by name


def test_an_answer_goes_to_the_sender_alone_in_the_thread_under_an_id_of_its_own() -> None:
    first = answer_to(mail(), text="first_answer", slots=SLOTS, sender=PRIYA, now=NOW)
    second = answer_to(mail(), text="first_answer", slots=SLOTS, sender=PRIYA, now=NOW)

    assert (first.to.address, first.cc) == ("dana@fabrikam.com", ())
    assert (first.in_reply_to, first.references) == (
        "<m2@fabrikam.com>",
        ("<m1@fabrikam.com>", "<m2@fabrikam.com>"),
    )
    assert first.subject == "Re: A question"
    assert first.message_id.endswith("@acme.example>")
    assert first.message_id != second.message_id


@pytest.mark.parametrize(
    ("subject", "answer"),
    [
        ("A question", "Re: A question"),
        ("AW: Re: RE[2]: A question", "Re: A question"),
        ("", "Re: Your message"),
        ("Hi\r\nBcc: all@acme.example", "Re: Hi Bcc: all@acme.example"),
    ],
)
def test_a_subject_stays_as_it_was_behind_one_re(subject: str, answer: str) -> None:
    assert subject_of_answer(subject, "en") == answer


@pytest.mark.row("N9")
@given(
    st.text(max_size=300),
    st.text(max_size=80),
    st.lists(st.text(max_size=40), max_size=4),
    st.text(max_size=60),
)
def test_whatever_a_mail_says_its_answer_is_a_mail_to_its_sender(
    subject: str, name: str, references: list[str], message_id: str
) -> None:
    heard = mail(
        subject=subject,
        sender=Address("dana@fabrikam.com", name),
        references=tuple(references),
        message_id=message_id,
    )

    made = answer_to(heard, text="first_answer", slots=SLOTS, sender=PRIYA, now=NOW)

    assert made.to.address == "dana@fabrikam.com"
    OutgoingMail(
        message_id=made.message_id,
        sender=made.sender,
        to=made.to,
        subject=made.subject,
        text=made.text,
        postal_address="1 Main St",
        in_reply_to=made.in_reply_to,
        references=made.references,
    )


@pytest.mark.parametrize(
    ("day", "count", "country", "then"),
    [
        (date(2026, 3, 3), 2, "US", date(2026, 3, 5)),
        (date(2026, 3, 6), 1, "US", date(2026, 3, 9)),
        (date(2026, 7, 2), 1, "US", date(2026, 7, 6)),  # 4 July is a Saturday, kept on Friday
        (date(2026, 4, 2), 1, "DE", date(2026, 4, 7)),  # Good Friday, a weekend and Easter Monday
        (date(2026, 4, 2), 1, "US", date(2026, 4, 3)),
        (date(2026, 3, 7), 0, None, date(2026, 3, 9)),
        (date(2026, 3, 3), 0, None, date(2026, 3, 3)),
    ],
)
def test_working_days_leave_out_weekends_and_the_countrys_holidays(
    day: date, count: int, country: str | None, then: date
) -> None:
    assert after_workdays(day, count, country) == then
    assert is_workday(then, country)


def test_a_zone_names_its_country_and_an_unknown_country_has_weekends_only() -> None:
    assert [country_of_zone(z) for z in ("America/New_York", "Europe/London", "UTC", "No/Where")] == [
        "US",
        "GB",
        None,
        None,
    ]
    assert is_workday(date(2026, 12, 25), "XX")
    assert not is_workday(date(2026, 12, 25), "US")


def test_work_opens_at_the_persons_own_hour_in_their_zone() -> None:
    lee = Person("lee", "Lee", "lee@acme.example", "America/Los_Angeles", starts=time(8, 30))

    assert opening(date(2026, 3, 6), lee).astimezone(UTC) == datetime(2026, 3, 6, 16, 30, tzinfo=UTC)
