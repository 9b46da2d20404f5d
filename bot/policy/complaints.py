"""When complaints stop everything: few sends make any rate look high, so both a number and a rate must be reached.

One angry click pauses nothing here, and nobody waits for thousands of mails either (product/domain.md 3.8).
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

REPORTED = "complaint_reported"  # the kind of the signal
WINDOW = timedelta(days=7)
_TRIP_COUNT, _TRIP_RATE = 3, 0.003
_WARN_COUNT, _WARN_RATE = 2, 0.001


@dataclass(frozen=True)
class ComplaintRate:
    """Complaints about mails that we sent, and mails sent, in the window; a report about anything else is none."""

    complaints: int
    sent: int

    @property
    def rate(self) -> float:
        """Complaints per mail; a complaint about nothing we know of counts as one mail."""
        return self.complaints / max(self.sent, self.complaints, 1)

    @property
    def means(self) -> Literal["fine", "warn", "trip"]:
        """What follows from it."""
        if self.complaints >= _TRIP_COUNT and self.rate >= _TRIP_RATE:
            return "trip"
        if self.complaints >= _WARN_COUNT and self.rate >= _WARN_RATE:
            return "warn"
        return "fine"

    def sentence(self) -> str:
        """The numbers, for whoever is told."""
        return (
            f"{self.complaints} spam complaint{'s' if self.complaints != 1 else ''} about {self.sent} mails "
            f"in {WINDOW.days} days ({self.rate:.2%}; the limit is {_TRIP_COUNT} and {_TRIP_RATE:.1%})"
        )
