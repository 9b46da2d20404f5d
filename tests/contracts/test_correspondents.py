"""Whose mail it is, on both CRMs: points with reasons, nothing by names and texts, few questions to the CRM."""

import pytest

from bot.correspondents import MARGIN, SURE, match
from bot.values import RecordRef
from integrations.sandbox.salesforce_store import Actor
from integrations.sandbox.salesforce_values import Row
from integrations.sandbox.salesforce_writes import create
from tests.contracts.crm_sides import Side, running
from tests.contracts.mail_matching import JO, deal, filed, from_, readers, with_name
from tests.contracts.test_crm_consent import _second_address

pytestmark = [pytest.mark.row("A-11"), pytest.mark.row("C-REP-02")]
THREAD = {"in_reply_to": "<ours@dealhand.example>"}


def test_a_contact_on_one_open_deal_is_matched_with_reasons(plain: Side) -> None:
    found = match(from_(JO.upper().lower()), readers(plain))

    assert found.person is not None
    assert found.deal is not None
    assert (found.person.ref, found.deal.ref) == (plain.ref("contact", "jo"), plain.ref("deal", "o1"))
    assert found.account_ref == plain.ref("account", "northwind")
    assert found.owner is not None
    assert (found.owner.id, found.unsure, found.known) == ("priya", False, True)
    (scored,) = found.deals
    assert (
        scored.said
        == "they are on it, as its primary contact, the only open one, the only one with activity in the last month"
    )
    assert scored.points == 20 + 5 + 30 + 15
    assert found.said == (
        "the only contact with this address; about Northwind – Platform: they are on it, as its primary contact, "
        "the only open one, the only one with activity in the last month (70 points)"
    )


def test_a_match_costs_few_questions(plain: Side) -> None:
    known = readers(plain)
    match(from_(JO), known)  # what the adapter keeps, names among it, is read once
    plain.forget_requests()

    match(from_(JO), known)

    asked = [f"{one['method']} {one.get('path') or one.get('url')}" for one in plain.requests()]
    assert len(asked) == {"salesforce": 4, "hubspot": 8}[plain.name], asked


def test_two_people_of_one_name_are_told_apart_by_their_address(plain: Side) -> None:
    found = match(with_name(from_("alex.chen@globex.com"), "Alex Chen"), readers(plain))

    assert found.person is not None
    assert found.deal is not None
    assert found.person.ref == plain.ref("contact", "alex-globex")
    assert found.deal.ref == plain.ref("deal", "globex-renewal")  # the other one is won


@pytest.mark.row("N9")
def test_names_and_subjects_choose_nobody(plain: Side) -> None:
    mail = with_name(from_("stranger@elsewhere.example", subject="Northwind – Platform"), "Jo Park")

    found = match(mail, readers(plain))

    assert (found.known, found.person, found.account, found.deals) == (False, None, None, ())
    assert found.said == "nobody has this address, and no account has its domain"


def test_several_deals_are_ranked_and_asked_about(plain: Side) -> None:
    deal(plain, "Northwind – Spare parts", contact=plain.ref("contact", "jo"))

    found = match(from_(JO), readers(plain))

    assert (found.deal, found.unsure, len(found.deals)) == (None, True, 2)
    assert "it may be about 2 open deals" in found.said


@pytest.mark.row("N9")
def test_words_of_a_subject_alone_decide_between_no_deals(plain: Side) -> None:
    new = deal(plain, "Northwind – Spare parts", contact=plain.ref("contact", "jo"))

    found = match(from_(JO, subject="Re: spare question"), readers(plain))

    assert found.deal is None
    best = found.deals[0]
    assert best.deal.ref == new.ref
    assert "the subject has words of its name alone" in best.reasons
    assert best.points < SURE


def test_a_subject_confirms_what_activity_prefers(plain: Side) -> None:
    deal(plain, "Northwind – Spare parts", contact=plain.ref("contact", "jo"))

    found = match(from_(JO, subject="Platform rollout"), readers(plain))

    assert found.deal is not None
    assert found.deal.ref == plain.ref("deal", "o1")
    assert found.deals[0].points - found.deals[1].points >= MARGIN
    assert match(from_(JO, subject="Spare parts rollout"), readers(plain)).deal is None


def test_a_known_thread_decides_between_several_deals(plain: Side) -> None:
    new = deal(plain, "Northwind – Spare parts", contact=plain.ref("contact", "jo"))

    found = match(from_(JO, **THREAD), readers(plain, filed=filed(new.ref)))

    assert found.deal is not None
    assert found.deal.ref == new.ref
    assert "its thread was logged there" in found.said


