"""Reminds of promised days, every hour; what was missed while no worker ran is caught up."""

from __future__ import annotations

from services.follow_ups.reminding import remind_all
from services.house import House
from worker.jobs import Job


def remind_follow_ups(house: House) -> int:
    """Write the reminders that are due; a second machine finds nothing left."""
    return house.work.write(lambda session: remind_all(session, house))


JOB = Job("remind_follow_ups", 60, remind_follow_ups)
