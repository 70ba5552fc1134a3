"""Migrations and models agree, on both databases."""

from __future__ import annotations

from sqlalchemy import Engine, inspect

from palabre.migrations import differences, is_current, migrate, unmigrate


def test_the_migrated_database_is_what_the_models_say(engine: Engine) -> None:
    assert is_current(engine)
    assert differences(engine) == []


def test_migrations_go_down_and_up_again(engine: Engine) -> None:
    unmigrate(engine)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate(engine)
    assert differences(engine) == []
