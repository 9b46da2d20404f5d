"""Whose name a mail goes out under, where its answers come back, and which addresses are our own."""

from bot.mail import Address
from bot.mailboxes import ConnectedMailbox, SharedMail
from bot.mailroom import KeptMail
from bot.memory import Memory
from bot.transaction import Tx
from bot.values import Person


class Senders:
    """The mailboxes that people connected, before the shared one.

    Args:
        memory: where connected mailboxes are remembered.
        shared: the house's own.
    """

    def __init__(self, memory: Memory, shared: SharedMail) -> None:
        self._memory = memory
        self._shared = shared

    def sender_for(self, person: Person) -> Address | None:
        """Who a letter of that person is from; None where nothing of ours can send it.

        Their own mailbox, the latest connected first. One whose password is refused is named all the same: the card
        then says what to mend, where another address would answer for them unseen. Without one, the shared mailbox
        under the person's name, so that the recipient sees who writes.
        """
        name = " ".join(person.name.split())
        with self._memory.begin() as tx:
            own = self._memory.mailroom.mailboxes.standing(tx, person=person.id)
        if own:
            return Address(own[0].address, name)
        if not self._shared.sends:
            return None
        return Address(self._shared.sends_as or person.email.lower(), name)

    def reply_to_for(self, person: Person) -> Address | None:
        """Where answers to that letter must be sent, where that is not the sender.

        Answers belong where we read them, because an opt-out must be heard: the person's own mailbox, or the shared
        one. Only where nobody reads the shared one do they go to the person.
        """
        sender = self.sender_for(person)
        mine = person.email.lower()
        if sender is None or sender.address == mine or self._shared.reads:
            return None
        with self._memory.begin() as tx:
            connected = self._memory.mailroom.mailboxes.at(tx, sender.address) is not None
        return None if connected else Address(mine, sender.name)

    def ours(self, tx: Tx) -> frozenset[str]:
        """Our own addresses, in lower case: colleagues, their connected mailboxes, and the shared one."""
        mailboxes = self._memory.mailroom.mailboxes.standing(tx)
        people = self._memory.people.all(tx)
        known = {*(p.email.lower() for p in people), *(m.address for m in mailboxes), self._shared.sends_as}
        return frozenset(known - {""})

    def mailbox_named(self, tx: Tx, source: str) -> str:
        """How people call the mailbox that mail of this source came into."""
        found = self._connected(tx, source)
        return found.address if found else self._shared.sends_as or "the shared mailbox"

    def receiver(self, mail: KeptMail) -> Person | None:
        """Whose connected mailbox that mail came into; None for the shared one."""
        with self._memory.begin() as tx:
            mailbox = self._connected(tx, mail.source)
            return self._memory.people.get(tx, mailbox.person) if mailbox else None

    def _connected(self, tx: Tx, source: str) -> ConnectedMailbox | None:
        parts = source.split(":")
        is_connected = len(parts) > 2  # noqa: PLR2004  # imap, the mailbox, the folder; the shared one has no name
        return self._memory.mailroom.mailboxes.get(tx, parts[1]) if is_connected else None
