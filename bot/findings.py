"""What `doctor` finds."""

from pydantic.dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line of `doctor`: fine or not, what is wrong, and how to mend it."""

    ok: bool
    subject: str
    said: str
    mend: str = ""
