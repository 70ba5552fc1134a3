"""What the settings point at: nothing yet, a database without a commune, the demonstration, or a real commune."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import click
from sqlalchemy import Connection, inspect, select
from sqlalchemy.engine import make_url

from models import Commune
from palabre.settings import Settings
from services.database import open_database


class Found(StrEnum):
    """What there is."""

    NOTHING = "nothing"
    NO_COMMUNE = "no_commune"
    DEMONSTRATION = "demonstration"
    COMMUNE = "commune"


def look(settings: Settings) -> Found:
    """Return what there is, creating and changing nothing."""
    path = make_url(settings.database).database
    if settings.is_sqlite and not (path and Path(path).is_file()):
        return Found.NOTHING
    engine = open_database(settings.database)
    try:
        with engine.connect() as connection:
            return _read(connection)
    finally:
        engine.dispose()


def nothing_yet(settings: Settings) -> click.ClickException:
    """Return the end of a command that needs a commune: what to do first."""
    where = f"VAR_DIR is {settings.var_dir}" if settings.is_sqlite else "in the database of DATABASE_URL"
    return click.ClickException(
        f"Nothing is set up yet ({where}). First run palabre init for a commune, or palabre demo for the demonstration."
    )


def not_the_demonstration(settings: Settings) -> click.ClickException:
    """Return the end of a command that would turn a real commune into a demonstration: what to run instead."""
    where = f"VAR_DIR is {settings.var_dir}" if settings.is_sqlite else "in the database of DATABASE_URL"
    return click.ClickException(
        f"A real commune is set up here ({where}). The demonstration needs its own: set VAR_DIR to another folder, and "
        "leave DATABASE_URL and REDIS_URL empty. To serve the commune, run palabre run."
    )


def _read(connection: Connection) -> Found:
    if not inspect(connection).has_table(Commune.__tablename__):
        return Found.NOTHING
    communes = connection.execute(select(Commune.is_demo)).scalars().all()
    if not communes:
        return Found.NO_COMMUNE
    return Found.DEMONSTRATION if all(communes) else Found.COMMUNE
