"""What an administrator can see: the calls an approval costs, the wire log, doctor."""

import pytest

from bot.records import Conflict, Written
from tests.contracts.crm_sides import Side

pytestmark = pytest.mark.row("U-03")


def _update(side: Side) -> Written | Conflict:
    return side.crm.update_if(side.ref("deal", "o1"), {"next_step": None}, {"next_step": "Call"}, key="k")


def test_an_approved_field_with_its_note_costs_three_calls_or_four(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.update_if(deal, {"amount": "48000"}, {"amount": "1"}, key="warm")
    side.crm.note_once("R-WARM", [deal], "Warm", "")
    side.forget_requests()

    _update(side)
    side.crm.note_once("R-1", [deal], "Next step set", "Next step: (empty) to Call")

    paths = [f"{each['method']} {each['path'].split('?')[0]}" for each in side.requests()]
    assert len(paths) == {"salesforce": 3, "hubspot": 4}[side.name], paths


def test_the_wire_shows_every_exchange_and_no_secret(side: Side) -> None:
    _update(side)
    side.crm.check()
    side.crm.note_once("R-1", [side.ref("deal", "o1")], "t", "b")

    assert len(side.wire) == len(side.requests())
    shown = "\n".join(str(exchange) for exchange in side.wire)
    for secret in ("sandbox-secret", "pat-sandbox", "Bearer ", "Basic ", *_tokens(side)):
        assert secret not in shown
    patch = next(each for each in side.wire if each.method == "PATCH")
    assert patch.direction == "out"
    assert "Call" in str(patch.request)
    assert patch.status in {200, 204}
    read = next(each for each in side.wire if each.method == "GET" and "?" in each.url)
    assert isinstance(read.response, dict)
    if side.name == "salesforce":
        token = next(each for each in side.wire if "oauth2/token" in each.url)
        assert "client_credentials" in str(token.request)
        assert "[hidden]" in str(token.response)


def _tokens(side: Side) -> list[str]:
    return list(side.server._sessions._users) if side.name == "salesforce" else []


def test_doctor_says_what_is_fine_and_what_is_not(side: Side) -> None:
    findings = {each.subject: each for each in side.crm.check()}

    assert all(each.ok for each in findings.values())
    assert ("optional" in findings["keys"].said) != side.keyed
    side.hide("deal", "next_step")
    worse = [each for each in side.another().check() if not each.ok]
    assert len(worse) == 1
    assert worse[0].mend


def test_doctor_never_raises(side: Side) -> None:
    side.arm(revoke_token=True)

    (finding,) = side.crm.check()

    assert not finding.ok
    assert finding.mend
    side.arm(clear=True, server_error=1000)
    assert not side.another().check()[0].ok
