"""`palabre release`: what a new version needs before its processes start."""

from __future__ import annotations

import click

from palabre.safety import start_safely
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install


@click.command("release")
def COMMAND() -> None:
    """Migrate the database, compile the catalogues and store the lines of the environment."""
    installation = install(Settings())
    try:
        start_safely(installation)
        prepare(installation)
        click.echo("Palabre: the database is up to date.")
    finally:
        installation.close()
