"""What each client library does wrong by itself and what our sessions do about it (F1 to F7); fate's other tricks."""

import socket
import threading
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import AuthExpired, Invalid, Locked, QuotaLow, RateLimited, SettingError, Unavailable
from bot.records import Conflict, Written
from bot.values import RecordRef
from integrations.crm.salesforce import ClientCredentials, JwtBearer
from tests.contracts.crm_sides import DOMAIN, Side, loopback, salesforce_session

pytestmark = pytest.mark.row("U-03")


def _update(side: Side) -> Written | Conflict:
    return side.crm.update_if(side.ref("deal", "o1"), {"next_step": None}, {"next_step": "Call"}, key="k")


def _api_calls(side: Side) -> list[dict[str, Any]]:
    return [each for each in side.requests() if "oauth2" not in each["path"]]


def test_f1_a_session_that_expires_at_the_write_keeps_its_condition(salesforce: Side) -> None:
    salesforce.crm.describe("deal")
    salesforce.after_reading(lambda: salesforce.edit(salesforce.ref("deal", "o1"), "next_step", "Sam's"))
    salesforce.after_reading(lambda: salesforce.arm(expire_session=1))

    answer = _update(salesforce)

    assert isinstance(answer, Conflict)
    statuses = [each["status"] for each in salesforce.requests() if each["method"] == "PATCH"]
    assert statuses == [401, 412]
    assert salesforce.o1().get("next_step") == "Sam's"


def test_f2_a_session_that_stays_invalid_is_given_up_after_one_renewal(salesforce: Side) -> None:
    salesforce.o1()
    salesforce.forget_requests()
    salesforce.arm(expire_session=100)

    with pytest.raises(AuthExpired):
        salesforce.o1()

    assert len(_api_calls(salesforce)) == 2
    assert len(salesforce.requests()) == 3


@pytest.mark.parametrize("read", [True, False])
def test_f3_a_call_without_an_answer_ends(plain: Side, read: bool) -> None:
    crm = plain.another(read_seconds=0.15)
    crm.describe("deal")
    crm.get(plain.ref("deal", "o1"))
    plain.arm(slow_seconds=0.6)

    with pytest.raises(Unavailable):
        _ = crm.get(plain.ref("deal", "o1")) if read else crm.find("deal", [])


def test_f4_a_lock_is_tried_again_and_then_told(salesforce: Side) -> None:
    salesforce.arm(lock=2)
    assert isinstance(_update(salesforce), Written)
    salesforce.arm(lock=9)

    with pytest.raises(Locked):
        salesforce.crm.update_if(salesforce.ref("deal", "o1"), {}, {"amount": "1"}, key="k")

    assert len([each for each in salesforce.requests() if each["method"] == "PATCH"]) == 6
    assert 0 < sum(salesforce.waits) < 10


def test_f5_nothing_but_the_configured_host_is_ever_called(salesforce: Side) -> None:
    reachable = f"{salesforce.url}/page/salesforce/requests"

    for address in (reachable, "https://evil.example/", f"https://{DOMAIN}.evil.example/"):
        with salesforce_session(salesforce) as session, pytest.raises(Unavailable) as refused:
            session.call(lambda sf, address=address: sf.session.get(address))  # type: ignore[misc]  # a lambda with a default
        assert "No connection adapters" in refused.value.raw
    with pytest.raises(Invalid):
        salesforce.crm.link(RecordRef("deal", "http://evil/"))


def test_f6_the_usage_is_seen_on_every_call(plain: Side) -> None:
    plain.o1()
    before = plain.crm.usage()
    _update(plain)
    after = plain.crm.usage()

    assert before.used is not None
    assert after.used is not None
    assert after.used > before.used
    assert (after.allowed or 0) > after.used


@pytest.fixture
def gateway(salesforce: Side) -> Side:
    """A proxy in front of Salesforce that lets logins through and answers the rest in HTML."""

    async def token(_: Request) -> Response:
        return JSONResponse(
            {"access_token": "t", "instance_url": f"https://{DOMAIN}", "token_type": "Bearer"}
        )

    async def page(_: Request) -> Response:
        return Response("<html>Please log in</html>", 401, media_type="text/html")

    loopback().serve(
        [
            Route("/salesforce/services/oauth2/token", token, methods=["POST"]),
            Route("/{rest:path}", page, methods=["GET", "POST", "PATCH"]),
        ]
    )
    return salesforce


def test_f7_a_refusal_that_is_no_json_is_still_a_refusal(gateway: Side) -> None:
    with pytest.raises(AuthExpired) as refused:
        gateway.crm.get(gateway.ref("deal", "o1"))

    assert "Please log in" in refused.value.raw


def test_an_expired_session_is_renewed_without_anybody_noticing(salesforce: Side) -> None:
    salesforce.o1()
    salesforce.arm(expire_session=1)

    assert salesforce.o1().get("name")


