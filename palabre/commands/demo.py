"""`palabre demo`: the demonstration commune, then everything in one process."""

from __future__ import annotations

import click

from palabre.demo.clock import DemoClock
from palabre.demo.load import load_demo
from palabre.demo.signs import welcome
from palabre.logs import set_up_logs
from palabre.presence import Found, look, not_the_demonstration
from palabre.safety import start_safely
from palabre.serving import listen, prepare, serve, working
from palabre.settings import Settings
from palabre.web import make_app
from palabre.wiring import install


@click.command("demo")
def COMMAND() -> None:
    """Load the demonstration commune into an empty database and run it; no provider but on this machine.

    Where a real commune is set up it does not start: its simulator is open to everybody, and its clock can be turned.
    """
    settings = Settings()
    set_up_logs(settings.log_level)
    if look(settings) is Found.COMMUNE:
        raise not_the_demonstration(settings)
    installation = install(settings, is_demo=True, clock=DemoClock(settings.var_dir))
    try:
        start_safely(installation)
        prepare(installation)
        load_demo(installation)
        server = listen(settings, make_app(installation))
        with working(installation):
            click.echo(welcome(installation))
            serve(server)
    finally:
        installation.close()
