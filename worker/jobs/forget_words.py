"""Erases words that are no longer needed: old messages, conversations nobody goes on with, reports of no message."""

from __future__ import annotations

from services.house import House
from services.retention import forget_words
from worker.jobs import Job


def erase_words(house: House) -> int:
    """Erase what is due and return how many rows that were."""
    return house.work.write(lambda session: forget_words(session, house.clock()))


JOB = Job("forget_words", 60, erase_words)
