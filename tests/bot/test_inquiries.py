"""Whether a stranger's mail is an inquiry, and what is read out of it: conservative, verbatim, unclear is unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.days import day_of
from bot.mail import Address, Mail
from bot.workflows.lead_capture.amounts import amount_of
from bot.workflows.lead_capture.inquiry import Kind, judge_mail
from bot.workflows.lead_capture.signature import writer_of
from tests.bot.strangers import BOTH, INQUIRIES, NEITHER, PITCHES

pytestmark = pytest.mark.row("A-11")
TODAY = date(2026, 3, 3)  # a Tuesday


def mail(text: str, *, sender: str = "dana@fabrikam.com", name: str = "", signature: str = "") -> Mail:
    return Mail(new_text=text, sender=Address(sender, name), signature=signature)


@pytest.mark.parametrize("text", INQUIRIES)
def test_who_asks_for_what_we_sell_is_a_buyer_with_their_own_sentence(text: str) -> None:
    inquiry = judge_mail(mail(text))

    assert inquiry.kind is Kind.BUYER
    assert inquiry.words
    assert inquiry.words in " ".join(text.replace("’", "'").split())


@pytest.mark.parametrize("text", PITCHES)
def test_a_pitch_an_application_and_a_bill_become_no_deal(text: str) -> None:
    assert judge_mail(mail(text)).kind is Kind.SELLER


@pytest.mark.parametrize("text", [*NEITHER, *BOTH])
def test_what_is_friendly_or_both_goes_to_a_person(text: str) -> None:
    assert judge_mail(mail(text)).kind is Kind.UNSURE


def test_a_mail_providers_address_names_no_company_so_a_person_looks() -> None:
    inquiry = judge_mail(mail(INQUIRIES[0], sender="dana@gmail.com"))

    assert inquiry.kind is Kind.UNSURE
    assert "mail provider" in inquiry.said


@given(st.text(max_size=400))
def test_any_text_is_judged_and_quoted_from_itself(text: str) -> None:
    inquiry = judge_mail(mail(text))

    plain = " ".join(text.replace("’", "'").split())
    assert inquiry.words in plain or inquiry.words.lower() in " ".join(text.lower().split())


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Our budget is about $24,000 a year.", "24000", "USD"),
        ("Unser Budget liegt bei 20.000 EUR.", "20000", "EUR"),
        ("Budget: 24k USD", "24000", "USD"),
        ("Notre budget est de 15 000 €", "15000", "EUR"),
        ("Tenemos un presupuesto de 12.500,50 euros.", "12500.5", "EUR"),
        ("We could spend up to £1.5m on it.", "1500000", "GBP"),
        ("Wir können bis zu 1,5 Mio. € ausgeben.", "1500000", "EUR"),
    ],
)
def test_one_amount_that_they_would_spend_counts_with_its_sentence(
    text: str, value: str, currency: str
) -> None:
    found = amount_of(f"Hello. {text}\n\nBye")

    assert found is not None
    assert (found.value, found.currency) == (value, currency)
    assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        "We raised $5M last year and are looking for a tool.",
        "Our budget is $20 per user.",
        "Budget: 500 € pro Monat",
        "Our budget is $20,000 to $30,000.",
        "Our budget is limited.",
        "We have 24,000 users and a budget.",
        "Is it $99? Our budget was cut.",
        "",
    ],
)
def test_an_amount_that_could_mean_something_else_is_unknown(text: str) -> None:
    assert amount_of(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Could you show us on Thursday?", date(2026, 3, 5)),
        ("Can we talk on March 12th?", date(2026, 3, 12)),
        ("A call on 2026-03-10 would suit us.", date(2026, 3, 10)),
        ("Call me tomorrow.", date(2026, 3, 4)),
        ("Passt Ihnen Donnerstag, der 5. März, für ein Gespräch?", date(2026, 3, 5)),
        ("Serions-nous disponibles mardi pour un appel ?", date(2026, 3, 10)),
        ("¿Podemos hablar el 10 de marzo?", date(2026, 3, 10)),
    ],
)
def test_the_day_on_which_they_would_talk_is_found(text: str, day: date) -> None:
    found = day_of(text, TODAY)

    assert found is not None
    assert (found.day, found.words in text) == (day, True)


@pytest.mark.parametrize(
    "text",
    [
        "At last Thursday's webinar you showed a demo.",
        "A demo on Tuesday or Wednesday?",
        "We may talk in May.",
        "The contract ends on 5 March.",
        "Let us talk on 31 February.",
        "Let us talk on 5 December.",
        "",
    ],
)
def test_no_day_several_days_past_or_far_ones_are_none(text: str) -> None:
    assert day_of(text, TODAY) is None


SIGNATURE = "Best regards,\nDana Reed\nCTO, Fabrikam, Inc.\n+1 206 555 0142\nhttps://fabrikam.com"


def test_a_signature_says_name_title_phone_country_and_company() -> None:
    found = writer_of(mail("Hi", signature=SIGNATURE), "fabrikam.com", None)

    assert found.name == "Dana Reed"
    assert found.title is not None
    assert found.phone is not None
    assert found.company is not None
    assert (found.title.value, found.title.words) == ("CTO", "CTO, Fabrikam, Inc.")
    assert (found.phone.value, found.phone_country) == ("+12065550142", "US")
    assert found.company.value == "Fabrikam Inc."


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("Dana Reed", "Dana", "Reed"),
        ("Reed, Dana", "Dana", "Reed"),
        ("Dr. Erika Muster (Muster AG)", "Erika", "Muster"),
        ("Jan van der Berg", "Jan", "van der Berg"),
        ('"Dana Reed"', "Dana", "Reed"),
        ("李明", None, "李明"),
    ],
)
def test_names_are_split_as_people_write_them(header: str, first: str | None, last: str) -> None:
    found = writer_of(mail("Hi", name=header), "fabrikam.com", None)

    assert (found.first.value if found.first else None, found.last.value) == (first, last)
    assert found.last.where == "the From header"


@pytest.mark.parametrize(
    "header", ["", "cto@fabrikam.com", "Click <https://evil.example>", "Buy now!!!", "=?utf-8?q?"]
)
def test_without_a_name_the_address_stands_in_and_says_so(header: str) -> None:
    found = writer_of(mail("Hi", sender="cto@fabrikam.com", name=header), "fabrikam.com", None)

    assert (found.first, found.last.value, found.last.where) == (
        None,
        "cto",
        "the address, for want of a name",
    )


def test_nothing_is_made_up_where_there_is_no_signature() -> None:
    found = writer_of(mail("Hi", name="Dana Reed"), "fabrikam.com", None)

    assert (found.title, found.phone, found.phone_country, found.company) == (None, None, None, None)


def test_a_number_without_a_prefix_counts_only_where_the_country_is_known() -> None:
    local = mail("Hi", signature="Erika Muster\n030 901820")

    assert writer_of(local, "muster.example", None).phone is None
    known = writer_of(local, "muster.example", "DE")
    assert known.phone is not None
    assert (known.phone.value, known.phone_country) == ("+4930901820", None)


@given(st.text(max_size=300), st.text(max_size=80))
def test_any_signature_and_header_is_read(signature: str, header: str) -> None:
    found = writer_of(mail("Hi", name=header, signature=signature), "fabrikam.com", "US")

    assert found.last.value
    for said in (found.title, found.company):
        assert said is None or said.value.split()[0] in " ".join(signature.split())
