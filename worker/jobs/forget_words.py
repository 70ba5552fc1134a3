"""Erases words that are no longer needed: old messages, conversations nobody goes on with, reports of no message.

Forms that were prepared and never handed in are closed first, and who prepared them is told.
"""

from __future__ import annotations

from services.house import House
from services.projects.forgetting import forget_old_reporters
from services.requests import drop_forms
from services.requests.forgetting import forget_old_askers
from services.retention import forget_words
from worker.jobs import Job


def erase_words(house: House) -> int:
    """Erase what is due and return how many rows that were."""
    dropped = house.work.write(lambda session: drop_forms(session, house))
    erased = house.work.write(lambda session: forget_words(session, house.clock()))
    return dropped + erased + forget_old_askers(house) + forget_old_reporters(house)


JOB = Job("forget_words", 60, erase_words)
