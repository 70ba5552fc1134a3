"""Reminds staff of due dates, every hour; what was missed while no worker ran is caught up."""

from __future__ import annotations

from services.house import House
from services.requests.reminding import remind_all
from worker.jobs import Job


def remind_staff(house: House) -> int:
    """Write the reminders that are due; a second machine finds nothing left."""
    return house.work.write(lambda session: remind_all(session, house))


JOB = Job("remind_staff", 60, remind_staff)
