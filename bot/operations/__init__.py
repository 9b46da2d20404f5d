"""The closed registry of what may change the outside world. Nothing else is executable (C-05).

An operation says what it will change before it does, does it at most once under a key, and knows what takes it back.
`REGISTRY` is the list an administrator sees; adding an operation means adding it here.
"""

from bot.operations.fields import SetPrimaryContact, UpdateFields
from bot.operations.mail import OptOut, SendMail, Suppress
from bot.operations.shape import Applied, Clash, Family, Letter, Operation, Stale, Writers
from bot.operations.tasks import ArchiveTask, CreateTask
from bot.operations.waiting import DropReminder, HaltAccount, SetReminder

__all__ = [
    "REGISTRY",
    "Applied",
    "ArchiveTask",
    "Clash",
    "CreateTask",
    "DropReminder",
    "Family",
    "HaltAccount",
    "Letter",
    "Operation",
    "OptOut",
    "SendMail",
    "SetPrimaryContact",
    "SetReminder",
    "Stale",
    "Suppress",
    "UpdateFields",
    "Writers",
]

REGISTRY: tuple[type[Operation], ...] = (
    UpdateFields,
    SetPrimaryContact,
    CreateTask,
    ArchiveTask,
    SendMail,
    SetReminder,
    DropReminder,
    Suppress,
    OptOut,
    HaltAccount,
)
