"""Starts the sandbox in a process of its own, and the settings that point at it.

The sandbox ends with this process however it ends: it reads from a pipe whose other end only this process holds.
"""

import base64
import contextlib
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Literal
from urllib.parse import quote

import requests
from pydantic import SecretStr

from bot.errors import SettingError
from bot.settings import Settings
from integrations.sandbox.morning import prepare
from integrations.sandbox.stage import PlayFailed
from integrations.serving import free_port

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30.0
STOP_SECONDS = 10.0
HOLD_SECONDS = 20.0  # long enough to see it count and to cancel, short enough to wait for
POSTAL_ADDRESS = "Dealhand Inc., 200 Example Street, Portland, OR 97204"

CrmName = Literal["hubspot", "salesforce"]


@contextlib.contextmanager
def start_sandbox(port: int, crm: CrmName, events_url: str | None = None) -> Iterator[str]:
    """Run the local Slack, CRMs and mail servers until the block ends; gives their address.

    Raises:
        SettingError: They did not come up within half a minute.
    """
    command = [sys.executable, "-m", "integrations.sandbox", "--port", str(port), "--crm", crm]
    command.append("--until-input-ends")
    if events_url:
        command += ["--events-url", events_url]
    with tempfile.TemporaryFile() as complaints:  # a pipe that nobody reads would block it one day
        process = subprocess.Popen(  # noqa: S603  # our own module, with our own arguments
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            start_new_session=True,  # Ctrl-C is for us to hear; the sandbox stops when we do
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
            if process.stdin is not None:
                process.stdin.close()


def prepare_sandbox(address: str) -> None:
    """What the administrator did the day before, through Slack: said who sells where.

    Raises:
        SettingError: The app does not answer.
    """
    try:
        prepare(address)
    except (PlayFailed, requests.RequestException) as error:
        raise SettingError(f"The app did not answer its first command: {error}") from error


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
    """Settings that point at a sandbox, with a database in that directory; nothing of the environment is used.

    Raises:
        SettingError: Nothing answers there.
    """
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
        openai_model=None,
        database_url=f"sqlite:///{directory / 'dealhand.db'}",
        clock_url=f"{address}/clock",
        manager_email="dana@dealhand.example",
        admin_email="omar@dealhand.example",
        host="127.0.0.1",
        poll_seconds=15.0,
        **_mail_settings(address),
    )


def _mail_settings(address: str) -> dict[str, Any]:
    """The house's own mailbox there, and the address that people outside reach us at; no mail, none of it."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            config = session.get(f"{address}/page/config", timeout=10).json()
            if not config["mail"]:
                return {"port": 0}
            mail = session.get(f"{address}/page/mail/boxes", timeout=10).json()
            port = free_port()  # the way in from outside has to be known before we listen there
            session.post(f"{address}/page/front", json={"port": port}, timeout=10).raise_for_status()
        except (requests.RequestException, ValueError) as error:
            raise SettingError(f"No sandbox answers at {address}: {error}") from error
    house = mail["boxes"][0]
    user = f"{quote(house['address'], safe='')}:{quote(house['password'], safe='')}@{mail['host']}"
    return {
        "imap_url": SecretStr(f"imap://{user}:{mail['imap_port']}?starttls=no"),
        "smtp_url": SecretStr(f"smtp://{user}:{mail['smtp_port']}?starttls=no"),
        "postal_address": POSTAL_ADDRESS,
        "hold_seconds": HOLD_SECONDS,
        "public_url": config["public_url"],
        "secret_key": SecretStr(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()),
        "port": port,
    }
