"""Running: the database brought up to date, the lines of the environment, web and worker in one process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import structlog
from flask import Flask
from waitress.server import create_server

from locales.catalogue import compile_all
from palabre.environment_lines import keep_environment_lines
from palabre.migrations import migrate
from palabre.wiring import Installation
from services.throttle import Throttle
from worker.service import Worker

log = structlog.get_logger()
IN_MEMORY = 8 * 2**20
"""Bytes of an answer that wait for a slow reader in memory; beyond them waitress would write them into a file, and a
sheet of voting codes may lie on no disk."""


def prepare(installation: Installation) -> None:
    """Bring database, catalogues and the lines of the environment up to date."""
    compile_all()
    migrate(installation.engine)
    keep_environment_lines(installation)


@contextmanager
def working(installation: Installation) -> Iterator[Worker]:
    """Run the worker in the background for as long as the block lasts."""
    throttle = Throttle(installation.settings.redis_url or "memory://")
    worker = Worker(installation.house, installation.providers, installation.book, installation.bell, throttle)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()
        throttle.close()


def serve(installation: Installation, app: Flask) -> None:
    """Answer web requests until Ctrl-C or SIGTERM, then stop cleanly."""
    settings = installation.settings
    server = create_server(
        app, host=settings.host, port=settings.port, threads=settings.web_threads, ident=None, outbuf_overflow=IN_MEMORY
    )
    stopping = stop_on_signals()
    thread = threading.Thread(target=server.run, name="web", daemon=True)
    thread.start()
    stopping.wait()
    server.close()
    thread.join(timeout=10)


def stop_on_signals() -> threading.Event:
    """Return an event that Ctrl-C and SIGTERM set."""
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopping
