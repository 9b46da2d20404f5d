"""Mail goes out through the team's own SMTP server: one connection a mail, one try, four outcomes.

Nothing was sent (MailRefused, MailSignInRefused, MailTemporary), or it was, or nobody can tell: RFC 5321 4.2.5 makes
the server responsible at its answer to the final dot, so only a break between that dot and the answer is in doubt.
"""

import base64
import logging
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.clock import Clock
from bot.errors import MailError, MailInDoubt, MailRefused, MailSignInRefused, MailTemporary
from bot.findings import Finding
from bot.post import OutgoingMail, SentMail, no_more_to_look_at
from integrations.mail.account import mail_account
from integrations.mail.outgoing import needs_utf8, wire_address, wire_form
from integrations.mail.signing import DkimKey, Signer

log = logging.getLogger(__name__)

MB = 1024 * 1024
COMMAND_SECONDS = 30.0
ANSWER_SECONDS = 120.0  # to the final dot; RFC 5321 4.5.3.2.6 would wait ten minutes, an execution should not
_TEMPORARY, _PERMANENT = 400, 500
_GO_AHEAD, _SIGNED_IN = 354, 235


class SmtpMailer:
    """The mailer behind SMTP_URL. Safe from several threads: every mail has a connection of its own.

    Args:
        url: `smtp://` (STARTTLS required unless `?starttls=` says otherwise) or `smtps://`; see docs/mail.md.
        clock: What the Date header says.
        dkim: Signs each mail, where the server does not do so itself.
        command_seconds: How long connecting and each command may take (machine time).
        answer_seconds: How long the server may think about a whole mail.

    Raises:
        SettingError: The address or the DKIM key cannot be used.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Clock,
        dkim: DkimKey | None = None,
        command_seconds: float = COMMAND_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._account = mail_account(url, "smtp")
        self._clock = clock
        self._signer = Signer(dkim) if dkim else None
        self._command_seconds = command_seconds
        self._answer_seconds = answer_seconds

    def send(self, mail: OutgoingMail, last_look: Callable[[], None] = no_more_to_look_at) -> SentMail:
        """Hand over one mail, once; errors as in bot/post.py."""
        with self._connected() as smtp:
            utf8 = needs_utf8(mail) and smtp.has_extn("smtputf8")
            body = wire_form(mail, self._clock.now(), utf8=utf8)
            if self._signer is not None:
                body = self._signer.sign(body)
            last_look()
            with _nothing_sent():
                not_copied = _envelope(smtp, mail, utf8=utf8)
            last_look()
            with _nothing_sent():
                _asked(smtp.docmd("DATA"), "The mail server refused the mail", wanted=_GO_AHEAD)
                smtp.send(re.sub(rb"(?m)^\.", b"..", body))
            answer = self._finished(smtp, mail.message_id)
        return SentMail(mail.message_id, answer, not_copied)

    def sign_in(self) -> None:
        """Sign in and send nothing, or raise the MailError that says why not."""
        with self._connected():
            log.debug("%s lets us in", self._account.at)

    def check(self) -> tuple[Finding, ...]:
        """What `doctor` prints: reachable, encrypted, signed in, signing. Sends nothing; never raises MailError."""
        try:
            with self._connected() as smtp:
                wide = "takes" if smtp.has_extn("smtputf8") else "does not take"
                size = smtp.esmtp_features.get("size", "")
        except MailError as error:
            mend = "Look at SMTP_URL; docs/mail.md has one for each provider."
            return (Finding(ok=False, subject="mail out", said=f"{error} {error.raw}".strip(), mend=mend),)
        account, found = self._account, []
        most = f"up to {int(size) // MB} MB" if size.isdigit() and int(size) else "of any size"
        said = (
            f"{account.at} answers, signed in as {account.user or 'nobody'}; it takes mails {most}, and {wide} "
            "non-ASCII addresses"
        )
        found.append(Finding(ok=True, subject="mail out", said=said))
        if account.user and not account.tls and account.starttls != "required":
            said = "the password may cross the network unencrypted"
            mend = "Take ?starttls=… out of SMTP_URL, or use smtps://."
            found.append(Finding(ok=False, subject="mail out", said=said, mend=mend))
        if self._signer is not None:
            key = self._signer.key
            said = f"signs for {key.domain} with selector {key.selector}"
            found.append(Finding(ok=True, subject="DKIM", said=said))
        return tuple(found)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        with _nothing_sent():
            smtp = self._opened()
        try:
            with _nothing_sent():
                self._sign_in(smtp)
            yield smtp
        finally:
            try:
                if smtp.sock is not None:
                    smtp.sock.settimeout(min(2.0, self._command_seconds))
                    smtp.quit()
            except (smtplib.SMTPException, OSError):
                log.debug("the mail server closed before QUIT; the outcome is known already")
            finally:
                smtp.close()

    def _opened(self) -> smtplib.SMTP:
        account, name = self._account, socket.gethostname()
        # smtplib would look itself up in DNS for this; a dead resolver then holds up every mail.
        greeting = name if "." in name and name.isascii() else "[127.0.0.1]"
        where = (account.host, account.port, greeting)
        if account.tls:
            return smtplib.SMTP_SSL(
                *where, timeout=self._command_seconds, context=ssl.create_default_context()
            )
        return smtplib.SMTP(*where, timeout=self._command_seconds)

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        account = self._account
        smtp.ehlo_or_helo_if_needed()
        if not account.tls and account.starttls != "no":
            if smtp.has_extn("starttls"):
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
            elif account.starttls == "required":
                raise MailRefused(
                    f"{account.at} offers no encryption, so no password was sent. Use smtps://, or, on a network "
                    "you trust, ?starttls=no."
                )
        if account.token_file is not None:
            bearer = account.bearer()
            # The server explains a refusal in a challenge, which is answered with an empty line.
            smtp.auth("XOAUTH2", lambda challenge=None: bearer if challenge is None else "")
        elif (account.user + account.password).isascii():
            if account.user:
                smtp.login(account.user, account.password)
        else:
            _sign_in_plain(smtp, account.user, account.password)

    def _finished(self, smtp: smtplib.SMTP, message_id: str) -> str:
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._answer_seconds)
            smtp.send(b".\r\n")
            code, words = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise MailInDoubt(
                f"The connection to {self._account.at} broke before it said whether it took the mail.",
                message_id=message_id,
                raw=str(error),
            ) from error
        if code < 0:
            raise MailInDoubt(
                f"{self._account.at} answered the mail with something that is no answer.",
                message_id=message_id,
                raw=_text(words),
            )
        _asked((code, words), "The mail server did not take the mail")
        return f"{code} {_text(words)}"


def _sign_in_plain(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """SASL PLAIN in UTF-8 (RFC 4616); the library's own takes ASCII only."""
    said = base64.b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, words = smtp.docmd("AUTH", f"PLAIN {said}")
    if code != _SIGNED_IN:
        raise smtplib.SMTPAuthenticationError(code, words)


