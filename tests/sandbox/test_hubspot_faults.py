"""What goes wrong on demand, as the real client library sees it."""

from collections.abc import Iterator

import pytest
import urllib3.exceptions
from hubspot.crm.contacts.exceptions import ApiException as ContactRefused
from hubspot.crm.deals.exceptions import ApiException
from urllib3.util.retry import Retry

from tests.sandbox.hubspot_portal import Portal, body_of, portal


@pytest.fixture(name="site")
def _site() -> Iterator[Portal]:
    with portal() as running:
        yield running


def refusal(site: Portal, token: str = "pat-sandbox") -> ApiException:
    with pytest.raises(ApiException) as refused:
        site.client(token).crm.deals.basic_api.update(site.id("deal", "o1"), {"properties": {"amount": "1"}})
    assert isinstance(refused.value, ApiException)
    return refused.value


def test_a_wrong_token_is_not_let_in(site: Portal) -> None:
    refused = refusal(site, token="pat-other")

    assert refused.status == 401
    assert body_of(refused)["category"] == "INVALID_AUTHENTICATION"
    assert body_of(refused)["message"].startswith("Authentication credentials not found.")


def test_a_revoked_token_stays_out_until_the_switch_is_cleared(site: Portal) -> None:
    site.page("/faults", {"revoke_token": True})
    first, second = refusal(site), refusal(site)
    site.page("/faults", {"clear": True})

    assert [first.status, second.status] == [401, 401]
    assert body_of(first)["category"] == "EXPIRED_AUTHENTICATION"
    assert site.client().crm.deals.basic_api.get_page().results


def test_the_ten_second_limit_names_its_policy_and_when_to_come_back(site: Portal) -> None:
    site.page("/faults", {"rate_limit": 1})

    refused = refusal(site)
    read = site.client().crm.deals.basic_api.get_page_with_http_info()

    assert refused.status == 429
    assert body_of(refused)["policyName"] == "TEN_SECONDLY_ROLLING"
    assert refused.headers["Retry-After"] == "1"
    assert read[2]["X-HubSpot-RateLimit-Max"] == "190"


def test_a_server_error_is_a_502(site: Portal) -> None:
    site.page("/faults", {"server_error": 1})

    assert refusal(site).status == 502


def test_a_missing_scope_is_named(site: Portal) -> None:
    site.page("/faults", {"forbid_write": "deals"})

    refused = refusal(site)

    assert refused.status == 403
    assert body_of(refused)["category"] == "MISSING_SCOPES"
    assert body_of(refused)["errors"][0]["context"] == {"requiredGranularScopes": ["crm.objects.deals.write"]}
    assert site.client().crm.contacts.basic_api.create({"properties": {"lastname": "New"}}).id


def test_a_field_without_write_rights_is_refused_alone_and_in_a_batch(site: Portal) -> None:
    site.page("/faults", {"forbid_write": "deals.amount"})
    deals, deal_id = site.client().crm.deals, site.id("deal", "o1")

    with pytest.raises(ApiException) as batch:
        deals.batch_api.update({"inputs": [{"id": deal_id, "properties": {"amount": "1"}}]})

    assert (refusal(site).status, batch.value.status) == (403, 403)
    assert deals.basic_api.update(deal_id, {"properties": {"hs_next_step": "Call"}}).id == deal_id


def test_a_hidden_property_is_absent_unread_and_refused(site: Portal) -> None:
    site.page("/faults", {"hide_field": "deals.amount"})
    client = site.client()
    deal_id = site.id("deal", "o1")

    refused = refusal(site)
    names = [one.name for one in client.crm.properties.core_api.get_all("deals").results]
    read = client.crm.deals.basic_api.get_by_id(deal_id, properties=["amount"])

    assert body_of(refused)["errors"][0]["code"] == "PROPERTY_DOESNT_EXIST"
    assert "amount" not in names
    assert "amount" not in read.properties


def test_a_connection_cut_after_the_commit_leaves_one_record_and_no_answer(site: Portal) -> None:
    site.page("/faults", {"cut_after_commit": 1})
    retry = Retry(
        total=3,
        connect=3,
        read=False,
        other=0,
        status=3,
        status_forcelist=(429,),
        allowed_methods=None,
        raise_on_status=False,
    )
    contacts = site.client(retry=retry).crm.contacts.basic_api

    with pytest.raises(urllib3.exceptions.ProtocolError):
        contacts.create({"properties": {"email": "new@x.example"}})
    found = contacts.get_by_id("new@x.example", id_property="email")
    with pytest.raises(ContactRefused) as refused:
        contacts.create({"properties": {"email": "new@x.example"}})

    assert found.id in body_of(refused.value)["message"]
    posts = [one["status"] for one in site.page("/requests") if one["method"] == "POST"]
    assert posts == [0, 409]


def test_switches_are_shown_and_unknown_ones_refused(site: Portal) -> None:
    armed = site.page("/faults", {"rate_limit": 2, "search_rate_limit": 3})

    assert armed == {"rate_limit": 2, "search_rate_limit": 3}
    assert "error" in site.page("/faults", {"earthquake": 1})
    assert site.page("/faults") == armed
    assert site.page("/faults", {"clear": True}) == {}
