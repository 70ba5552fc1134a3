"""Which rows are made into objects: what is counted by the database, or read by columns, loads none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event


@contextmanager
def loads_of(table: type[Any]) -> Iterator[list[int]]:
    """Note the ids of the rows of a table that are loaded meanwhile."""
    loaded: list[int] = []

    def note(row: Any, _context: object) -> None:
        loaded.append(row.id)

    event.listen(table, "load", note)
    try:
        yield loaded
    finally:
        event.remove(table, "load", note)
