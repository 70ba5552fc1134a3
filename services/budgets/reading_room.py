"""Files being read: at once where that takes no time, else apart, while the page that waits asks how far it is.

The folder is the only memory: whether a reading is under way is told by a lock that dies with its process, so a restart
loses nothing but the time, and the file is read again.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from budgeting.accounts.guards import is_light
from services.budgets.job import Job, do_job
from services.budgets.job_file import mark_of, read_job, write_job
from services.budgets.kept import HEAD, JOB, LINES, LOCK, PROGRESS, ROWS, TRIES, Kept, keep_reading, kept_reading

MOST_TRIES = 3
BESIDE = (HEAD, LINES, ROWS, PROGRESS, JOB, LOCK, TRIES)


@dataclass(frozen=True, slots=True)
class Underway:
    """A reading that is not finished; rows gone through of all rows, nought before the file is opened."""

    done: int
    rows: int


class CannotBeRead(Exception):
    """The reading ended again and again without a result."""


def begin(folder: Path, key: str, job: Job) -> None:
    """Write a job down for the file of that key; what was read for another job no longer counts."""
    write_job(folder, key, job)
    (folder / f"{key}{TRIES}").unlink(missing_ok=True)


def look(folder: Path, key: str) -> Kept | Underway:
    """Return what was read of a file, or how far its reading is; starts the reading where nobody reads.

    Raises `FileNotFoundError` for a file without a job, `CannotBeRead` where reading fails again and again.
    """
    digest = mark_of(folder, key).digest
    found = kept_reading(folder, key, digest)
    if found is not None:
        return found
    if is_light(content := (folder / key).read_bytes()):
        job, digest = read_job(folder, key)
        keep_reading(folder, key, do_job(job, content), digest)
        return look(folder, key)
    _start(folder, key, digest)
    return _progress(folder, key)


def _start(folder: Path, key: str, digest: str) -> None:
    """Start a process for the file unless one has it; it inherits the lock, which nobody else can have meanwhile."""
    lock = os.open(folder / f"{key}{LOCK}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if kept_reading(folder, key, digest) is not None:
            return  # it ended between our look and our lock
        _count_try(folder / f"{key}{TRIES}")
        (folder / f"{key}{PROGRESS}").unlink(missing_ok=True)
        process = subprocess.Popen(  # noqa: S603 - our own program; the file goes in as data
            [sys.executable, "-m", "services.budgets.apart", str(folder), key],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.environ.get("PATH", "")},
            pass_fds=(lock,),
        )
        Thread(target=process.wait, daemon=True).start()
    except BlockingIOError:
        return
    finally:
        os.close(lock)


def _count_try(path: Path) -> None:
    tries = int(path.read_text(encoding="ascii")) if path.exists() else 0
    if tries >= MOST_TRIES:
        raise CannotBeRead
    path.write_text(str(tries + 1), encoding="ascii")


def _progress(folder: Path, key: str) -> Underway:
    try:
        done, rows = (folder / f"{key}{PROGRESS}").read_text(encoding="ascii").split()
    except (FileNotFoundError, ValueError):
        return Underway(0, 0)
    return Underway(int(done), int(rows))
