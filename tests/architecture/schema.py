"""`alembic check` on a database made by the migrations: do they end where store/tables.py says?"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, from make

from store.database import open_database  # noqa: E402  # needs the path above
from store.migrate import drifted, migrate  # noqa: E402  # same


def main() -> int:
    """0 when tables and migrations agree, 1 with what differs."""
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory) / 'check.db'}"
        migrate(url)
        database = open_database(url)
        try:
            differences = drifted(database)
        finally:
            database.close()
    for each in differences:
        sys.stderr.write(f"The migrations and store/tables.py differ: {each}\n")
    if not differences:
        sys.stdout.write("The migrations end where store/tables.py says.\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
