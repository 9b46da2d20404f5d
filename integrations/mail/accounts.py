"""Mail accounts as people connect them: found by the address, really signed in to, and locked away."""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from urllib.parse import quote

from bot.clock import Clock
from bot.errors import MailError, MailSignInRefused, MailTemporary, MailUnencrypted
from bot.mailboxes import Provider, Sealed, Servers, Typed, Wrong
from bot.suppression import canonical_address
from integrations.mail import providers
from integrations.mail.imap import ImapMailbox
from integrations.mail.sealing import Seal
from integrations.mail.smtp import SmtpMailer
from integrations.names import mail_exchangers

SECONDS = 12.0  # for each answer of a server, while somebody looks at a page
_HOST = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::([0-9]{1,5}))?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_GOOGLE = re.compile(
    r"[a-z]{4}( [a-z]{4}){3}"
)  # how an app password is shown there; its spaces are no part of it
_PLAIN_FIRST = {143, 25, 587, 2525}
_HERE = {"localhost", "127.0.0.1"}
_MOST_PORT = 65535


class Accounts:
    """Mail accounts at other people's servers.

    Args:
        seal: encrypts what is kept.
        clock: business time, for the adapters.
        exchangers: domain → the hosts that take its mail, in lower case.
        seconds: how long each answer may take.
    """

    def __init__(
        self,
        seal: Seal,
        clock: Clock,
        *,
        exchangers: Callable[[str], Sequence[str]] = mail_exchangers,
        seconds: float = SECONDS,
    ) -> None:
        self._seal, self._clock = seal, clock
        self._exchangers, self._seconds = exchangers, seconds

    def providers(self) -> tuple[Provider, ...]:
        """Those we know, and any other."""
        return (*(entry.provider for entry in providers.KNOWN), providers.OTHER)

    def provider_of(self, address: str) -> str:
        """By the domain, else by where the domain's mail goes (a company's own domain at Google, say)."""
        domain = address.rpartition("@")[2].strip().lower()
        found = providers.by_domain(domain)
        for host in () if found or not domain else self._exchangers(domain):
            found = found or providers.by_exchanger(host)
        return found.provider.id if found else ""

    def try_out(self, typed: Typed, password: str) -> Servers | Sequence[Wrong]:
        """Sign in to both; the password is shown to the second server only once the first took it."""
        if wrong := _unfit(typed, password):
            return wrong
        found = self._servers(typed, password)
        if isinstance(found, Servers):
            refused = self._signed_in(typed, found)
            return (refused,) if refused else found
        return found

    def cannot_keep(self) -> str:
        """As the seal says."""
        return self._seal.missing()

    def seal(self, servers: Servers) -> Sealed:
        """Encrypt both addresses."""
        return Sealed(self._seal.close(servers.imap), self._seal.close(servers.smtp))

    def open(self, sealed: Sealed) -> Servers:
        """Decrypt both addresses."""
        return Servers(self._seal.open(sealed.imap), self._seal.open(sealed.smtp))

    def _servers(self, typed: Typed, password: str) -> Servers | Sequence[Wrong]:
        chosen = typed.provider or self.provider_of(typed.address)
        imap, smtp = typed.imap, typed.smtp
        if (entry := providers.known(chosen)) is not None:
            if not entry.provider.takes_password:
                return (Wrong("provider", entry.provider.how),)
            imap, smtp = entry.imap, entry.smtp
        elif chosen != providers.OTHER.id:
            domain = typed.address.rpartition("@")[2]
            said = f"I do not know where {domain} has its mail. Choose the provider, or “{providers.OTHER.name}”."
            return (Wrong("provider", said),)
        user = typed.user or typed.address
        secret = password.replace(" ", "") if _GOOGLE.fullmatch(password) else password
        urls = {kind: _url(kind, host, user, secret) for kind, host in (("imap", imap), ("smtp", smtp))}
        said = "Type the server's name, such as mail.example.com or mail.example.com:993."
        return tuple(Wrong(kind, said) for kind, url in urls.items() if not url) or Servers(**urls)

    def _signed_in(self, typed: Typed, servers: Servers) -> Wrong | None:
        try:
            with closing(ImapMailbox(servers.imap, clock=self._clock, seconds=self._seconds)) as mailbox:
                mailbox.sign_in()
        except MailUnencrypted as error:
            return Wrong("imap", str(error))
        except MailSignInRefused:
            return Wrong("password", _refused(typed))
        except MailError as error:
            return Wrong("imap", _away(error, "Reading mail"))
        try:
            SmtpMailer(servers.smtp, clock=self._clock, command_seconds=self._seconds).sign_in()
        except MailSignInRefused:
            said = (
                "The server for reading takes this password and the one for sending does not. Often sending by "
                "other programs (authenticated SMTP) is switched off for the mailbox; the administrator can allow it."
            )
            return Wrong("smtp", said)
        except MailError as error:
            return Wrong("smtp", _away(error, "Sending mail"))
        return None


def _unfit(typed: Typed, password: str) -> tuple[Wrong, ...]:
    """What cannot be right, before any server is asked; a line break could carry a command to it."""
    said = "This holds a line break or another sign that cannot stand here."
    fields = ("address", "user", "imap", "smtp")
    wrong = [Wrong(field, said) for field in fields if _CONTROL.search(getattr(typed, field))]
    try:
        canonical_address(typed.address)
    except ValueError:
        wrong.append(Wrong("address", "Type one mail address, such as priya@example.com."))
    if not password or _CONTROL.search(password):
        wrong.append(Wrong("password", "Type the password of the mailbox, or an app password."))
    return tuple(wrong)


def _url(kind: str, host: str, user: str, password: str) -> str:
    """The address of one server as the adapters take it; empty when that is no host."""
    found = _HOST.fullmatch(host.strip())
    if found is None or int(found[2] or 0) > _MOST_PORT:
        return ""
    default = {"imap": 993, "smtp": 465}[kind]
    port = int(found[2] or default)
    plain = port in _PLAIN_FIRST
    option = ""
    if found[1].lower() in _HERE and port not in {993, 465}:  # the same machine: nobody listens in between
        plain, option = True, "?starttls=if_offered"
    scheme = kind if plain else f"{kind}s"
    return f"{scheme}://{quote(user, safe='')}:{quote(password, safe='')}@{found[1]}:{port}{option}"


def _refused(typed: Typed) -> str:
    user = typed.user or typed.address
    return (
        f"The mail server does not take this password for {user}. Most providers want an app password here, not the "
        "one you sign in with in the browser."
    )


def _away(error: MailError, what: str) -> str:
    said = f"{what} does not work: {error}"
    if isinstance(error, MailTemporary):
        return f"{said} Look at the server's name, or try again in a minute."
    return said
