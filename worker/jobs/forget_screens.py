"""Erases the screens of sessions that are over: they may name choices."""

from __future__ import annotations

from services.dialled import forget_sessions
from services.house import House
from worker.jobs import Job


def erase_screens(house: House) -> None:
    """Erase what is due."""
    house.work.write(lambda session: forget_sessions(session, house.clock()))


JOB = Job("forget_screens", 1, erase_screens)
