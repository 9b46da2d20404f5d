"""A mail account as one address: `imaps://user:secret@host:993`, `smtp://user:secret@host:587?starttls=required`."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from bot.errors import MailSignInRefused, SettingError

StartTls = Literal["required", "if_offered", "no"]

PORTS = {"imap": 143, "imaps": 993, "smtp": 587, "smtps": 465}
OPTIONS = {"starttls", "auth", "token_file"}


@dataclass(frozen=True)
class MailAccount:
    """Where a mail server is and how to sign in. The secret never shows in a log line.

    `tls` is encryption from the first byte; otherwise `starttls` says whether the plain connection must be, may be
    or stays not encrypted. With `token_file` the account signs in by XOAUTH2, and the file holds the access token.
    """

    host: str
    port: int
    tls: bool
    starttls: StartTls
    user: str = ""
    password: str = field(default="", repr=False)
    token_file: Path | None = None

    @property
    def at(self) -> str:
        """Where the server is, for people."""
        return f"{self.host}:{self.port}"

    def secret(self) -> str:
        """The password, or the access token as the file holds it now (whoever renews it rewrites the file).

        Raises:
            MailSignInRefused: The token file cannot be read, or is empty.
        """
        if self.token_file is None:
            return self.password
        try:
            token = self.token_file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise MailSignInRefused(
                f"The token file {self.token_file} cannot be read.", raw=str(error)
            ) from error
        if not token:
            raise MailSignInRefused(f"The token file {self.token_file} is empty.")
        return token

    def bearer(self) -> str:
        """What XOAUTH2 says first (developers.google.com/workspace/gmail/imap/xoauth2-protocol)."""
        return f"user={self.user}\1auth=Bearer {self.secret()}\1\1"


def mail_account(url: str, kind: Literal["imap", "smtp"]) -> MailAccount:
    """The account that a setting names.

    Args:
        url: `imap[s]://` or `smtp[s]://`, user and secret percent-encoded. Options: `starttls=required` (the
            default without the s), `if_offered` or `no`; `auth=xoauth2&token_file=/path`.
        kind: Which of the two it must be.

    Raises:
        SettingError: It cannot be read; the message never repeats the secret.
    """
    setting = f"{kind.upper()}_URL"
    try:
        parts = urlsplit(url)
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError as error:
        raise SettingError(f"{setting} cannot be read as an address; see docs/mail.md.") from error
    if parts.scheme not in {kind, f"{kind}s"} or not parts.hostname:
        raise SettingError(f"{setting} must look like {kind}s://user:secret@host; see docs/mail.md.")
    _known(setting, options)
    user = unquote(parts.username or "")
    token_file = Path(options["token_file"]) if "token_file" in options else None
    if token_file is not None and not user:
        raise SettingError(f"{setting} signs in with a token, so it must name the user.")
    return MailAccount(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        tls=parts.scheme.endswith("s"),
        starttls=cast("StartTls", options.get("starttls", "required")),
        user=user,
        password=unquote(parts.password or ""),
        token_file=token_file,
    )


def _known(setting: str, options: dict[str, str]) -> None:
    for name in options.keys() - OPTIONS:
        raise SettingError(f"{setting} has an option {name!r}; known are {', '.join(sorted(OPTIONS))}.")
    if options.get("starttls", "required") not in {"required", "if_offered", "no"}:
        raise SettingError(f"{setting}: starttls is required, if_offered or no.")
    if options.get("auth", "xoauth2").lower() != "xoauth2":
        raise SettingError(f"{setting}: auth is xoauth2, or left out for a password.")
    if ("auth" in options) != ("token_file" in options):
        raise SettingError(f"{setting}: auth=xoauth2 and token_file=… go together.")
