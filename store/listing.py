"""A list of people who must not be written to, taken in beside a running process."""

import contextlib
from pathlib import Path

from bot.clock import Clock
from bot.errors import SettingError
from bot.policy.keeping import Keeper
from bot.suppression_list import Taken, read_list, take_list
from store.database import open_database
from store.engine import DbosEngine
from store.memory import SqlMemory


def take_file(url: str, clock: Clock, file: Path) -> Taken:
    """Keep what the file says in the database at `url`.

    Raises:
        SettingError: The file cannot be read, or is no such list; nothing was kept.
        StoreError: The database cannot be used as it is.
    """
    try:
        lines = read_list(file.read_bytes(), clock.now())
    except OSError as error:
        raise SettingError(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise SettingError(f"{file}: {error}") from error
    with contextlib.closing(open_database(url)) as database:
        memory = SqlMemory(database, DbosEngine(database))
        return take_list(Keeper(memory, clock), memory, lines)
