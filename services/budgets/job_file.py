"""The job of a file that waits, as it lies beside it: its mark in the first line, so that nobody need read the rest.

A job holds the lines of earlier years, some megabytes; the page that waits asks every two seconds which job it is.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

from services.budgets.job import Job, job_from_json
from services.budgets.kept import JOB


class JobMark(NamedTuple):
    """Which job it is, and in which money it has the file read."""

    digest: str
    currency: str


def write_job(folder: Path, key: str, job: Job) -> None:
    """Write the job of the file of that key, for the owner alone; nobody reads half of one."""
    path = folder / f"{key}{JOB}"
    unfinished = path.with_name(f".{path.name}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{job.digest} {job.currency}\n")
        json.dump(job.as_json(), file)
    unfinished.replace(path)


def mark_of(folder: Path, key: str) -> JobMark:
    """Return the mark of the job; `FileNotFoundError` where there is none."""
    with (folder / f"{key}{JOB}").open(encoding="utf-8") as file:
        return JobMark(*file.readline().split())


def read_job(folder: Path, key: str) -> tuple[Job, str]:
    """Return the job and its digest; `FileNotFoundError` where there is none."""
    mark, _, text = (folder / f"{key}{JOB}").read_text(encoding="utf-8").partition("\n")
    return job_from_json(json.loads(text)), JobMark(*mark.split()).digest
