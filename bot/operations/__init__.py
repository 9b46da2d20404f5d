"""The closed registry of what may change the outside world. Nothing else is executable (C-05).

An operation says what it will change before it does, does it at most once under a key, and knows what takes it back.
`REGISTRY` is the list an administrator sees; adding an operation means adding it here.
"""

from bot.operations.addressees import Addressee
from bot.operations.fields import SetPrimaryContact, UpdateFields
from bot.operations.mail import OptOut, SendMail, Suppress
from bot.operations.mail_log import LogMail, LogSent
from bot.operations.records import ArchiveRecord, CreateRecord
from bot.operations.shape import Applied, Clash, Family, Letter, Operation, Stale, Writers
from bot.operations.tasks import ArchiveTask, CreateTask
from bot.operations.waiting import DropReminder, HaltAccount, SetReminder

__all__ = [
    "REGISTRY",
    "Addressee",
    "Applied",
    "ArchiveRecord",
    "ArchiveTask",
    "Clash",
    "CreateRecord",
    "CreateTask",
    "DropReminder",
    "Family",
    "HaltAccount",
    "Letter",
    "LogMail",
    "LogSent",
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
    CreateRecord,
    ArchiveRecord,
    CreateTask,
    ArchiveTask,
    SendMail,
    LogMail,
    LogSent,
    SetReminder,
    DropReminder,
    Suppress,
    OptOut,
    HaltAccount,
)
