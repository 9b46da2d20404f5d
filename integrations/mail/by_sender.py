"""The mailer that chooses the account by the letter's sender: a person's own mailbox, or the shared one."""

from collections.abc import Callable

from bot.clock import Clock
from bot.errors import MailRefused, MailSignInRefused, SettingError
from bot.mailboxes import MailAccounts, Servers
from bot.memory import Memory
from bot.post import Mailer, OutgoingMail, SentMail, no_more_to_look_at
from integrations.mail.smtp import SmtpMailer


class MailerBySender:
    """Hands each mail to the server of its sender; held by the outbound gate alone.

    Args:
        memory: where connected mailboxes are remembered.
        accounts: decrypts their secrets.
        clock: what the Date header says.
        shared: sends for the house; None where SMTP_URL is not set.
        shared_address: the only address it sends as; empty where it sends for every address (a relay).
    """

    def __init__(
        self,
        memory: Memory,
        accounts: MailAccounts,
        clock: Clock,
        *,
        shared: Mailer | None = None,
        shared_address: str = "",
    ) -> None:
        self._memory, self._accounts, self._clock = memory, accounts, clock
        self._shared, self._shared_address = shared, shared_address

    def send(self, mail: OutgoingMail, last_look: Callable[[], None] = no_more_to_look_at) -> SentMail:
        """Hand it over, once; errors as in bot/post.py.

        Raises:
            MailRefused: No mailbox is connected under that address; nothing was sent.
        """
        servers = self._servers(mail.sender.address)
        if servers is not None:
            return SmtpMailer(servers.smtp, clock=self._clock).send(mail, last_look)
        fits = self._shared_address in {"", mail.sender.address.lower()}
        if self._shared is None or not fits:
            raise MailRefused(
                f"No mailbox is connected that sends as {mail.sender.address}. "
                "Type `/dealhand connect`, then try again."
            )
        return self._shared.send(mail, last_look)

    def _servers(self, address: str) -> Servers | None:
        mailboxes = self._memory.mailroom.mailboxes
        with self._memory.begin() as tx:
            found = mailboxes.at(tx, address)
            sealed = mailboxes.sealed(tx, found.id) if found else None
        if sealed is None:
            return None
        try:
            return self._accounts.open(sealed)
        except SettingError as error:
            raise MailSignInRefused(str(error)) from error