def _envelope(smtp: smtplib.SMTP, mail: OutgoingMail, *, utf8: bool) -> tuple[str, ...]:
    """Name sender and recipients; returns the cc addresses that were refused. Nobody gets it if `to` is refused."""
    options = ["SMTPUTF8"] if utf8 else []
    _asked(
        smtp.mail(wire_address(mail.sender.address, utf8=utf8), options),
        f"The mail server does not let us send as {mail.sender.address}",
    )
    _asked(smtp.rcpt(wire_address(mail.to.address, utf8=utf8)), f"{mail.to.address} was refused")
    refused = []
    for copied in mail.cc:
        code, words = smtp.rcpt(wire_address(copied.address, utf8=utf8))
        if code >= _TEMPORARY:
            log.warning("cc %s refused: %s %s", copied.address, code, _text(words))
            refused.append(copied.address)
    return tuple(refused)


def _asked(answer: tuple[int, bytes | str], sentence: str, *, wanted: int | None = None) -> None:
    """Raise what a refusal means: 4xx may work later, 5xx will not (RFC 5321 4.2.1)."""
    code, words = answer
    raw = _text(words)
    if _TEMPORARY <= code < _PERMANENT:
        raise MailTemporary(f"{sentence} for now ({code}).", raw=raw, code=code)
    if code >= _PERMANENT:
        raise MailRefused(f"{sentence} ({code}).", raw=raw, code=code)
    if code < 0 or (wanted is not None and code != wanted):
        raise MailTemporary(f"{sentence}: the answer made no sense.", raw=raw)


@contextmanager
def _nothing_sent() -> Iterator[None]:
    """Before the final dot a broken connection means that nothing was sent."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raw = _text(error.smtp_error)
        if _TEMPORARY <= error.smtp_code < _PERMANENT:
            raise MailTemporary("The mail server cannot sign us in just now.", raw=raw) from error
        raise MailSignInRefused(
            "The mail server does not take the user and password (or token).", raw=raw, code=error.smtp_code
        ) from error
    except smtplib.SMTPResponseException as error:
        _asked((error.smtp_code, error.smtp_error), "The mail server closed the door")
        raise MailTemporary("The mail server answered out of turn.", raw=_text(error.smtp_error)) from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailSignInRefused(
            "The mail server offers no way to sign in that we know.", raw=str(error)
        ) from error
    except ssl.SSLCertVerificationError as error:
        raise MailTemporary(
            "The mail server's certificate is not to be trusted; nothing was sent.", raw=str(error)
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailTemporary(
            "The mail server does not answer; nothing was sent.", retry_after=1.0, raw=str(error)
        ) from error


def _text(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())
