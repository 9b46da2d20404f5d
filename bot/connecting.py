"""Connecting a mailbox: a personal one-time link out of Slack, one page, and its mail is read. And the way back.

Slack is never asked for a password. The link is known by the digest of its token, lives a quarter of an hour of
machine time, and is used up by the mailbox that it connects, not by being looked at: Slack itself looks at links.
"""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.answering import Answer, AnswerKind
from bot.errors import MailError
from bot.house import House
from bot.ledger import Entry
from bot.mailboxes import ConnectedMailbox, Connection, Invitation, Provider, Typed, Wrong
from bot.model import Notice
from bot.transaction import Tx
from bot.values import Person, new_id

LIFE = timedelta(minutes=15)
PATH = "/connect"
MOST_TRIES = 8  # passwords on one link; providers lock an account that fails much more often
_MEANS = (
    "mail that you approve goes out from it. Nothing in it is marked, moved or deleted. "
    "/dealhand disconnect ends it at any time."
)


@dataclass(frozen=True)
class Link:
    """Where a person connects their mailbox. `near`: it opens only on the machine that Dealhand runs on."""

    url: str
    minutes: int
    near: bool


@dataclass(frozen=True)
class Invited:
    """Whom a link is for, and what the page says. `guess` is the id of the provider that the address is at."""

    person: Person
    typed: Typed
    guess: str
    providers: Sequence[Provider]
    crm_name: str
    log_mail: bool
    model: str  # the host that unclear mails are put to; empty where none is


class Connecting:
    """Safe to call from several threads.

    Args:
        house: what it stands on; `house.accounts` signs in and encrypts.
        machine: machine time, aware.
    """

    def __init__(self, house: House, machine: Callable[[], datetime]) -> None:
        self._house = house
        self._machine = machine
        self._mailboxes = house.memory.mailroom.mailboxes

    def invite(self, by_slack: str) -> Link | Answer:
        """A new link for that person; an earlier one ends."""
        house, token = self._house, secrets.token_urlsafe(32)
        accounts, pages = house.accounts, house.pages()
        if accounts is None or not pages:
            return Answer(AnswerKind.REFUSED, "Mailboxes cannot be connected to this process.")
        if missing := accounts.cannot_keep():
            said = f"Nobody can connect a mailbox yet. {missing}. That is for whoever runs Dealhand."
            return Answer(AnswerKind.REFUSED, said)
        with house.memory.begin() as tx:
            person = house.memory.people.by_slack(tx, by_slack)
            if person is None:
                return Answer(AnswerKind.NOT_YOURS, "I could not match you to a colleague by e-mail.")
            invitation = Invitation(person.id, self._machine() + LIFE)
            self._mailboxes.invite(tx, _digest(token), invitation)
        return Link(f"{pages}{PATH}/{token}", int(LIFE.total_seconds() // 60), near=not house.public_url)

    def look(self, token: str, typed: Typed | None = None) -> Invited | None:
        """Whom that link is for; None when it is unknown, used or too old. Changes nothing.

        `typed` is what a person typed and must not have to type again.
        """
        house, accounts = self._house, self._house.accounts
        with house.memory.begin() as tx:
            found = self._invited(tx, token)
        if found is None or accounts is None:
            return None
        person = found[0]
        shown = typed or Typed(person.email)
        return Invited(
            person,
            shown,
            accounts.provider_of(shown.address),
            accounts.providers(),
            house.crm_name,
            house.log_mail,
            house.writer.host if house.writer else "",
        )

    def connect(self, token: str, typed: Typed, password: str) -> ConnectedMailbox | Sequence[Wrong] | None:
        """Sign in with what was typed and keep it; what is wrong with it; or None when the link is over."""
        house, accounts = self._house, self._house.accounts
        typed = replace(typed, address=typed.address.strip().lower(), user=typed.user.strip())
        with house.memory.begin() as tx:
            found = self._invited(tx, token)
            taken = self._taken(tx, typed.address, found[0]) if found else None
        if found is None or accounts is None:
            return None
        if taken:
            return (taken,)
        if found[1].tries >= MOST_TRIES:
            return (Wrong("password", "That was tried too often. Type /dealhand connect for a new link."),)
        servers = accounts.try_out(typed, password)
        if isinstance(servers, Sequence):
            with house.memory.begin() as tx:
                self._mailboxes.tried(tx, _digest(token))
            return servers
        now = house.now()
        mailbox = ConnectedMailbox(new_id(now), found[0].id, typed.address, now)
        with house.memory.begin() as tx:
            if taken := self._taken(tx, typed.address, found[0]):
                return (taken,)
            if not self._mailboxes.use(tx, _digest(token), self._machine()):
                return None
            self._mailboxes.connect(tx, mailbox, accounts.seal(servers))
            self._told(tx, mailbox, "ready", f"Ready: I read {mailbox.address} from now on, and {_MEANS}")
            facts = {"mailbox": mailbox.id, "connected": mailbox.address}
            house.memory.ledger.write(tx, Entry("switch", now, person=mailbox.person, facts=facts))
        return mailbox

    def disconnect(self, by_slack: str, address: str = "") -> Answer:
        """End the person's connections, or the one of that address, which administrators may do for anybody."""
        house = self._house
        with house.memory.begin() as tx:
            person = house.memory.people.by_slack(tx, by_slack)
            if person is None:
                return Answer(AnswerKind.NOT_YOURS, "I could not match you to a colleague by e-mail.")
            standing = self._mailboxes.standing(tx, person=None if person.admin and address else person.id)
            named = [m for m in standing if address.strip().lower() in {"", m.address}]
            now = house.now()
            ended = [m.address for m in named if self._mailboxes.disconnect(tx, m.id, now)]
            for mailbox in named:
                facts = {"mailbox": mailbox.id, "disconnected": mailbox.address}
                house.memory.ledger.write(tx, Entry("switch", now, person=person.id, facts=facts))
        if not ended:
            return Answer(AnswerKind.LATE, "No such mailbox is connected, so nothing is read.", by=person)
        said = (
            f"Disconnected {', '.join(ended)}: its password is deleted here, and nothing more is read or sent there. "
            f"What was logged in {house.crm_name} stays. Delete the app password at your provider too."
        )
        return Answer(AnswerKind.DONE, said, by=person)

    def standing(self, by_slack: str) -> tuple[ConnectedMailbox, ...]:
        """That person's mailboxes."""
        with self._house.memory.begin() as tx:
            person = self._house.memory.people.by_slack(tx, by_slack)
            return self._mailboxes.standing(tx, person=person.id) if person else ()

    def _invited(self, tx: Tx, token: str) -> tuple[Person, Invitation] | None:
        invitation = self._mailboxes.invited(tx, _digest(token), self._machine())
        person = self._house.memory.people.get(tx, invitation.person) if invitation else None
        return (person, invitation) if person and invitation else None

    def _taken(self, tx: Tx, address: str, person: Person) -> Wrong | None:
        other = self._mailboxes.at(tx, address)
        if other is None or other.person == person.id:
            return None
        owner = self._house.memory.people.get(tx, other.person)
        who = owner.name if owner else "somebody else"
        return Wrong("address", f"{address} is connected already, by {who}.")

    def _told(self, tx: Tx, mailbox: ConnectedMailbox, what: str, text: str) -> None:
        key = f"mailbox:{mailbox.id}:{what}"
        self._house.memory.desk.tell(tx, Notice(key, "mailbox", text, person=mailbox.person))


def refused(house: House, mailbox: ConnectedMailbox, error: MailError) -> bool:
    """Its server does not let us in any more: the person is told once. False when they have been."""
    now = house.now()
    text = (
        f"I cannot read {mailbox.address} any more: {error} Nothing is lost; I try again now and then. Type "
        "/dealhand connect to give me a new app password, or /dealhand disconnect to end it."
    )
    with house.memory.begin() as tx:
        if not house.memory.mailroom.mailboxes.stands(tx, mailbox.id, Connection.REFUSED, str(error)):
            return False
        key = f"mailbox:{mailbox.id}:refused:{now.isoformat()}"
        house.memory.desk.tell(tx, Notice(key, "mailbox", text, person=mailbox.person))
        return True


def away(house: House, mailbox: ConnectedMailbox | None, error: MailError) -> None:
    """Its server has not answered for long: its owner hears of it once a day, administrators of the shared one."""
    now = house.now()
    name, source = (mailbox.address, mailbox.id) if mailbox else ("the shared mailbox", "shared")
    text = f"I have not reached the mail server of {name} for an hour: {error} I keep trying, and nothing is lost."
    with house.memory.begin() as tx:
        whom = [mailbox.person] if mailbox else [admin.id for admin in house.administrators(tx)]
        for person in whom:
            key = f"mailbox:{source}:away:{now:%Y-%m-%d}:{person}"
            house.memory.desk.tell(tx, Notice(key, "mailbox", text, person=person))


def works(house: House, mailbox: ConnectedMailbox) -> bool:
    """It lets us in again: the person is told. False when it had not been refused."""
    with house.memory.begin() as tx:
        if not house.memory.mailroom.mailboxes.stands(tx, mailbox.id, Connection.CONNECTED, ""):
            return False
        key = f"mailbox:{mailbox.id}:works:{house.now().isoformat()}"
        text = f"I can read {mailbox.address} again; nothing was lost."
        house.memory.desk.tell(tx, Notice(key, "mailbox", text, person=mailbox.person))
        return True


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
