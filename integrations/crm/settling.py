"""A create whose answer got lost: looked for, and left to a person where it cannot be found."""

from collections.abc import Callable

from bot.errors import CrmError, InDoubt
from bot.records import Created
from integrations.crm.calls import LostAnswerError

_LOOKS = 2


def settle(look: Callable[[], Created | None], key: str, lost: LostAnswerError) -> Created:
    """What `look` finds of it.

    Raises:
        InDoubt: It is not there after two looks, which does not say that it will not appear.
    """
    for _ in range(_LOOKS):
        try:
            found = look()
        except CrmError:
            continue
        if found is not None:
            return found
    raise InDoubt(
        "The connection broke while creating, and it is not there yet; it may still appear.",
        key=key,
        raw=str(lost),
    ) from lost
