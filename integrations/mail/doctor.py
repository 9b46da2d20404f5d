"""What `doctor` looks at for mail: the shared mailbox, what must stand in every mail, and where people reach us."""

import base64
from collections.abc import Callable, Iterator, Sequence

import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from bot.clock import Clock
from bot.errors import SettingError
from bot.findings import Finding
from bot.settings import Settings, plain
from integrations.mail.connect import dkim_key, shared_mail, shared_mailbox, shared_mailer
from integrations.mail.sealing import Seal
from integrations.mail.signing import DkimKey
from integrations.names import NoAnswer, texts

SECONDS = 5.0
READ = "look at the setting it names; docs/mail.md has one for each provider"
Texts = Callable[[str], Sequence[str]]


def check_mail(settings: Settings, clock: Clock, records: Texts = texts) -> Iterator[Finding]:
    """One finding for each thing; nothing is sent.

    Args:
        settings: of this installation.
        clock: business time, for the adapters.
        records: the TXT records of a name; raises NoAnswer.
    """
    yield from _shared_mailbox(settings, clock)
    yield from _shared_mailer(settings, clock)
    if settings.dkim_key_file:
        yield _dkim(settings, records)
    yield _secret_key(settings)
    yield _postal_address(settings)
    yield _public_url(settings)


def _shared_mailbox(settings: Settings, clock: Clock) -> Iterator[Finding]:
    try:
        mailbox = shared_mailbox(settings, clock)
    except SettingError as error:
        yield Finding(False, "mail in", str(error), READ)
        return
    if mailbox is None:
        yield Finding(True, "mail in", "no shared mailbox is read (IMAP_URL is not set)")
        return
    try:
        yield from mailbox.check()
    finally:
        mailbox.close()


def _shared_mailer(settings: Settings, clock: Clock) -> Iterator[Finding]:
    try:
        mailer, shared = shared_mailer(settings, clock), shared_mail(settings)
    except SettingError as error:
        yield Finding(False, "mail out", str(error), READ)
        return
    if mailer is None:
        said = "nothing is sent for people without a mailbox of their own (SMTP_URL is not set)"
        yield Finding(True, "mail out", said)
        return
    yield from mailer.check()
    if shared.sends_as:
        yield Finding(True, "sender", f"{shared.sends_as}, under the name of whoever writes")
    else:
        said = "each person's own address, because SMTP_URL signs in as no address and MAIL_FROM is not set"
        yield Finding(True, "sender", said)
    if not shared.reads:
        said = "mail goes out by SMTP_URL and no answers to it are read, so an opt-out by reply would not be heard"
        yield Finding(False, "answers", said, "set IMAP_URL to the mailbox that answers come into")


def _dkim(settings: Settings, records: Texts) -> Finding:
    """Whether the public half in DNS is that of the key we sign with (RFC 6376 3.6.2)."""
    try:
        key = dkim_key(settings)
        if key is None:
            return Finding(True, "DKIM", "does not sign")
        public = _public(key)
    except SettingError as error:
        return Finding(False, "DKIM", str(error), READ)
    name = f"{key.selector}._domainkey.{key.domain}"
    mend = f'publish at {name} a TXT record "v=DKIM1; k=rsa; p={public}"'
    try:
        found = [_tags(text) for text in records(name)]
    except NoAnswer:
        said = f"signs for {key.domain}; the name servers did not answer, so the record at {name} was not compared"
        return Finding(True, "DKIM", said)
    if not found:
        return Finding(False, "DKIM", f"there is no record at {name}, so every signature fails", mend)
    if all(tags.get("p") != public for tags in found):
        return Finding(False, "DKIM", f"the record at {name} is not that of {key.key_file}", mend)
    return Finding(True, "DKIM", f"signs for {key.domain}, and the record at {name} fits the key")


def _public(key: DkimKey) -> str:
    try:
        private = load_pem_private_key(key.key_file.read_bytes(), password=None)
    except OSError as error:
        raise SettingError(f"The DKIM key file {key.key_file} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError) as error:
        raise SettingError(f"The DKIM key file {key.key_file} holds no RSA key in PEM form.") from error
    der = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode("ascii")


def _tags(record: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip(): "".join(value.split()) for name, _, value in pairs}


def _secret_key(settings: Settings) -> Finding:
    try:
        missing = Seal(plain(settings.secret_key)).missing()
    except SettingError as error:
        return Finding(False, "SECRET_KEY", str(error), "then let people connect again")
    if missing:
        return Finding(True, "SECRET_KEY", "not set: people cannot connect mailboxes of their own")
    return Finding(True, "SECRET_KEY", "set: people can connect their mailboxes by /dealhand connect")


def _postal_address(settings: Settings) -> Finding:
    if settings.postal_address.strip():
        return Finding(True, "postal address", "stands under every mail")
    if settings.smtp_url is None and settings.secret_key is None:
        return Finding(True, "postal address", "not set (matters once mail is sent)")
    said = "POSTAL_ADDRESS is not set, so no mail goes out"
    return Finding(False, "postal address", said, "set it to where the company is, as mail law asks")


def _public_url(settings: Settings) -> Finding:
    """Reached from here is not reached from everywhere, but a wrong name or certificate shows."""
    url = settings.public_url
    if not url:
        said = "not set: mail is left by a reply, not by one click, and mailboxes are connected on this machine only"
        return Finding(True, "PUBLIC_URL", said)
    mend = "let it lead to HOST:PORT of a running `serve`, with a certificate that fits"
    try:
        answer = requests.get(f"{url}/healthz", timeout=SECONDS, allow_redirects=False)
        alive = answer.json().get("alive") is True
    except (requests.RequestException, ValueError, AttributeError) as error:
        said = f"{url} does not answer as Dealhand: {type(error).__name__}"
        return Finding(False, "PUBLIC_URL", said, mend)
    if not alive:
        return Finding(False, "PUBLIC_URL", f"something else than Dealhand answers at {url}", mend)
    said = f"{url} leads here" + (
        "" if url.startswith("https://") else "; only HTTPS offers one click in mail"
    )
    return Finding(True, "PUBLIC_URL", said)
