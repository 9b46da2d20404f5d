"""What a workflow may look at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.crm_reader import CrmReader
from bot.mail import Address
from bot.mailroom import KeptMail
from bot.reading import Model, NoModel
from bot.territories import NOWHERE, Territories
from bot.values import Person, RecordRef


@dataclass(frozen=True)
class Readers:
    """All a workflow may look at: it is handed no writer, so it cannot write."""

    crm: CrmReader
    clock: Clock
    people: tuple[Person, ...]
    mail: Callable[[str], KeptMail | None] = lambda _: None  # a mail that came in, by its id
    model: Model = field(default_factory=NoModel)
    stops: Callable[[str], str | None] = lambda _: None  # why nothing may be sent to that address
    filed: Callable[[Sequence[str]], tuple[RecordRef, ...]] = (
        lambda _: ()
    )  # where mails of a thread were logged
    unfiled: Callable[[str], tuple[KeptMail, ...]] = lambda _: ()  # mails from an address, logged nowhere yet
    sender_for: Callable[[Person], Address | None] = lambda _: (
        None
    )  # whose name mail of theirs goes out under
    reply_to_for: Callable[[Person], Address | None] = lambda _: None  # where answers to it go, if elsewhere
    receiver: Callable[[KeptMail], Person | None] = lambda _: None  # whose own mailbox a mail came into
    ours: frozenset[str] = frozenset()  # our own addresses, in lower case
    territories: Territories = NOWHERE
    log_mail: bool = True

    def person(self, crm_owner: str | None) -> Person | None:
        """The colleague who owns records under that CRM id."""
        return next((p for p in self.people if crm_owner and p.crm_owner == crm_owner), None)
