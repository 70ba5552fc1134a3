"""Palabre's processes on a clock that a test turns: `python -m tests.turned all|worker`, and `tests.turned:web()`.

In all else they are what `palabre run`, gunicorn and `palabre worker` start.
"""

from __future__ import annotations

import sys

from flask import Flask

from palabre.demo.clock import DemoClock
from palabre.logs import set_up_logs
from palabre.serving import listen, serve, working
from palabre.settings import Settings
from palabre.stopping import Stopping
from palabre.web import make_app
from palabre.wiring import Installation, install


def installed() -> Installation:
    """Return the house of the environment, on the turned clock."""
    settings = Settings()
    set_up_logs(settings.log_level)
    return install(settings, clock=DemoClock(settings.var_dir))


def web() -> Flask:
    """Return the application for gunicorn."""
    return make_app(installed())


def run_all() -> None:
    """Run web and worker in one process until stopped."""
    installation = installed()
    server = listen(installation.settings, make_app(installation))
    with working(installation):
        serve(server)
    installation.close()


def run_worker() -> None:
    """Run the worker until stopped."""
    installation = installed()
    stopping = Stopping()
    with working(installation):
        stopping.wait()
    installation.close()


if __name__ == "__main__":
    {"all": run_all, "worker": run_worker}[sys.argv[1]]()
