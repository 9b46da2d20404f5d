"""Reading every mailbox there is: one thread each, started when a person connects it and ended when they do not."""

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot import connecting, intake
from bot.errors import MailTemporary, SettingError
from bot.house import House
from bot.intake import Parse
from bot.mailboxes import ConnectedMailbox, Connection, MailAccounts
from bot.model import Notice
from integrations.drains import Drains
from integrations.mail.imap import ImapMailbox
from integrations.sources import poll_mailbox

log = logging.getLogger(__name__)

WAIT = 4.0  # seconds for new mail at a time; a stop gives every reader five
AGAIN = 0.1  # between two looks, for they wait by themselves
TURN = 60.0  # another process takes over a dead one's mailboxes after so long
LONG = 3600.0  # seconds without an answer, after which people are told
RENEW = 20.0  # how often the turn is written down

Open = Callable[[str], ImapMailbox]


@dataclass
class Reader:
    """One mailbox and who reads it.

    Args:
        house: where its mail is taken in.
        source: names its mail, its cursor and its turn.
        mailbox: the adapter.
        parse: raw bytes to a mail.
        name: of this process, for the turn.
        machine: machine time in seconds.
        connected: the row behind it; None for the shared mailbox.
        wait: seconds for new mail at a time.
    """

    house: House
    source: str
    mailbox: ImapMailbox
    parse: Parse
    name: str
    machine: Callable[[], float]
    connected: ConnectedMailbox | None = None
    wait: float = WAIT
    _renewed: float | None = None
    _away_since: float | None = None

    def take(self) -> int:
        """Read what is new; where nothing is, wait for some. Nothing while another process has the turn."""
        if not self._mine():
            self.mailbox.close()
            self.mailbox.wait(self.wait)
            return 0
        if self.mailbox.shut_for():
            self.mailbox.wait(self.wait)
            return 0
        refused = (
            functools.partial(connecting.refused, self.house, self.connected) if self.connected else None
        )
        new = intake.reading(self.house, self._read, refused)
        if not new:
            self.mailbox.wait(self.wait)
        return new

    def _read(self) -> int:
        try:
            new = poll_mailbox(self.mailbox, self.house, self.parse, self.source, self._stands)
        except MailTemporary as error:
            self._away_since = self.machine() if self._away_since is None else self._away_since
            if self.machine() - self._away_since >= LONG:
                connecting.away(self.house, self.connected, error)
                self._away_since = self.machine()
            raise
        self._away_since = None
        if self.connected is not None and self.connected.state is Connection.REFUSED:
            connecting.works(self.house, self.connected)
        return new

    def _stands(self) -> bool:
        """Whether what was read may still be taken in: nothing is, once its owner has disconnected."""
        if self.connected is None:
            return True
        with self.house.memory.begin() as tx:
            found = self.house.memory.mailroom.mailboxes.get(tx, self.connected.id)
        if found is None or found.state is Connection.DISCONNECTED:
            return False
        self.connected = found
        return True

    def _mine(self) -> bool:
        now = self.machine()
        if self._renewed is not None and now - self._renewed < RENEW:
            return True
        with self.house.memory.begin() as tx:
            mine = self.house.memory.mailroom.mailboxes.take_turn(tx, self.source, self.name, TURN)
        self._renewed = now if mine else None
        return mine


class Rounds:
    """Keeps one reader for each mailbox.

    Args:
        house: whose mailboxes.
        accounts: decrypts their secrets.
        drains: where the threads are.
        parse: raw bytes to a mail.
        open_mailbox: an address with the password in it → the adapter.
        name: of this process, for the turns.
        machine: machine time in seconds.
        shared: the house's own mailbox and its source, if any.
        wait: seconds for new mail at a time, and so at most how long a reader takes to end.
    """

    def __init__(
        self,
        house: House,
        accounts: MailAccounts,
        drains: Drains,
        parse: Parse,
        open_mailbox: Open,
        name: str,
        machine: Callable[[], float],
        *,
        shared: tuple[str, ImapMailbox] | None = None,
        wait: float = WAIT,
    ) -> None:
        self._house, self._accounts, self._drains = house, accounts, drains
        self._parse, self._open, self._name, self._machine = parse, open_mailbox, name, machine
        self._shared, self._wait = shared, wait
        self._readers: dict[str, Reader] = {}

    def look(self) -> int:
        """Start readers of what was connected, end those of what was disconnected. Returns how many run.

        Called again and again, by one thread at a time.
        """
        with self._house.memory.begin() as tx:
            standing = self._house.memory.mailroom.mailboxes.standing(tx)
        wanted = {mailbox.source: mailbox for mailbox in standing}
        for source in [s for s, reader in self._readers.items() if reader.connected and s not in wanted]:
            self._end(source)
        if self._shared is not None and self._shared[0] not in self._readers:
            self._begin(*self._shared)
        for source, mailbox in wanted.items():
            if source not in self._readers:
                self._begin_connected(mailbox)
        return len(self._readers)

    def _begin_connected(self, connected: ConnectedMailbox) -> None:
        mailroom = self._house.memory.mailroom
        with self._house.memory.begin() as tx:
            sealed = mailroom.mailboxes.sealed(tx, connected.id)
        if sealed is None:
            return
        try:
            mailbox = self._open(self._accounts.open(sealed).imap)
        except SettingError as error:
            self._unsealed(error)
            return
        self._begin(connected.source, mailbox, connected)

    def _begin(self, source: str, mailbox: ImapMailbox, connected: ConnectedMailbox | None = None) -> None:
        reader = Reader(
            self._house, source, mailbox, self._parse, self._name, self._machine, connected, self._wait
        )
        self._readers[source] = reader
        self._drains.begin(source, reader.take, AGAIN, mailbox.close)

    def _end(self, source: str) -> None:
        del self._readers[source]
        self._drains.end(source)

    def _unsealed(self, error: SettingError) -> None:
        """Nobody's mail can be read under this key: administrators are told, once a day."""
        log.error("connected mailboxes are not read: %s", error)
        house, day = self._house, f"{self._house.now():%Y-%m-%d}"
        with house.memory.begin() as tx:
            for admin in house.administrators(tx):
                text = f"I cannot read the mailboxes that people connected. {error} Nothing is lost."
                house.memory.desk.tell(
                    tx, Notice(f"unsealed:{day}:{admin.id}", "mailbox", text, person=admin.id)
                )
