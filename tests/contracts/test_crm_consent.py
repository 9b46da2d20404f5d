"""May this address be mailed? What the CRM does not show is no permission, and an opt-out is never taken back."""

import inspect

import pytest

from bot.crm import Crm
from bot.errors import Forbidden, InDoubt, Invalid, Unavailable
from bot.values import RecordRef
from integrations.sandbox.hubspot_kinds import CONTACTS
from integrations.sandbox.hubspot_records import APP, CALCULATED
from integrations.sandbox.salesforce_store import Actor
from integrations.sandbox.salesforce_values import Row
from integrations.sandbox.salesforce_writes import create
from tests.contracts.crm_sides import Side

pytestmark = [pytest.mark.row("C-SUP-01"), pytest.mark.row("C-SUP-11")]

JO = "jo.park@northwindrobotics.com"
FIELD = {"salesforce": "Contact.HasOptedOutOfEmail", "hubspot": "contacts.hs_email_optout"}
V4 = "/hubspot/communication-preferences/v4/statuses"


def _lead(side: Side, email: str, **more: object) -> str:
    store = side.server.store
    values: Row = {"LastName": "Park", "Company": "Northwind", "Email": email}
    made = create(store, Actor(side.owner("sam")), store.schema.objects["Lead"], values)
    store.derive("Lead", made, dict(more))
    return made


def _second_address(side: Side, person: str, address: str) -> None:
    record = side.server.store.find(CONTACTS, side.ref("contact", person).id)
    record.put("hs_additional_emails", address, side.clock.now(), CALCULATED)


def _opted_out_person(side: Side) -> str:
    return next(one.email for one in side.world.contacts if one.opted_out)


def test_who_never_opted_out_may_be_mailed(side: Side) -> None:
    answer = side.crm.consent(f" {JO.upper()} ")

    assert answer.answer == "allow"
    assert answer.records == (side.ref("contact", "jo"),)
    assert answer.addresses == (JO,)


def test_who_opted_out_may_not(side: Side) -> None:
    answer = side.crm.consent(_opted_out_person(side))

    assert answer.answer == "deny"
    assert answer.said


def test_an_address_without_a_record_is_allowed_and_says_so(side: Side) -> None:
    answer = side.crm.consent("nobody@elsewhere.example")

    assert (answer.answer, answer.said, answer.records) == ("allow", "no record has this address", ())


@pytest.mark.row("C-SUP-06")
def test_a_hidden_opt_out_is_unknown_and_never_allow(side: Side) -> None:
    side.arm(hide_field=FIELD[side.name])

    assert side.crm.consent(JO).answer == "unknown"
    assert side.crm.consent("nobody@elsewhere.example").answer == "unknown"


@pytest.mark.row("C-SUP-06")
def test_a_field_that_is_hidden_while_we_run_is_unknown_too(side: Side) -> None:
    side.crm.consent(JO)
    side.arm(hide_field=FIELD[side.name])

    assert side.crm.consent(JO).answer == "unknown"


def test_an_opt_out_that_is_seen_weighs_more_than_one_that_is_hidden(side: Side) -> None:
    address = _opted_out_person(side)
    side.arm(hide_field={"salesforce": "Lead.HasOptedOutOfEmail", "hubspot": FIELD["hubspot"]}[side.name])

    assert side.crm.consent(address).answer == "deny"
    assert side.crm.consent(JO).answer == "unknown"


def test_any_of_several_records_denies(salesforce: Side) -> None:
    lead = _lead(salesforce, JO, HasOptedOutOfEmail=True, IsConverted=True)

    answer = salesforce.crm.consent(JO)

    assert answer.answer == "deny"
    assert answer.records == (salesforce.ref("contact", "jo"), RecordRef("lead", lead))
    assert lead in answer.said


def test_any_of_a_persons_addresses_denies(hubspot: Side) -> None:
    _second_address(hubspot, "jo", "jo@home.example")
    hubspot.later()
    hubspot.post(f"{V4}/jo@home.example/unsubscribe-all?channel=EMAIL", {})

    for address in (JO, "jo@home.example"):
        answer = hubspot.crm.consent(address)
        assert answer.answer == "deny"
        assert set(answer.addresses) == {JO, "jo@home.example"}
        assert answer.records == (hubspot.ref("contact", "jo"),)


def test_a_merged_person_keeps_the_strictest_consent(hubspot: Side) -> None:
    store, old = hubspot.server.store, "jo.old@northwindrobotics.com"
    hubspot.post(f"{V4}/{old}/unsubscribe-all?channel=EMAIL", {})
    loser = store.create(CONTACTS, {"email": old, "lastname": "Park"}, APP)
    store.merge(store.find(CONTACTS, hubspot.ref("contact", "jo").id), loser, APP)
    hubspot.later()

    assert [hubspot.crm.consent(each).answer for each in (JO, old)] == ["deny", "deny"]


def test_one_subscription_that_was_left_denies(hubspot: Side) -> None:
    body = {"channel": "EMAIL", "statusState": "UNSUBSCRIBED", "subscriptionId": 7_300_002}
    hubspot.post(f"{V4}/{JO}", body)

    answer = hubspot.crm.consent(JO)

    assert answer.answer == "deny"
    assert "Marketing Information" in answer.said


