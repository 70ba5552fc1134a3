"""Reckons what stands out in each vote, every hour while it runs, and once more when it is over and counted."""

from __future__ import annotations

from services.house import House
from services.watching.anomalies import watch_all
from worker.jobs import Job


def watch_votes(house: House) -> int:
    """Reckon what is due; a second machine finds it done."""
    return watch_all(house)


JOB = Job("watch_votes", 10, watch_votes)
