"""Gives up messages that wait on a line that was switched off for a day."""

from __future__ import annotations

from services.expiry import expire_messages
from services.house import House
from worker.jobs import Job


def give_up_stale(house: House) -> int:
    """Give up what is due and return how many messages that were."""
    return house.work.write(lambda session: expire_messages(session, house.clock()))


JOB = Job("expire_messages", 10, give_up_stale)
