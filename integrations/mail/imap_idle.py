"""IDLE without lost calls: imap-tools' own misses mail that is told in the same breath as the server's go-ahead.

It waits on the socket while the line already lies in the reader's buffer, and it takes a line before the go-ahead for
a failure. Both are answered here through the library's hook for another idle manager.
"""

import imaplib
from contextlib import suppress

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import MailboxTaggedResponseError
from imap_tools.idle import IdleManager


class Idle(IdleManager):
    """IDLE of one connection (RFC 2177)."""

    mailbox: BaseMailBox

    def start(self) -> None:
        """Ask the server to call.

        Raises:
            MailboxTaggedResponseError: It refused.
        """
        client = self.mailbox.client
        tag = client._command("IDLE")  # noqa: SLF001  # as the library does
        self._idle_tag = tag
        # What comes before the go-ahead (None) is kept by imaplib as an untagged answer.
        while client._get_response() is not None:  # noqa: SLF001  # same
            refused = client.tagged_commands[tag]
            if refused:
                raise MailboxTaggedResponseError(tuple(refused), "+")

    def poll(self, timeout: float | None) -> list[bytes]:
        """Lines from the server: those that are here already, else what comes within `timeout` seconds."""
        return self._at_hand() or super().poll(timeout)

    def _at_hand(self) -> list[bytes]:
        client = self.mailbox.client
        before, lines = client.sock.gettimeout(), []
        client.sock.settimeout(0)
        try:
            # With nothing to read, a socket that must not wait says so as an error, or as an end.
            with suppress(OSError, imaplib.IMAP4.abort):
                while True:
                    lines.append(client._get_line())  # noqa: SLF001  # as in the library
        finally:
            client.sock.settimeout(before)
        return lines


class TlsMailBox(MailBox):
    """Encrypted from the first byte."""

    idle_manager_class = Idle


class PlainMailBox(MailBoxUnencrypted):
    """Plain, or by STARTTLS."""

    idle_manager_class = Idle
