"""Running: the database brought up to date, the lines of the environment, web and worker in one process."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from click import ClickException
from flask import Flask
from waitress.server import create_server

from locales.catalogue import compile_all
from palabre.environment_lines import keep_environment_lines
from palabre.migrations import migrate
from palabre.settings import Settings
from palabre.stopping import Stopping
from palabre.wiring import Installation
from services.throttle import Throttle
from worker.service import Worker

log = structlog.get_logger()
Server = Any
"""What waitress makes: it listens already, and answers once it runs."""
LAST_PORT = 65_535
IN_MEMORY = 8 * 2**20
"""Bytes of an answer that wait for a slow reader in memory; beyond them waitress would write them into a file, and a
sheet of voting codes may lie on no disk."""


def prepare(installation: Installation) -> None:
    """Bring database, catalogues and the lines of the environment up to date."""
    compile_all()
    migrate(installation.engine)
    keep_environment_lines(installation)


class CannotListen(ClickException):
    """The address cannot be had; the message says which and what to set."""


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


def listen(settings: Settings, app: Flask) -> Server:
    """Take the address to listen on, before anybody is told of it; `CannotListen` where it cannot be had."""
    parts: dict[int, Any] = {}
    try:
        return create_server(
            app,
            map=parts,
            host=settings.host,
            port=settings.port,
            threads=settings.web_threads,
            ident=None,
            outbuf_overflow=IN_MEMORY,
        )
    except (OSError, ValueError) as error:  # a name that leads nowhere is a ValueError of waitress
        for part in list(parts.values()):  # what it had opened by then
            part.close()
        raise CannotListen(_why_not_listen(settings, error)) from error


def _why_not_listen(settings: Settings, error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        why = f"Port {settings.port} is taken on {settings.host}: another program listens there, perhaps Palabre itself"
        return f"{why}. Stop that one, or choose another port: set PORT, such as PORT={_another(settings.port)}."
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"Cannot listen on {settings.host}, port {settings.port}: {why}. Set HOST and PORT to what this machine has."


def _another(port: int) -> int:
    return port + 1 if port < LAST_PORT else port - 1


def serve(server: Server) -> None:
    """Answer web requests until Ctrl-C or SIGTERM, then stop cleanly."""
    stopping = Stopping()
    thread = threading.Thread(target=answer, args=(server,), name="web", daemon=True)
    thread.start()
    stopping.wait()
    server.close()
    thread.join(timeout=10)


def answer(server: Server) -> None:
    """Answer web requests until the server is closed, by another thread."""
    try:
        server.run()
    except OSError as error:  # closed between two rounds, it looks once more at a socket that is no more
        if error.errno != errno.EBADF:
            raise
