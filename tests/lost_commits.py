"""Commits that the database keeps and whose answer never comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event


@contextmanager
def lost_commits(engine: Engine, number: int, *, answered: int = 0) -> Iterator[None]:
    """Cut the connection after so many of the coming commits, once `answered` of them were answered as usual."""
    left = [answered, number]

    def cut(connection: Connection) -> None:
        if left[0] > 0:
            left[0] -= 1
        elif left[1] > 0:
            left[1] -= 1
            own = connection.connection.driver_connection
            assert own is not None
            own.commit()
            own.close()

    event.listen(engine, "commit", cut)
    try:
        yield
    finally:
        event.remove(engine, "commit", cut)
