"""The port to business time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Business time. Leases, HTTP time-outs and signatures use machine time instead."""

    def now(self) -> datetime:
        """Aware, UTC."""
