"""How often a closed door is knocked on: a dead server is left in peace for seconds, a refused password for minutes."""

from collections.abc import Callable

from bot.errors import MailSignInRefused, MailTemporary

SERVER_FIRST, SERVER_MOST = 1.0, 60.0  # seconds
PASSWORD_FIRST, PASSWORD_MOST = 60.0, 900.0  # most providers lock an account that is tried more often


class Knocking:
    """Remembers refused connections of one account, and answers for the server until the pause is over.

    Args:
        machine: Machine time in seconds.
    """

    def __init__(self, machine: Callable[[], float]) -> None:
        self._machine = machine
        self._last: MailTemporary | MailSignInRefused | None = None
        self._secret = ""
        self._times = 0
        self._until = 0.0

    def before(self, secret: str) -> None:
        """Raise the last error again while its pause lasts, unless the secret has been replaced."""
        left, last = self.left(secret), self._last
        if last is None or left <= 0:
            self._secret = secret
            return
        if isinstance(last, MailTemporary):
            raise MailTemporary(str(last), retry_after=left, raw=last.raw)
        raise MailSignInRefused(str(last), raw=last.raw)

    def left(self, secret: str) -> float:
        """Seconds of the pause that are left; none once the secret has been replaced."""
        if self._last is None or secret != self._secret:
            return 0.0
        return max(0.0, self._until - self._machine())

    def refused(self, error: MailTemporary | MailSignInRefused) -> float:
        """Begin a pause, twice as long each time. Returns its seconds."""
        temporary = isinstance(error, MailTemporary)
        first, most = (SERVER_FIRST, SERVER_MOST) if temporary else (PASSWORD_FIRST, PASSWORD_MOST)
        self._times = self._times + 1 if type(self._last) is type(error) else 0
        pause = min(most, first * float(2 ** min(self._times, 10)))
        self._last, self._until = error, self._machine() + pause
        return pause

    def let_in(self) -> None:
        """The door opened; forget what was."""
        self._last, self._times = None, 0
