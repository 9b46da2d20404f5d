"""Whether a database stands at the revision this version was written for."""

import io
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.errors import StoreError

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def config() -> Config:
    """Alembic's settings, independent of the folder we are started in."""
    made = Config(stdout=io.StringIO())  # alembic prints; what it has to say is in what we return or raise
    made.set_main_option("script_location", str(MIGRATIONS))
    made.set_main_option("path_separator", "os")
    return made


def head() -> str:
    """The revision this version needs."""
    found = ScriptDirectory.from_config(config()).get_current_head()
    if found is None:
        raise StoreError(f"The migrations are missing from {MIGRATIONS}.")
    return found


def current(connection: sa.Connection) -> str | None:
    """The revision the database stands at; None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def known(revision: str) -> bool:
    """Whether this version has that revision among its migrations."""
    return any(
        script.revision == revision for script in ScriptDirectory.from_config(config()).walk_revisions()
    )


def check(connection: sa.Connection) -> None:
    """Refuse a database that is not at this version's revision.

    Raises:
        StoreError: It is newer, older or empty; the message says what to do.
    """
    found = current(connection)
    if found == head():
        return
    if found is None:
        raise StoreError("The database is not set up yet. Run: python app.py migrate")
    if known(found):
        raise StoreError("The database is older than this version of Dealhand. Run: python app.py migrate")
    raise too_new(found)


def too_new(revision: str) -> StoreError:
    """What to say of a database that a later version has written."""
    return StoreError(
        f"The database is newer than this version of Dealhand (it stands at {revision}). "
        "Install the version that wrote it, or restore the backup from before the upgrade."
    )
