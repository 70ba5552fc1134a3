"""Timed jobs, one file each: a file holds a `JOB`, discovery finds it, the timer runs what is due each minute.

A job asks the database what is to be done, never what minute it is: it may come late, or twice.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import structlog

from services.house import House
from services.job_runs import last_runs, note_run

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """Work to be done every so many minutes; it must be harmless to run twice or on two machines at once."""

    name: str
    every_minutes: int
    run: Callable[[House], object]


@cache
def find_jobs() -> tuple[Job, ...]:
    """Return every job in this folder."""
    modules = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(sorted((module.JOB for module in modules), key=lambda job: job.name))


def run_due_jobs(house: House, is_stopping: Callable[[], bool] = lambda: False) -> list[str]:
    """Run what is due now and return the names of what was done; one failing job stops no other.

    A job is due when its period is another one than at its last run: also long after its minute, when no worker was
    there, and again a minute later when it failed. `is_stopping` is asked before each job.
    """
    now = house.clock()
    runs = house.work.read(last_runs)
    due = (job for job in find_jobs() if is_due(job, now, runs.get(job.name)))
    return [job.name for job in due if not is_stopping() and _run(house, job, now)]


def is_due(job: Job, now: datetime, last: datetime | None) -> bool:
    """Has a new period of the job begun since its last run? Periods are counted from 1970, in whole minutes."""
    return last is None or _period(job, now) != _period(job, last)  # not "later": a clock may have been set back


def _period(job: Job, moment: datetime) -> int:
    return int(moment.timestamp() // 60) // job.every_minutes


def _run(house: House, job: Job, now: datetime) -> bool:
    try:
        job.run(house)
        house.work.write(lambda session: note_run(session, job.name, now), is_repeatable=True)
    except Exception as error:
        log.exception("a timed job failed", job=job.name, error=type(error).__name__)
        return False
    return True
