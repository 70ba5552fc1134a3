"""Writing plain rows on the hot path: statements built once for each table and dialect, no objects made.

A turn writes half a dozen rows; through the mapper each costs several times what the database itself takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, Update, bindparam, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from models import Base

Upsert = postgresql.Insert | sqlite.Insert


def has_one_writer(session: Session) -> bool:
    """Does the database let one transaction write at a time, so that nothing read in it can change under it?"""
    return session.connection().dialect.name == "sqlite"


def put(session: Session, model: type[Base], **row: Any) -> None:
    """Insert one row; columns left out take their defaults."""
    session.connection().execute(_insert(model), row)


def insert_into(session: Session, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return the insert of the session's database, which can say what to do where a unique row is there already."""
    return _insert_of(table_of(model), session.connection().dialect.name)


def put_by(session: Session, model: type[Base], make: Callable[[Upsert], Insert], row: Mapping[str, Any]) -> None:
    """Insert one row by a statement that `make`, a function of a module, builds once from the plain insert."""
    connection = session.connection()
    connection.execute(_made(model, make, connection.dialect.name), row)


def put_new(session: Session, model: type[Base], *unique: str, **row: Any) -> Any:
    """Insert one row unless its unique columns are taken; return its first primary key, None when they are.

    Without names of columns every unique key of the table is looked at.
    """
    connection = session.connection()
    statement = _insert_new(model, unique, connection.dialect.name)
    return connection.execute(statement, row).scalar_one_or_none()


def change(session: Session, model: type[Base], key: int, **values: Any) -> None:
    """Update columns of the row with this primary key."""
    session.connection().execute(_update(model, tuple(values)), {"key_of_row": key, **values})


def put_all(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert several rows at once; they name the same columns."""
    if rows:
        session.connection().execute(_insert(model), list(rows))


def note_columns(session: Session, row: Base, **values: Any) -> None:
    """Update columns of a loaded row, in the database and in the object, without the mapper finding it changed."""
    (key,) = inspect(row, raiseerr=True).identity or ()
    change(session, type(row), key, **values)
    for name, value in values.items():
        set_committed_value(row, name, value)


def table_of(model: type[Base]) -> Table:
    """Return the table of a model."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


@cache
def _made(model: type[Base], make: Callable[[Upsert], Insert], dialect: str) -> Insert:
    return make(_insert_of(table_of(model), dialect))


@cache
def _insert(model: type[Base]) -> Insert:
    return table_of(model).insert().inline()


@cache
def _insert_new(model: type[Base], unique: tuple[str, ...], dialect: str) -> Insert:
    table = table_of(model)
    # New or repeat is read from RETURNING: psycopg's rowcount says -1.
    return (
        _insert_of(table, dialect)
        .on_conflict_do_nothing(index_elements=unique or None)
        .returning(next(iter(table.primary_key)))
    )


def _insert_of(table: Table, dialect: str) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def _update(model: type[Base], names: tuple[str, ...]) -> Update:
    table = table_of(model)
    (key,) = table.primary_key.columns
    return table.update().where(key == bindparam("key_of_row")).values({name: bindparam(name) for name in names})
