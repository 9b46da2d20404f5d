from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.suppression import Reason, Suppression, canonical_address, canonical_domain

NOW = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)


def of(**who: str) -> Suppression:
    return Suppression("s1", Reason.RECIPIENT_ASKED, "asked", "mail:1", NOW, "policy", **who)


@pytest.mark.row("C-SUP-06")
@pytest.mark.parametrize(
    "spelling",
    [
        "jo@northwind.example",
        "JO@Northwind.Example",
        " <jo@northwind.example> ",
        "jo+sales@northwind.example",
        "\uff4a\uff4f@northwind.example",
        "j\u200bo@northwind.example",
        "jo@northwind\u3002example",
        "jo@northwind.example.",
        "j\ufe0fo@northwind.example",
        '"jo"@northwind.example',
        '"j\\o"@northwind.example',
        "jo(at work)@(the)northwind.example",
        "j\u043e@northwind.example",
        "jo@n\u043erthwind.example",
    ],
)
def test_every_spelling_of_a_mailbox_is_the_same_address(spelling: str) -> None:
    assert of(address="jo@northwind.example").covers(spelling)


@pytest.mark.row("C-SUP-06")
def test_a_name_in_letters_and_in_its_xn_form_is_one_domain() -> None:
    forms = ("jo@fa\u00df.example", "jo@xn--fa-hia.example", "JO@FASS.example")
    assert all(of(address=one).covers(other) for one in forms for other in forms)


def test_another_mailbox_that_looks_alike_to_nobody_is_another() -> None:
    assert not of(address="jo@northwind.example").covers("\u0436o@northwind.example")
    assert not of(address="j\u043e@northwind.example").covers("jo@northwind.example")


def test_gmail_ignores_dots_and_has_two_names() -> None:
    assert canonical_address("J.o.Park+x@GoogleMail.com") == "jopark@gmail.com"
    assert canonical_address("j.o.park@northwind.example") == "j.o.park@northwind.example"


def test_a_domain_covers_everybody_there_and_below_and_nobody_else() -> None:
    rule = of(domain="@Müller.example")

    assert rule.domain == "xn--mller-kva.example"
    assert rule.covers("a@müller.example")
    assert rule.covers("a@mail.xn--mller-kva.example")
    assert not rule.covers("a@notmüller.example")
    assert not rule.covers("a@example.com")


@pytest.mark.parametrize("text", ["", "nobody", "@x.example", "a@", "a b@x.example", "a@localhost"])
def test_what_is_no_address_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        canonical_address(text)


@pytest.mark.parametrize("text", ["example", "", "a b.example", "."])
def test_what_is_no_domain_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a domain"):
        canonical_domain(text)


def test_a_suppression_names_an_address_or_a_domain_and_not_both() -> None:
    with pytest.raises(ValueError, match="address or a domain"):
        of()
    with pytest.raises(ValueError, match="address or a domain"):
        of(address="a@x.example", domain="x.example")


@given(st.emails())
def test_the_form_of_an_address_is_its_own_form(address: str) -> None:
    try:
        form = canonical_address(address)
    except ValueError:
        return
    assert canonical_address(form) == form
    assert canonical_address(address.upper()) == form


@pytest.mark.row("C-SUP-01")
def test_what_the_recipient_caused_is_told_from_what_we_decided() -> None:
    assert [r.value for r in Reason if r.by_recipient] == ["recipient_asked", "spam_complaint", "threat"]
    assert len({r.value for r in Reason}) == 6
