import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import requests
import urllib3
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from integrations.sandbox.faults import CutConnection, Faults


@contextlib.contextmanager
def serving(app: Starlette) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def test_a_counter_is_used_up_and_a_level_stays() -> None:
    faults = Faults()
    faults.arm({"rate_limit": 2, "expire_session": True, "slow_seconds": 0.5, "revoke_token": True})
    assert [faults.take("rate_limit") for _ in range(3)] == [True, True, False]
    assert faults.take("expire_session")
    assert faults.slow_seconds() == 0.5
    assert faults.armed() == {"slow_seconds": 0.5, "revoke_token": True}
    assert faults.on("revoke_token")
    faults.arm({"revoke_token": False})
    assert not faults.on("revoke_token")


def test_names_add_up_until_they_are_cleared() -> None:
    faults = Faults()
    faults.arm({"hide_field": "Opportunity.NextStep"})
    faults.arm({"hide_field": ["Task.Subject"], "lock": 1})
    assert faults.names("hide_field") == {"Opportunity.NextStep", "Task.Subject"}
    faults.arm({"clear": True, "lock": 3})
    assert faults.armed() == {"lock": 3}


@pytest.mark.parametrize("switches", [{"explode": 1}, {"lock": "three"}, {"lock": -1}, {"hide_field": 5}])
def test_a_switch_nobody_knows_is_refused_and_changes_nothing(switches: dict[str, object]) -> None:
    faults = Faults()
    with pytest.raises(ValueError, match=r"switch|cannot be"):
        faults.arm({"rate_limit": 1, "clear": True} | switches)
    assert faults.armed() == {}


def test_a_cut_connection_reaches_real_clients_as_a_broken_one(caplog: pytest.LogCaptureFixture) -> None:
    reached: list[bytes] = []

    async def commit(request: Request) -> Response:
        reached.append(await request.body())
        return CutConnection() if request.url.path == "/cut" else JSONResponse({"ok": True})

    app = Starlette(routes=[Route("/cut", commit, methods=["POST"]), Route("/ok", commit, methods=["POST"])])
    with serving(app) as url, requests.Session() as session, urllib3.PoolManager(retries=False) as pool:
        assert session.post(f"{url}/ok", data=b"1").json() == {"ok": True}
        with pytest.raises(requests.ConnectionError, match="without response"):
            session.post(f"{url}/cut", data=b"2")
        with pytest.raises(urllib3.exceptions.ProtocolError):
            pool.request("POST", f"{url}/cut", body=b"3")
        assert session.post(f"{url}/ok", data=b"4").json() == {"ok": True}
    assert reached == [b"1", b"2", b"3", b"4"]
    assert "ASGI callable returned without" not in caplog.text
