"""An open transaction, as everyone above the store hands it on."""

from typing import Protocol


class Tx(Protocol):
    """An open transaction; only store/ knows what is inside. Nothing calls the network while one is open."""
