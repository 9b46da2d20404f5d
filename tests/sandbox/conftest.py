"""The whole sandbox on a loopback port, for tests that speak to it from outside."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from integrations.sandbox.seed import story
from integrations.sandbox.server import Sandbox, build
from integrations.sandbox.serving import running


@dataclass(frozen=True)
class Stand:
    """A sandbox that runs: its address, the object behind it, and plain requests to it."""

    address: str
    server: Sandbox

    def get(self, path: str) -> Any:
        """The JSON answer to GET; a refusal is an answer too."""
        return self._ask(urllib.request.Request(self.address + path))[1]

    def post(self, path: str, **body: Any) -> Any:
        """The JSON answer to POST; a refusal is an answer too."""
        return self.post_status(path, json.dumps(body).encode())[1]

    def post_status(self, path: str, body: bytes) -> tuple[int, Any]:
        """Status and JSON answer of a POST with that very body."""
        headers = {"Content-Type": "application/json"}
        return self._ask(urllib.request.Request(self.address + path, body, headers))

    @staticmethod
    def _ask(request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, json.load(refused)


@pytest.fixture
def stand() -> Iterator[Stand]:
    """A fresh sandbox in its seeded state that shows HubSpot."""
    yield from _standing("hubspot")


@pytest.fixture(params=["hubspot", "salesforce"])
def either_stand(request: pytest.FixtureRequest) -> Iterator[Stand]:
    """A fresh sandbox in its seeded state, once for each CRM."""
    yield from _standing(request.param)


def _standing(crm: str) -> Iterator[Stand]:
    server = build(story(), crm=crm)
    with running(server) as address:
        yield Stand(address, server)
