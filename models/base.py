"""What every table shares: the declarative base, the types of the columns and the names of the constraints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An instant, aware and in UTC on both databases (SQLite forgets time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite gives an alias of its row number only to a column declared INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")

SerialKey = Annotated[int, mapped_column(Serial, primary_key=True, autoincrement=True)]
Key = Annotated[str, mapped_column(String(64))]
Name = Annotated[str, mapped_column(String(200))]
Prose = Annotated[str, mapped_column(Text)]
Minor = Annotated[int, mapped_column(BigInteger)]
When = Annotated[datetime, mapped_column(Moment)]
Record = Annotated[dict[str, Any], mapped_column(JSON)]
Tags = Annotated[list[str], mapped_column(JSON)]
Records = Annotated[list[dict[str, Any]], mapped_column(JSON)]
Groups = Annotated[list[list[int]], mapped_column(JSON)]


class Base(DeclarativeBase):
    """The base of every table; constraint names are derived so that migrations are the same everywhere.

    SQLite would give the number of a deleted row to the next one: an old page would then show, and the trail name,
    another. Here numbers are never given twice on either database.
    """

    metadata = MetaData(naming_convention=NAMING)

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        table = cls.__dict__.get("__table__")
        if table is not None and [column.type for column in table.primary_key] == [Serial]:
            table.dialect_options["sqlite"]["autoincrement"] = True
