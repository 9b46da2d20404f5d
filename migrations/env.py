"""How alembic meets our tables. The connection comes from store/migrate.py, or from `alembic -x url=…`."""

from alembic import context
from sqlalchemy import Connection

from store.database import open_database
from store.mail_tables import metadata  # every table: importing this one imports the others


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the engine's own tables alone: on SQLite they live in the same file, and would be dropped."""
    return kind != "table" or name in metadata.tables


def run(connection: Connection) -> None:
    """Run the migrations on that connection, in its transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_name=is_ours,
        render_as_batch=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = context.get_x_argument(as_dictionary=True).get("url", "sqlite:///dealhand.db")
    database = open_database(url, check=False)
    try:
        with database.begin() as tx:
            run(tx.connection)
    finally:
        database.close()
