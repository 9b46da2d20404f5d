"""Starts the sandbox in a process of its own, and the settings that point at it."""

import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

import requests
from pydantic import SecretStr

from bot.errors import SettingError
from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30.0
STOP_SECONDS = 10.0

CrmName = Literal["hubspot", "salesforce"]


@contextlib.contextmanager
def start_sandbox(port: int, crm: CrmName, events_url: str | None = None) -> Iterator[str]:
    """Run the local Slack and CRMs until the block ends; gives their address.

    Raises:
        SettingError: They did not come up within half a minute.
    """
    command = [sys.executable, "-m", "integrations.sandbox", "--port", str(port), "--crm", crm]
    if events_url:
        command += ["--events-url", events_url]
    with tempfile.TemporaryFile() as complaints:  # a pipe that nobody reads would block it one day
        process = subprocess.Popen(  # noqa: S603  # our own module, with our own arguments
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=complaints, start_new_session=True
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_until_up(process, address, complaints)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_up(process: subprocess.Popen[bytes], address: str, complaints: IO[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    with requests.Session() as session:
        session.trust_env = False
        while True:
            if process.poll() is not None:
                complaints.seek(0)
                said = complaints.read().decode(errors="replace").strip()
                raise SettingError(
                    f"The sandbox did not start: {said.splitlines()[-1] if said else 'no reason given'}"
                )
            try:
                if session.get(f"{address}/clock", timeout=1).ok:
                    return
            except requests.RequestException:
                if time.monotonic() > deadline:
                    raise SettingError("The sandbox did not start within half a minute.") from None
            time.sleep(0.05)


def sandbox_settings(address: str, crm: CrmName, directory: Path) -> Settings:
    """Settings that point at a sandbox, with a database in that directory; nothing of the environment is used."""
    return Settings(
        _env_file=None,
        slack_bot_token=SecretStr("xoxb-sandbox"),
        slack_app_token=SecretStr("xapp-sandbox"),
        slack_signing_secret=SecretStr("sandbox-signing-secret"),
        slack_api_url=f"{address}/api/",
        crm=crm,
        hubspot_token=SecretStr("pat-sandbox"),
        hubspot_url=f"{address}/hubspot",
        salesforce_domain="dealhand-dev-ed.my.salesforce.com",
        salesforce_url=f"{address}/salesforce",
        salesforce_client_id="sandbox-client",
        salesforce_client_secret=SecretStr("sandbox-secret"),
        salesforce_private_key_file=None,
        database_url=f"sqlite:///{directory / 'dealhand.db'}",
        clock_url=f"{address}/clock",
        manager_email="dana@dealhand.example",
        admin_email="omar@dealhand.example",
        host="127.0.0.1",
        port=0,
        poll_seconds=15.0,
    )
