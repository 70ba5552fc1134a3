"""`palabre run`: web and worker in one process."""

from __future__ import annotations

import click

from palabre.logs import set_up_logs
from palabre.safety import start_safely
from palabre.serving import prepare, serve, working
from palabre.settings import Settings
from palabre.web import make_app
from palabre.wiring import install


@click.command("run")
def COMMAND() -> None:
    """Serve the panel, the doors and the public pages, and send messages, until stopped."""
    settings = Settings()
    set_up_logs(settings.log_level)
    installation = install(settings)
    try:
        start_safely(installation)
        prepare(installation)
        app = make_app(installation)
        with working(installation):
            click.echo(f"Palabre: http://{settings.host}:{settings.port}/panel")
            serve(installation, app)
    finally:
        installation.close()