def test_a_revoked_token_stops_everything_at_once(side: Side) -> None:
    side.o1()
    side.forget_requests()
    side.arm(revoke_token=True)

    with pytest.raises(AuthExpired):
        _update(side)

    assert len(side.requests()) <= 2  # one refused call, one refused renewal


def test_wrong_credentials_are_told_as_such(plain: Side) -> None:
    wrong = (
        plain.another(credentials=ClientCredentials("sandbox-client", "wrong"))
        if plain.name == "salesforce"
        else plain.another(token="pat-wrong")
    )

    with pytest.raises(AuthExpired):
        wrong.get(plain.ref("deal", "o1"))


def test_many_threads_renew_an_expired_session_once(salesforce: Side) -> None:
    salesforce.o1()
    salesforce.arm(expire_session=1)
    salesforce.forget_requests()
    failures: list[Exception] = []
    start = threading.Barrier(8)

    def read() -> None:
        start.wait()
        try:
            salesforce.o1()
        except Exception as error:  # noqa: BLE001  # whatever it is, the test shows it
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert failures == []
    assert len([each for each in salesforce.requests() if "oauth2" in each["path"]]) == 1


def test_a_rate_limit_is_waited_out_as_long_as_it_asks(hubspot: Side) -> None:
    hubspot.o1()
    hubspot.arm(rate_limit=2)

    assert isinstance(_update(hubspot), Written)

    assert [round(wait) for wait in hubspot.waits] == [1, 1]


def test_a_rate_limit_that_does_not_end_is_told_with_its_time(hubspot: Side) -> None:
    hubspot.o1()
    hubspot.forget_requests()
    hubspot.arm(rate_limit=50)

    with pytest.raises(RateLimited) as limited:
        _update(hubspot)

    assert limited.value.retry_after == 1.0
    assert len(hubspot.requests()) == 3


def test_a_spent_daily_allowance_is_told(salesforce: Side) -> None:
    salesforce.o1()
    salesforce.arm(rate_limit=1)

    with pytest.raises(QuotaLow):
        _update(salesforce)


def test_sweeps_stop_at_four_fifths_of_the_allowance_and_approvals_go_on(salesforce: Side) -> None:
    cursor = salesforce.crm.changes("deal", None).cursor
    salesforce.server._used = 80_500
    salesforce.o1()

    with pytest.raises(QuotaLow):
        salesforce.crm.find("deal", [])
    with pytest.raises(QuotaLow):
        salesforce.crm.changes("deal", cursor)

    assert isinstance(_update(salesforce), Written)


def test_a_crm_that_fails_on_a_read_is_asked_again_and_on_a_write_is_not(plain: Side) -> None:
    plain.o1()
    plain.arm(server_error=2)
    assert plain.o1().get("name")
    plain.arm(server_error=9)

    with pytest.raises(Unavailable):
        plain.o1()


def test_a_crm_that_cannot_be_reached_wrote_nothing(plain: Side) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    prefix = "/salesforce" if plain.name == "salesforce" else "/hubspot"
    crm = plain.another(url=f"http://127.0.0.1:{port}{prefix}")

    with pytest.raises(Unavailable):
        crm.note_once("R-1", [plain.ref("deal", "o1")], "t", "b")


def test_a_502_at_a_write_is_read_back_like_a_lost_answer(hubspot: Side) -> None:
    hubspot.o1()
    hubspot.after_reading(lambda: hubspot.arm(server_error=1))

    with pytest.raises(Unavailable):
        _update(hubspot)

    assert hubspot.o1().get("next_step") is None


def test_a_host_that_is_not_salesforces_is_refused_at_the_start(salesforce: Side) -> None:
    for host in ("evil.example", "acme.my.salesforce.com.evil.example", "acme.my.salesforce.com/x", ""):
        with pytest.raises(SettingError):
            salesforce.another(domain=host)


def test_a_jwt_key_logs_in_as_its_user(salesforce: Side, private_key: str) -> None:
    crm = salesforce.another(credentials=JwtBearer("sandbox-client", "priya@dealhand.example", private_key))

    assert crm.get(salesforce.ref("deal", "o1")).get("name")
    assert _update(salesforce)


def test_a_jwt_login_may_go_to_a_host_of_its_own(salesforce: Side, private_key: str) -> None:
    key = JwtBearer(
        "sandbox-client",
        "priya@dealhand.example",
        private_key,
        audience=DOMAIN,
        token_host="login.salesforce.com",
    )

    assert salesforce.another(credentials=key).get(salesforce.ref("deal", "o1")).get("name")
    assert salesforce.wire[0].url == "https://login.salesforce.com/services/oauth2/token"


@pytest.fixture(scope="module")
def private_key() -> str:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  # slow to load, needed here only
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
