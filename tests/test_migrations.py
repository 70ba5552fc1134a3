"""Migrations and models agree, on both databases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import BigInteger, Engine, inspect
from sqlalchemy.orm import Session

from models import Commune
from models.base import Base
from palabre.migrations import differences, is_current, migrate, unmigrate
from services.house import House
from tests.services.townsfolk import plant_commune


def test_the_migrated_database_is_what_the_models_say(engine: Engine) -> None:
    assert is_current(engine)
    assert differences(engine) == []


def test_migrations_go_down_and_up_again(engine: Engine) -> None:
    unmigrate(engine)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate(engine)
    assert differences(engine) == []


def test_no_number_is_given_twice(house: House) -> None:
    """On SQLite the number of the last row that is deleted would be the next one's."""

    def made(session: Session) -> int:
        return plant_commune(session).id

    first = house.work.write(made)
    house.work.write(lambda session: session.delete(session.get_one(Commune, first)))
    assert house.work.write(made) > first


def test_sqlite_counts_every_table_with_a_number_of_its_own_on(sqlite_template: Path) -> None:
    with closing(sqlite3.connect(sqlite_template)) as opened:
        found = dict(opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    tables = Base.metadata.tables.items()
    numbered = {name for name, table in tables if "id" in table.c and isinstance(table.c.id.type, BigInteger)}
    assert len(numbered) > 50
    assert [name for name in sorted(numbered) if "AUTOINCREMENT" not in found[name]] == []