def test_preferences_that_we_may_not_read_are_unknown(hubspot: Side) -> None:
    hubspot.arm(hide_field="communication_preferences")

    assert hubspot.crm.consent(JO).answer == "unknown"
    assert hubspot.crm.consent("nobody@elsewhere.example").answer == "unknown"


@pytest.mark.parametrize("text", ["", "jo", "jo@", "a b@c.example", "x/../y@c.example", "a%2fb@c.example"])
def test_what_is_no_address_is_refused_before_the_call(plain: Side, text: str) -> None:
    with pytest.raises(Invalid):
        plain.crm.consent(text)
    with pytest.raises(Invalid):
        plain.crm.opt_out(text, "k")

    assert plain.wire == []


def test_a_crm_that_does_not_answer_is_no_permission(side: Side) -> None:
    side.arm(server_error=20)

    with pytest.raises(Unavailable):
        side.crm.consent(JO)


def test_asking_costs_two_calls_or_three(side: Side) -> None:
    side.crm.consent(JO)
    side.forget_requests()

    side.crm.consent(JO)

    assert len(side.requests()) == {"salesforce": 2, "hubspot": 3}[side.name]


@pytest.mark.row("C-SUP-02")
def test_an_opt_out_stands_on_the_record_and_counts_at_once(side: Side) -> None:
    (written,) = side.crm.opt_out(JO.upper(), "act:1")

    assert written.ref == side.ref("contact", "jo")
    assert (written.before, written.after) == ({"opted_out": "false"}, {"opted_out": "true"})
    assert not written.already
    assert "2026-03-03T14:" in written.answer
    assert side.crm.consent(JO).answer == "deny"
    assert side.crm.get(side.ref("contact", "jo")).get("opted_out") == "true"


def test_an_opt_out_twice_is_an_opt_out_once(side: Side) -> None:
    side.crm.opt_out(JO, "act:1")
    before = side.clock.now()

    (again,) = side.another().opt_out(JO, "act:1")

    assert again.already
    assert again.after == {"opted_out": "true"}
    assert side.clock.now() == before


def test_an_opt_out_reaches_every_record_of_the_address(salesforce: Side) -> None:
    open_lead, converted = _lead(salesforce, JO), _lead(salesforce, JO, IsConverted=True)

    written = salesforce.crm.opt_out(JO, "act:1")

    assert [each.ref for each in written] == [salesforce.ref("contact", "jo"), RecordRef("lead", open_lead)]
    assert not salesforce.server.store.peek("Lead", converted)["HasOptedOutOfEmail"]


def test_an_address_without_a_record_is_opted_out_where_the_crm_keeps_addresses(side: Side) -> None:
    written = side.crm.opt_out("nobody@elsewhere.example", "act:1")

    assert [each.ref.id for each in written] == ([] if side.name == "salesforce" else [""])
    assert side.crm.consent("nobody@elsewhere.example").answer == (
        "allow" if side.name == "salesforce" else "deny"
    )


def test_an_opt_out_that_we_may_not_write_is_said(side: Side) -> None:
    side.arm(
        forbid_write={"salesforce": FIELD["salesforce"], "hubspot": "communication_preferences"}[side.name]
    )

    with pytest.raises(Forbidden):
        side.crm.opt_out(JO, "act:1")


def test_a_hidden_lead_does_not_keep_the_contact_from_being_opted_out(salesforce: Side) -> None:
    _lead(salesforce, JO)
    salesforce.arm(hide_field="Lead.HasOptedOutOfEmail")

    with pytest.raises(Forbidden):
        salesforce.crm.opt_out(JO, "act:1")

    assert salesforce.crm.get(salesforce.ref("contact", "jo")).get("opted_out") == "true"


def test_a_lost_answer_to_an_opt_out_is_read_back(side: Side) -> None:
    side.crm.consent(JO)
    side.arm(cut_after_commit=1)

    (written,) = side.crm.opt_out(JO, "act:1")

    assert not written.already
    assert "No answer" in written.answer
    assert side.crm.consent(JO).answer == "deny"


def test_an_opt_out_that_cannot_be_read_back_is_never_called_done(side: Side) -> None:
    side.crm.consent(JO)
    side.arm(cut_after_commit=1)
    side.after_losing_an_answer(lambda: side.arm(server_error=10))

    with pytest.raises((Unavailable, InDoubt)):
        side.crm.opt_out(JO, "act:1")


@pytest.mark.row("C-SUP-08")
def test_nothing_in_the_port_takes_an_opt_out_back(side: Side) -> None:
    contact = side.ref("contact", "jo")
    side.crm.opt_out(JO, "act:1")

    with pytest.raises((Forbidden, Invalid)):
        side.crm.update_if(contact, {"opted_out": "true"}, {"opted_out": "false"}, key="k")

    assert side.crm.consent(JO).answer == "deny"
    names = {name for name, _ in inspect.getmembers(Crm, inspect.isfunction)}
    assert not {name for name in names if "opt_in" in name or "subscribe" in name}
