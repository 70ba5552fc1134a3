"""How to open the database: one engine for a process, set up for durability."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

BUSY_SECONDS = 10  # providers hang up after 10 to 15 seconds: better to say 503 before
CONNECT_SECONDS = 5
NO_FILE = ("", ":memory:")


def open_database(url: str) -> Engine:
    """Return an engine for SQLite (WAL, full sync, foreign keys, immediate writes) or PostgreSQL (psycopg 3).

    Errors never show the values of a statement: they hold what people wrote.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    reach = {"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": BUSY_SECONDS * 1000}
    return create_engine(
        parsed, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True, connect_args=reach
    )


def _open_sqlite(url: str) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS}
    )
    event.listen(engine, "do_connect", _keep_private)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_private(_kind: Any, _record: Any, addresses: Any, _parameters: Any) -> None:
    """Let nobody else on this machine read the file, nor those that SQLite puts beside it, which get its mode."""
    path = Path(addresses[0]) if addresses and addresses[0] not in NO_FILE else None
    if path is None or str(path).startswith("file:"):
        return
    if not path.exists():
        with suppress(FileExistsError):  # made by another process meanwhile, in the same way
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        with suppress(FileNotFoundError, PermissionError):  # gone meanwhile, or the file of another account
            if each.stat().st_mode & 0o077:
                each.chmod(0o600)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not open transactions behind our back
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL can forget the last commits when the power is cut
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that starts deferred can fail at its first write with no waiting; IMMEDIATE waits in line.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_alive(engine: Engine) -> bool:
    """Does the database answer?"""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except Exception:
        return False
    return True
