"""What `doctor` asks of the database."""

from collections.abc import Iterator

from bot.errors import StoreError
from bot.ports import Finding
from store.database import open_database


def check_store(url: str) -> Iterator[Finding]:
    """Reachable, at this version."""
    try:
        database = open_database(url)
    except StoreError as error:
        yield Finding(False, "database", str(error), "python app.py migrate, or mend DATABASE_URL")
        return
    kind = "SQLite, for one process" if database.is_sqlite else "PostgreSQL, for several processes"
    database.close()
    yield Finding(True, "database", f"at this version ({kind})")
