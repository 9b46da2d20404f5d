"""The house's own mail as the settings name it: what is read, what is sent, and how it is signed."""

from pathlib import Path

from bot.clock import Clock
from bot.errors import SettingError
from bot.mailboxes import SharedMail
from bot.settings import Settings, plain
from integrations.mail.account import mail_account
from integrations.mail.imap import ImapMailbox
from integrations.mail.signing import DkimKey
from integrations.mail.smtp import SmtpMailer


def shared_mail(settings: Settings) -> SharedMail:
    """What there is, and the address it sends as: MAIL_FROM, else SMTP_URL's user where that is an address.

    Raises:
        SettingError: SMTP_URL cannot be read.
    """
    user = mail_account(plain(settings.smtp_url), "smtp").user if settings.smtp_url else ""
    sends_as = settings.mail_from or (user if "@" in user else "")
    return SharedMail(
        reads=settings.imap_url is not None,
        sends=settings.smtp_url is not None,
        sends_as=sends_as.strip().lower(),
    )


def shared_mailbox(settings: Settings, clock: Clock) -> ImapMailbox | None:
    """The mailbox that IMAP_URL names, if any. Raises SettingError."""
    if settings.imap_url is None:
        return None
    return ImapMailbox(plain(settings.imap_url), clock=clock, folder=settings.imap_folder)


def shared_mailer(settings: Settings, clock: Clock) -> SmtpMailer | None:
    """The server that SMTP_URL names, if any, signing where there is a key. Raises SettingError."""
    if settings.smtp_url is None:
        return None
    return SmtpMailer(plain(settings.smtp_url), clock=clock, dkim=dkim_key(settings))


def dkim_key(settings: Settings) -> DkimKey | None:
    """What to sign with, if anything.

    Raises:
        SettingError: The key has no selector, or no domain.
    """
    if not settings.dkim_key_file:
        return None
    domain = settings.dkim_domain or shared_mail(settings).sends_as.rpartition("@")[2]
    if not settings.dkim_selector or not domain:
        missing = "DKIM_DOMAIN" if settings.dkim_selector else "DKIM_SELECTOR"
        raise SettingError(f"{missing} is not set, and DKIM_KEY_FILE signs with it; see docs/mail.md.")
    return DkimKey(domain, settings.dkim_selector, Path(settings.dkim_key_file))
