"""What `doctor` asks of the database."""

from collections.abc import Iterator
from pathlib import Path

from bot.errors import StoreError
from bot.ports import Finding
from store.connections import address_of
from store.database import open_database


def check_store(url: str) -> Iterator[Finding]:
    """Reachable, at this version. A file that is not there is not made by asking."""
    address = address_of(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        yield Finding(False, "database", f"{address.database} is not there yet", "python app.py migrate")
        return
    try:
        database = open_database(url)
    except StoreError as error:
        yield Finding(False, "database", str(error), "python app.py migrate, or mend DATABASE_URL")
        return
    kind = "SQLite, for one process" if database.is_sqlite else "PostgreSQL, for several processes"
    database.close()
    yield Finding(True, "database", f"at this version ({kind})")
