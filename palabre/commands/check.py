"""`palabre check`: says what is wrong with this installation, before citizens find out."""

from __future__ import annotations

import click

from palabre.safety import find_troubles
from palabre.settings import Settings
from palabre.wiring import install


@click.command("check")
@click.pass_context
def COMMAND(context: click.Context) -> None:
    """Print everything that is wrong, one sentence each; exit code 1 when there is something."""
    installation = install(Settings())
    try:
        troubles = find_troubles(installation)
    finally:
        installation.close()
    for trouble in troubles:
        click.echo(f"- {trouble}")
    if troubles:
        context.exit(1)
    click.echo("Everything is in order.")
