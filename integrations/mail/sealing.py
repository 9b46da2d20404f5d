"""Secrets at rest: Fernet (github.com/fernet/spec) under the keys of SECRET_KEY, the first of which encrypts."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import SettingError

_MAKE = "Make one with `openssl rand -base64 32` and keep it outside the database"


class Seal:
    """Encrypts and decrypts.

    Args:
        keys: one key of 32 bytes in base64, or several with commas between: an old key behind a new one still
            decrypts what it encrypted. Empty: nothing can be sealed.

    Raises:
        SettingError: One of them is no key.
    """

    def __init__(self, keys: str) -> None:
        try:
            known = [Fernet(key.strip()) for key in keys.split(",") if key.strip()]
        except ValueError as error:
            raise SettingError(f"SECRET_KEY holds something that is no key. {_MAKE}.") from error
        self._fernet = MultiFernet(known) if known else None

    def missing(self) -> str:
        """Why nothing can be sealed, and how to mend it; empty when it can."""
        if self._fernet is not None:
            return ""
        return f"SECRET_KEY is not set, so no mail password can be kept. {_MAKE}."

    def close(self, secret: str) -> str:
        """Encrypt. Raises SettingError where there is no key."""
        if self._fernet is None:
            raise SettingError(self.missing())
        return self._fernet.encrypt(secret.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """Decrypt. Raises SettingError where there is no key, or not the one that encrypted it."""
        if self._fernet is None:
            raise SettingError(self.missing())
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode()
        except (InvalidToken, UnicodeEncodeError) as error:
            raise SettingError(
                "SECRET_KEY is not the key that the mailboxes' passwords were encrypted with. Put the old one back, "
                "behind a comma after the new one if there is a new one, or let people connect again."
            ) from error
