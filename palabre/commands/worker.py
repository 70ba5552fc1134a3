"""`palabre worker`: sends messages and runs the timed jobs, apart from the web."""

from __future__ import annotations

import click

from palabre.logs import set_up_logs
from palabre.safety import start_safely
from palabre.serving import working
from palabre.settings import Settings
from palabre.stopping import Stopping
from palabre.wiring import install


@click.command("worker")
def COMMAND() -> None:
    """Send what the outbox promises and run the timed jobs until stopped."""
    settings = Settings()
    set_up_logs(settings.log_level)
    installation = install(settings)
    try:
        start_safely(installation, is_one_of_many=True)
        stopping = Stopping()
        with working(installation):
            click.echo("Palabre: the worker is running.")
            stopping.wait()
    finally:
        installation.close()
