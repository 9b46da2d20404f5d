"""Everything outside the house that `doctor` looks at, one finding each."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.clock import Clock
from bot.colleagues import check_matching
from bot.errors import SettingError
from bot.findings import Finding
from bot.settings import Settings, plain
from integrations.clock import clock_at
from integrations.crm.connect import connect_crm
from integrations.llm.connect import connect_model
from integrations.mail.doctor import check_mail
from integrations.slack.client import web_client
from integrations.slack.doctor import check_slack
from integrations.slack.people import users

MEND = "put it into the environment or into .env"
MAIL_ONLY = frozenset({"consent", "mail scopes"})


def check_installation(settings: Settings, manifest: Path) -> Iterator[Finding]:
    """Slack, mail, the model and the CRM; what is not set is found missing, and the rest is looked at.

    Args:
        settings: of this installation.
        manifest: the Slack app's, whose scopes are compared.
    """
    clock = clock_at(settings.clock_url)
    client, slack = web_client(plain(settings.slack_bot_token), settings.slack_api_url), False
    try:
        settings.needed("slack_bot_token")
        for finding in check_slack(client, manifest, clock):
            slack = slack or finding.ok
            yield finding
    except SettingError as error:
        yield Finding(False, "Slack token", str(error), MEND)
    yield from check_mail(settings, clock)
    yield _model(settings)
    crm = tuple(_crm(settings, clock))
    yield from crm
    if slack and all(finding.ok for finding in crm):
        yield check_matching(users(client), connect_crm(settings, clock).owners())


def _model(settings: Settings) -> Finding:
    try:
        return connect_model(settings).check()
    except SettingError as error:
        return Finding(False, "model", str(error), MEND)


def _crm(settings: Settings, clock: Clock) -> Iterable[Finding]:
    try:
        found = connect_crm(settings, clock).check()
    except SettingError as error:
        return (Finding(False, "connection", str(error), MEND),)
    return found if settings.smtp_url or settings.secret_key else map(before_mail, found)


def before_mail(finding: Finding) -> Finding:
    """The same finding while no mail account is connected: what only mail needs is said, and is nothing wrong."""
    if finding.ok or finding.subject not in MAIL_ONLY:
        return finding
    return Finding(True, finding.subject, f"{finding.said} (matters once mail is connected)")
