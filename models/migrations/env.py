"""How Alembic runs our migrations: on the connection it is handed, for both databases."""

from __future__ import annotations

from alembic import context

from models import Base


def run() -> None:
    """Migrate the database of the configured connection."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
