"""`python -m integrations.sandbox.mail_imap`: a real IMAP server (pymap) with the mailboxes of the story, in memory.

Settings: `{"mailboxes": [[address, password], …], "postman": password}`. The user `postman` may act for everybody, to
deliver. Says `{"signed_in": address}` whenever someone else opens a mailbox.
"""

import asyncio
import os
from argparse import Namespace
from asyncio import StreamReader, StreamWriter
from typing import Self

from proxyprotocol.reader import ProxyProtocolReader
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, DictBackend, Identity, Login
from pymap.imap import IMAPServer
from pymap.interfaces.login import IdentityInterface
from pymap.user import Passwords, UserMetadata

from integrations.sandbox.mail_child import Json, Say, serve

POSTMAN = "postman"
_HOST = "127.0.0.1"


class AsItIs:
    """Keeps a password as it is: these stand on the page anyway, and hashing would slow every sign-in down."""

    def copy(self, **_settings: object) -> Self:
        """Nothing can be set."""
        return self

    def hash(self, secret: str) -> str:
        """The secret."""
        return secret

    def verify(self, secret: str, hash: str) -> bool:  # noqa: A002  # the protocol's name
        """Whether they are the same."""
        return secret == hash


class ImapDoor:
    """pymap behind a port that can be shut."""

    def __init__(self, login: Login, config: Config) -> None:
        self._server = IMAPServer(login, config)
        self._wrapped = ProxyProtocolReader(config.proxy_protocol).get_callback(self._take)
        self._writers: set[StreamWriter] = set()
        self._listening: asyncio.Server | None = None

    async def open(self, port: int) -> int:
        """Listen."""
        self._listening = await asyncio.start_server(self._wrapped, _HOST, port)
        return int(self._listening.sockets[0].getsockname()[1])

    def shut(self) -> None:
        """Hang up on everybody."""
        if self._listening is not None:
            self._listening.close()
        for writer in [*self._writers]:
            writer.transport.abort()

    async def _take(self, reader: StreamReader, writer: StreamWriter, peer: SocketInfo) -> None:
        self._writers.add(writer)
        try:
            await self._server(reader, writer, peer)
        except OSError:
            return  # they hung up; so is a mail program
        finally:
            self._writers.discard(writer)


class Watched(Login):
    """Tells who signs in."""

    def __init__(self, config: Config, say: Say) -> None:
        super().__init__(config)
        self._tell = say

    async def authorize(self, authenticated: IdentityInterface, authzid: str) -> Identity:
        """Let in, as pymap does."""
        identity = await super().authorize(authenticated, authzid)
        if authenticated.name != POSTMAN:
            self._tell({"signed_in": identity.name})
        return identity


async def build(settings: Json, say: Say) -> ImapDoor:
    """The server with those mailboxes, empty."""
    os.environ["FQDN"] = (
        "mail.dealhand.example"  # else every greeting asks the network for this machine's name
    )
    arguments = Namespace(
        host=_HOST, port=0, debug=False, cert=None, key=None, tls=False, passlib_cfg=None, proxy_protocol=None
    )
    config = Config(
        arguments,
        host=_HOST,
        port=0,
        tls_enabled=False,
        demo_data=False,
        demo_user="",
        demo_password="",
        hash_context=AsItIs(),
    )
    config.apply_context()
    login = Watched(config, say)
    for address, password in settings["mailboxes"]:
        await _add(login, config, address, password, frozenset())
    await _add(login, config, POSTMAN, settings["postman"], frozenset({"admin"}))
    backend = DictBackend(login, config)
    return ImapDoor(backend.login, config)


async def _add(login: Login, config: Config, name: str, password: str, roles: frozenset[str]) -> None:
    hashed = await Passwords(config).hash_password(password)
    await Identity(name, login, None, roles).set(UserMetadata(config, name, password=hashed, roles=roles))


if __name__ == "__main__":
    serve(build)
