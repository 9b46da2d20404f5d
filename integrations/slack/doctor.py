"""What `doctor` asks of Slack: token, scopes against the manifest, people's e-mails, and the two clocks."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import requests
import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.clock import Clock
from bot.errors import SettingError
from bot.findings import Finding
from integrations.slack.people import users

MOST_SKEW = 60  # seconds; Slack refuses signatures that are five minutes off


def working_token(client: WebClient) -> SlackResponse:
    """Slack's answer to auth.test.

    Raises:
        SettingError: Slack does not take the token, or cannot be reached.
    """
    try:
        return client.auth_test()
    except SlackApiError as error:
        said = error.response.get("error", "unknown error")
        raise SettingError(
            f"SLACK_BOT_TOKEN: Slack says {said}. Reinstall the app and copy its bot token."
        ) from error
    except (SlackClientError, OSError) as error:
        raise SettingError(f"SLACK_API_URL: {client.base_url} cannot be reached ({error}).") from error


def check_slack(client: WebClient, manifest: Path, clock: Clock) -> Iterator[Finding]:
    """One finding each; stops at the token when that does not work."""
    try:
        answer = working_token(client)
    except SettingError as error:
        yield Finding(False, "Slack token", str(error), "reinstall the app and set SLACK_BOT_TOKEN")
        return
    yield Finding(True, "Slack token", f"works in {answer.get('team')} as {answer.get('user')}")
    yield _scopes(answer, manifest)
    yield _people(client)
    yield from _clocks(answer, clock)


def _scopes(answer: SlackResponse, manifest: Path) -> Finding:
    headers = {name.lower(): value for name, value in (answer.headers or {}).items()}
    has = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",") if scope.strip()}
    wanted = set(yaml.safe_load(manifest.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"])
    missing = sorted(wanted - has)
    if missing:
        said = f"missing: {', '.join(missing)}"
        return Finding(False, "Slack scopes", said, "reinstall the app from manifest.yml")
    return Finding(True, "Slack scopes", f"all {len(wanted)} of the manifest")


def _people(client: WebClient) -> Finding:
    try:
        found = users(client)
    except SlackApiError as error:
        said = str(error.response.get("error"))
        return Finding(False, "Slack people", said, "the scopes users:read and users:read.email are needed")
    without = [user.name for user in found if not user.email]
    if without:
        said = f"{len(without)} of {len(found)} have no e-mail, so they match nobody in the CRM"
        return Finding(False, "Slack people", said, "add users:read.email, or e-mails to their profiles")
    return Finding(True, "Slack people", f"{len(found)} with an e-mail")


def _clocks(answer: SlackResponse, clock: Clock) -> Iterator[Finding]:
    headers = {name.lower(): value for name, value in (answer.headers or {}).items()}
    if "date" in headers:
        skew = abs((datetime.now(UTC) - parsedate_to_datetime(headers["date"])).total_seconds())
        said = f"{skew:.0f} s away from Slack's"
        yield Finding(skew <= MOST_SKEW, "this machine's clock", said, "set the clock by NTP")
    try:
        yield Finding(True, "business time", f"{clock.now():%Y-%m-%d %H:%M:%S} UTC")
    except requests.RequestException as error:
        yield Finding(
            False, "business time", f"cannot be read: {error}", "unset CLOCK_URL outside the sandbox"
        )
