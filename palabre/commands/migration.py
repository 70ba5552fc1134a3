"""`palabre migration`: writes the next migration from what the models have become."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from palabre.migrations import migrate, write_migration
from services.database import open_database


@click.command("migration")
@click.argument("name")
def COMMAND(name: str) -> None:
    """Write the next numbered migration; read it before you keep it."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'migrated.sqlite'}")
        migrate(engine)
        write_migration(engine, name)
        engine.dispose()
