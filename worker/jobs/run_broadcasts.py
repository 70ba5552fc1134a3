"""Puts the people of broadcasts on their lists and ends what is over; the couriers send, each at its line's pace."""

from __future__ import annotations

from services.broadcasts.listing import list_all
from services.broadcasts.watching import watch_all
from services.house import House
from worker.jobs import Job


def run_broadcasts(house: House) -> None:
    """List whoever is not listed yet, then look at what is under way."""
    list_all(house)
    watch_all(house)


JOB = Job("run_broadcasts", 1, run_broadcasts)
