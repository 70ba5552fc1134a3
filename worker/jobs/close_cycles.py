"""Closes the cycles that are over, every hour."""

from __future__ import annotations

from services.cycles.close import close_finished
from services.house import House
from worker.jobs import Job


def close_cycles(house: House) -> int:
    """Close what is over; a second machine finds nothing left."""
    return house.work.write(lambda session: close_finished(session, house))


JOB = Job("close_cycles", 60, close_cycles)
