"""`palabre run`: web and worker in one process."""

from __future__ import annotations

import click

from palabre.logs import set_up_logs
from palabre.safety import start_safely
from palabre.serving import listen, prepare, serve, working
from palabre.settings import Settings
from palabre.web import make_app
from palabre.wiring import install
from services.first_run import first_run_code


@click.command("run")
def COMMAND() -> None:
    """Serve the panel, the doors and the public pages, and send messages, until stopped."""
    settings = Settings()
    set_up_logs(settings.log_level)
    installation = install(settings)
    try:
        start_safely(installation)
        prepare(installation)
        server = listen(settings, make_app(installation))
        with working(installation):
            click.echo(f"Palabre: {settings.public_url or settings.local_url}/panel")
            if code := first_run_code(installation.house):
                click.echo(f"No commune yet: open /panel and set it up with the code {code}, or use palabre init.")
            serve(server)
    finally:
        installation.close()