def test_a_thread_finds_a_deal_of_the_company_that_the_person_is_not_on(plain: Side) -> None:
    other = deal(plain, "Northwind – Depot", contact=None)

    found = match(from_(JO, **THREAD), readers(plain, filed=filed(other.ref)))

    assert found.deal is not None
    assert found.deal.ref == other.ref


@pytest.mark.row("N9")
def test_a_thread_leads_to_no_other_companys_deal(plain: Side) -> None:
    elsewhere = plain.ref("deal", "globex-renewal")

    found = match(from_(JO, **THREAD), readers(plain, filed=filed(elsewhere)))

    assert elsewhere not in [each.deal.ref for each in found.deals]


def test_a_thread_whose_deal_is_gone_decides_nothing(plain: Side) -> None:
    gone = {"salesforce": "006000000000001AAA", "hubspot": "999999999"}[plain.name]

    found = match(from_(JO, **THREAD), readers(plain, filed=filed(RecordRef("deal", gone))))

    assert found.deal is not None
    assert found.deal.ref == plain.ref("deal", "o1")


@pytest.mark.parametrize("host", ["globex.com", "mail.eu.globex.com"])
def test_a_stranger_belongs_to_the_account_of_the_domain(plain: Side, host: str) -> None:
    found = match(from_(f"new@{host}"), readers(plain))

    assert (found.known, found.person) == (False, None)
    assert found.account is not None
    assert found.account.ref == plain.ref("account", "globex")
    assert [each.deal.ref for each in found.deals] == [plain.ref("deal", "globex-renewal")]
    assert found.owner is not None
    assert found.owner.id == "sam"


@pytest.mark.parametrize("provider", ["gmail.com", "web.de", "orange.fr", "icloud.com", "proton.me"])
def test_a_mail_providers_domain_is_no_company(plain: Side, provider: str) -> None:
    side = plain
    side.crm.create_once("account", "k", {"name": "A customer by mistake", "domain": provider}, [])
    side.later()

    found = match(from_(f"somebody@{provider}"), readers(side))

    assert (found.account, found.accounts) == (None, ())
    assert "mail provider" in found.said


def test_two_accounts_with_one_domain_are_no_match(plain: Side) -> None:
    plain.crm.create_once("account", "k", {"name": "Globex again", "domain": "globex.com"}, [])
    plain.later()

    found = match(from_("new@globex.com"), readers(plain))

    assert (found.account, len(found.accounts)) == (None, 2)
    assert "2 accounts have its domain" in found.said


def test_an_address_that_cannot_be_asked_about_matches_nobody(plain: Side) -> None:
    found = match(from_("odd/path@globex.com"), readers(plain))

    assert (found.known, found.account) == (False, None)
    assert found.forbids


def test_who_opted_out_is_known_and_may_not_be_written_to(plain: Side) -> None:
    found = match(from_("maria@initech.com"), readers(plain))

    assert found.known
    assert found.forbids


def test_any_address_of_a_person_finds_them(hubspot: Side) -> None:
    _second_address(hubspot, "jo", "jo@home.example")
    hubspot.later()

    found = match(from_("jo@home.example"), readers(hubspot))

    assert found.person is not None
    assert found.person.ref == hubspot.ref("contact", "jo")


def _lead(side: Side, email: str) -> RecordRef:
    store = side.server.store
    values: Row = {"FirstName": "Ada", "LastName": "Lead", "Company": "Umbrella", "Email": email}
    return RecordRef("lead", create(store, Actor(side.owner("sam")), store.schema.objects["Lead"], values))


def test_a_lead_is_known_too(salesforce: Side) -> None:
    lead = _lead(salesforce, "ada@umbrella.example")

    found = match(from_("ada@umbrella.example"), readers(salesforce))

    assert found.person is not None
    assert (found.person.ref, found.person.get("name"), found.person.get("company")) == (
        lead,
        "Ada Lead",
        "Umbrella",
    )
    assert found.subject is found.person
    assert found.owner is not None
    assert found.owner.id == "sam"


def test_a_contact_goes_before_a_lead_with_the_same_address(salesforce: Side) -> None:
    _lead(salesforce, JO)

    found = match(from_(JO), readers(salesforce))

    assert found.person is not None
    assert found.person.ref == salesforce.ref("contact", "jo")
    assert len(found.people) == 2


def test_two_contacts_with_one_address_are_asked_about() -> None:
    with running("salesforce", keyed=False) as side:
        store = side.server.store
        values: Row = {"LastName": "Twin", "Email": JO}
        create(store, Actor(side.owner("sam")), store.schema.objects["Contact"], values)

        found = match(from_(JO), readers(side))

        assert (found.person, found.unsure, len(found.people)) == (None, True, 2)
        assert "2 contacts have this address" in found.said
