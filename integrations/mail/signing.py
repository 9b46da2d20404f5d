"""DKIM (RFC 6376): a signature over the headers that matter, the unsubscribe ones among them (RFC 8058 4)."""

from dataclasses import dataclass
from pathlib import Path

import dkim

from bot.errors import SettingError

SIGNED = (
    b"from to cc reply-to subject date message-id in-reply-to references list-unsubscribe "
    b"list-unsubscribe-post auto-submitted mime-version content-type"
).split()


@dataclass(frozen=True)
class DkimKey:
    """The RSA key whose public half stands in DNS at `<selector>._domainkey.<domain>`."""

    domain: str
    selector: str
    key_file: Path


class Signer:
    """Signs mail with one key.

    Raises:
        SettingError: The key file cannot be read, or holds no RSA key in PEM.
    """

    def __init__(self, key: DkimKey) -> None:
        self.key = key
        try:
            self._pem = key.key_file.read_bytes()
            self.sign(b"From: a@b.example\r\n\r\n\r\n")
        except OSError as error:
            raise SettingError(
                f"The DKIM key file {key.key_file} cannot be read: {error.strerror}."
            ) from error
        except dkim.DKIMException as error:
            raise SettingError(f"The DKIM key file {key.key_file} holds no RSA key in PEM form.") from error

    def sign(self, mail: bytes) -> bytes:
        """The mail with its signature on top."""
        header_names = {
            line.split(b":", 1)[0].lower() for line in mail.split(b"\r\n\r\n", 1)[0].split(b"\r\n")
        }
        signature: bytes = dkim.sign(
            mail,
            self.key.selector.encode(),
            self.key.domain.encode(),
            self._pem,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=[name for name in SIGNED if name in header_names],
        )
        return signature + mail
