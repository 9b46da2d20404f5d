"""What is polled: people, the CRM's change feed and the mailbox. Signals and cursor are committed together."""

import logging
from collections.abc import Callable

from slack_sdk import WebClient

from bot.colleagues import match
from bot.crm import Crm
from bot.house import House
from bot.intake import Parse, take_in
from bot.memory import Memory
from bot.model import Signal
from bot.post import Mailbox
from bot.records import Record
from bot.settings import Settings
from integrations.slack.people import users

log = logging.getLogger(__name__)

SOURCE = "crm:deal"
PAGES = 10  # at a time, so that a large backlog does not keep approvals waiting for the same CRM allowance


def keep_people(house: House, client: WebClient, settings: Settings) -> int:
    """Match Slack's users with the CRM's owners. Returns how many people there are.

    Raises: CrmError, SlackApiError.
    """
    found = match(
        users(client),
        house.crm.owners(),
        manager_email=settings.manager_email,
        admin_email=settings.admin_email,
    )
    with house.memory.begin() as tx:
        house.memory.people.put(tx, found)
    return len(found)


def poll_changes(crm: Crm, memory: Memory) -> int:
    """Ask the CRM which deals changed since the cursor. Returns how many signals were new.

    Raises: AuthExpired and Temporary, with the cursor where it was.
    """
    new = 0
    for _ in range(PAGES):
        with memory.begin() as tx:
            cursor = memory.inbox.cursor(tx, SOURCE)
        page = crm.changes("deal", cursor)
        signals = tuple(_signal(record, crm.name) for record in page.records)
        with memory.begin() as tx:
            new += memory.inbox.put(tx, signals, source=SOURCE, cursor=page.cursor)
        if not page.more:
            break
    return new


def _signal(record: Record, crm: str) -> Signal:
    return Signal(
        id=f"record_changed:{record.ref}:{record.modified_at.isoformat()}",
        kind="record_changed",
        source=f"{crm} change feed",
        at=record.modified_at,
        record=record.ref,
    )


def poll_mailbox(
    mailbox: Mailbox, house: House, parse: Parse, source: str, stands: Callable[[], bool] = lambda: True
) -> int:
    """Take in the mails since the cursor. Returns how many signals were new.

    Args:
        mailbox: one folder of one account.
        house: where they are kept and heard.
        parse: raw bytes to a mail, or to the reason why they are none; never raises.
        source: names the mailbox and its cursor, e.g. `imap:INBOX`; it must stay the same.
        stands: whether what was read may still be taken in.

    Raises: MailError, with the cursor where it was.
    """
    new = 0
    for _ in range(PAGES):
        with house.memory.begin() as tx:
            cursor = house.memory.inbox.cursor(tx, source)
        page = mailbox.read(cursor)
        if not stands():
            break
        new += take_in(house, page, source, parse)
        if not page.more:
            break
    return new
