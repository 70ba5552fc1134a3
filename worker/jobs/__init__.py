"""Timed jobs, one file each: a file holds a `JOB`, discovery finds it, the clock runs what is due each minute."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import structlog

from services.house import House

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


def run_due_jobs(house: House) -> list[str]:
    """Run what is due in this minute and return the names; one failing job stops no other."""
    minute = int(house.clock().timestamp() // 60)
    due = [job for job in find_jobs() if minute % job.every_minutes == 0]
    for job in due:
        try:
            job.run(house)
        except Exception as error:
            log.exception("a timed job failed", job=job.name, error=type(error).__name__)
    return [job.name for job in due]
