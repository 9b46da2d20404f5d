"""Mails and the people on them, and the contact that a new deal is given."""

from collections.abc import Iterator

import pytest
from simple_salesforce.exceptions import SalesforceError

from tests.sandbox.salesforce_org import Loopback, Org, code_of, loopback, running


@pytest.fixture(scope="module", name="served")
def _served() -> Iterator[Loopback]:
    with loopback() as served:
        yield served


@pytest.fixture(name="org")
def _org(served: Loopback) -> Iterator[Org]:
    with running(served) as org:
        yield org


def test_a_mail_relates_its_people_and_becomes_a_done_activity(org: Org) -> None:
    sf, deal, jo = org.log_in(), org.server.id_of("deal", "o1"), org.server.id_of("contact", "jo")

    mail = sf.EmailMessage.create({"Subject": "Hello", "Status": "3", "ToIds": [jo], "RelatedToId": deal})
    relations = sf.query("SELECT EmailMessageId, RelationId, RelationType FROM EmailMessageRelation")
    task = sf.Task.get(sf.EmailMessage.get(mail["id"])["ActivityId"])

    (relation,) = relations["records"]
    assert (relation["EmailMessageId"], relation["RelationId"]) == (mail["id"], jo)
    assert relation["RelationType"] == "ToAddress"
    assert (task["Subject"], task["WhoId"], task["WhatId"]) == ("Email: Hello", jo, deal)
    assert task["IsClosed"]


def test_a_sender_is_named_by_a_relation(org: Org) -> None:
    sf, jo = org.log_in(), org.server.id_of("contact", "jo")
    mail = sf.EmailMessage.create({"Subject": "Re: Hello", "Status": "1", "Incoming": True})["id"]

    sf.EmailMessageRelation.create({"EmailMessageId": mail, "RelationId": jo, "RelationType": "FromAddress"})

    assert sf.Task.get(sf.EmailMessage.get(mail)["ActivityId"])["WhoId"] == jo


def test_a_mail_in_the_bin_takes_its_relations_along(org: Org) -> None:
    sf, jo = org.log_in(), org.server.id_of("contact", "jo")
    mail = sf.EmailMessage.create({"Subject": "Hello", "Status": "3", "ToIds": [jo]})["id"]

    sf.EmailMessage.delete(mail)

    assert sf.query("SELECT Id FROM EmailMessageRelation")["totalSize"] == 0


def test_a_new_deal_may_be_given_its_contact_and_an_old_one_not(org: Org) -> None:
    sf, jo = org.log_in(), org.server.id_of("contact", "jo")
    values = {"Name": "Pilot", "StageName": "Discovery", "CloseDate": "2026-06-30", "ContactId": jo}

    deal = sf.Opportunity.create(values)["id"]
    roles = sf.query(
        f"SELECT ContactId, IsPrimary FROM OpportunityContactRole WHERE OpportunityId = '{deal}'"
    )
    with pytest.raises(SalesforceError) as refused:
        sf.Opportunity.update(deal, {"ContactId": jo})

    assert [(each["ContactId"], each["IsPrimary"]) for each in roles["records"]] == [(jo, True)]
    assert code_of(refused.value) == "INVALID_FIELD_FOR_INSERT_UPDATE"
