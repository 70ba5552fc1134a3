"""Gives the entries of running votes their place in the public log, every minute."""

from __future__ import annotations

from services.house import House
from services.voting.log import run_sequencer
from worker.jobs import Job


def append_entries(house: House) -> int:
    """Append what waits; a second machine finds nothing left."""
    return house.work.write(lambda session: run_sequencer(session, house))


JOB = Job("vote_log", 1, append_entries)
