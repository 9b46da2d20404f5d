import base64
import json
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceAuthenticationFailed, SalesforceExpiredSession

from integrations.sandbox.salesforce_auth import INSTANCE_URL
from tests.sandbox.salesforce_org import Loopback, Org, code_of, loopback, running


@pytest.fixture(scope="module")
def served() -> Iterator[Loopback]:
    with loopback() as served:
        yield served


@pytest.fixture
def shared(served: Loopback) -> Iterator[Org]:
    with running(served) as org:
        yield org


@pytest.fixture
def org(served: Loopback) -> Iterator[Org]:
    with running(served) as org:
        yield org


@pytest.fixture(scope="module")
def key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def token(org: Org, **form: str) -> requests.Response:
    return org.session.post(f"{INSTANCE_URL}/services/oauth2/token", data=form)


def by_jwt(org: Org, key: str, username: str, domain: str = "login") -> Any:
    return Salesforce(
        username=username,
        consumer_key="sandbox-client",
        privatekey=key,
        domain=domain,
        instance_url="dealhand-dev-ed.my",
        session=org.session,
        version="60.0",
    )


def test_client_credentials_write_as_the_integration_user(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    sf.Opportunity.update(deal, {"NextStep": "Call Jo"})
    found = sf.query(f"SELECT LastModifiedBy.Name FROM Opportunity WHERE Id = '{deal}'")["records"][0]
    assert found["LastModifiedBy"]["Name"] == "Dealhand Integration"


def test_the_answer_names_the_scope_and_the_real_host(shared: Org) -> None:
    form = {"client_id": "sandbox-client", "client_secret": "sandbox-secret"}
    answer = token(shared, grant_type="client_credentials", **form)
    body = answer.json()
    assert (answer.status_code, body["scope"], body["token_type"]) == (200, "api", "Bearer")
    assert body["instance_url"] == INSTANCE_URL
    asked = {"Authorization": f"Bearer {body['access_token']}"}
    who = shared.session.get(f"{INSTANCE_URL}/services/oauth2/userinfo", headers=asked).json()
    assert who["email"] == "integration@dealhand.example"
    assert who["organization_id"] == shared.server.id_of("organization", "")


def test_a_jwt_writes_as_the_person_it_names(org: Org, key: str) -> None:
    sf, deal = by_jwt(org, key, "sam@dealhand.example"), org.server.id_of("deal", "o1")
    sf.Opportunity.update(deal, {"NextStep": "Call Jo"})
    assert sf.Opportunity.get(deal)["LastModifiedById"] == org.server.id_of("user", "sam")


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials", "client_id": "other"}, "invalid_client_id"),
        (
            {"grant_type": "client_credentials", "client_id": "sandbox-client", "client_secret": "no"},
            "invalid_client",
        ),
        ({"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "x"}, "invalid_grant"),
    ],
)
def test_a_wrong_grant_is_refused_in_oauths_words(shared: Org, form: dict[str, str], error: str) -> None:
    answer = token(shared, **form)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize(
    ("claims", "error", "description"),
    [
        ({"iss": "other"}, "invalid_client_id", "client identifier invalid"),
        ({"sub": "nobody@dealhand.example"}, "invalid_grant", "user hasn't approved this consumer"),
        ({"aud": "https://elsewhere.example"}, "invalid_grant", "audience is invalid"),
        ({"exp": "1000"}, "invalid_grant", "expired assertion"),
    ],
)
def test_a_jwt_with_a_wrong_claim_is_refused(
    shared: Org, key: str, claims: dict[str, str], error: str, description: str
) -> None:
    right = {
        "iss": "sandbox-client",
        "sub": "priya@dealhand.example",
        "aud": INSTANCE_URL,
        "exp": "4102444800",
    }
    assertion = jwt.api_jws.encode(json.dumps(right | claims).encode(), key, algorithm="RS256")
    grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    answer = token(shared, grant_type=grant, assertion=assertion).json()
    assert answer == {"error": error, "error_description": description}
    assert (
        "access_token"
        in token(
            shared,
            grant_type=grant,
            assertion=jwt.api_jws.encode(json.dumps(right).encode(), key, algorithm="RS256"),
        ).json()
    )


def test_an_unsigned_jwt_is_refused(shared: Org) -> None:
    header, claims = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
        for part in (
            {"alg": "none"},
            {"iss": "sandbox-client", "sub": "sam@dealhand.example", "aud": INSTANCE_URL, "exp": 4102444800},
        )
    )
    answer = token(
        shared, grant_type="urn:ietf:params:oauth:grant-type:jwt-bearer", assertion=f"{header}.{claims}."
    )
    assert answer.json()["error"] == "invalid_grant"


def test_an_expired_session_is_told_so_and_a_new_token_works(org: Org) -> None:
    deal = org.server.id_of("deal", "o1")
    old = org.log_in()
    direct: Any = Salesforce(
        session_id=old.session_id, instance_url=INSTANCE_URL, session=org.session, version="60.0"
    )
    org.arm(expire_session=True)
    with pytest.raises(SalesforceExpiredSession) as expired:
        direct.query("SELECT COUNT() FROM Opportunity")
    assert code_of(expired.value) == "INVALID_SESSION_ID"
    assert org.log_in().Opportunity.get(deal)["Id"] == deal


def test_a_revoked_client_gets_no_token_and_loses_its_sessions(org: Org) -> None:
    old = org.log_in()
    org.arm(revoke_token=True)
    direct: Any = Salesforce(session_id=old.session_id, instance_url=INSTANCE_URL, session=org.session)
    with pytest.raises(SalesforceExpiredSession):
        direct.limits()
    with pytest.raises(SalesforceAuthenticationFailed, match="invalid_client"):
        org.log_in()
    org.arm(revoke_token=False)
    with pytest.raises(SalesforceExpiredSession):
        direct.limits()
    assert org.log_in().limits()


def test_versions_are_listed_without_a_session_and_old_ones_are_not_served(shared: Org) -> None:
    versions = shared.session.get(f"{INSTANCE_URL}/services/data/").json()
    assert {"60.0", "59.0"} <= {each["version"] for each in versions}
    sf = shared.log_in()
    assert shared.session.get(f"{INSTANCE_URL}/services/data/v60.0/", headers=sf.headers).json()["query"]
    assert (
        shared.session.get(f"{INSTANCE_URL}/services/data/v49.0/limits", headers=sf.headers).status_code
        == 404
    )
