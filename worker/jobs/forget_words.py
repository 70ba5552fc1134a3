"""Erases words that are no longer needed: old messages, conversations nobody goes on with, reports of no message.

Forms that were prepared and never handed in are closed first, and who prepared them is told; ideas that lack no more
than their place are sent first.
"""

from __future__ import annotations

from services.contracts.forgetting import forget_old_contracts
from services.house import House
from services.projects.forgetting import forget_old_reporters
from services.proposals.forgetting import forget_old_appellants
from services.proposals.voices import drop_voices
from services.requests import drop_forms
from services.requests.forgetting import forget_old_askers
from services.retention import forget_words
from services.turn.left_behind import send_left_behind
from worker.jobs import Job

FORGET = (forget_old_askers, forget_old_reporters, forget_old_appellants, drop_voices, forget_old_contracts)


def erase_words(house: House) -> int:
    """Erase what is due and return how many rows that were."""
    now = house.clock()  # one for both: what grows old in between is sent next time, and not forgotten before
    dropped = house.work.write(lambda session: drop_forms(session, house)) + send_left_behind(house, now)
    erased = house.work.write(lambda session: forget_words(session, now))
    return dropped + erased + sum(forget(house) for forget in FORGET)


JOB = Job("forget_words", 60, erase_words)
