"""The process that reads one long file: `python -m services.budgets.apart FOLDER KEY`.

It is apart so that a long or hostile file costs no page its thread and no process its memory. It knows no database and
no secret; all it needs lies in the folder, all it finds is put there.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from pathlib import Path

from services.budgets.job import do_job
from services.budgets.job_file import read_job
from services.budgets.kept import PROGRESS, keep_reading

MOST_MEMORY = 2 * 2**30
MOST_SECONDS = 600


def main(folder: Path, key: str) -> None:
    """Read the file of that key as its job says, and keep what was read."""
    _be_modest()
    gc.disable()  # nothing read points in circles; looking for circles takes a fifth of the time
    job, digest = read_job(folder, key)
    reading = do_job(job, (folder / key).read_bytes(), lambda done, rows: tell(folder, key, done, rows))
    keep_reading(folder, key, reading, digest)
    (folder / f"{key}{PROGRESS}").unlink(missing_ok=True)


def tell(folder: Path, key: str, done: int, rows: int) -> None:
    """Say how far the reading is; a new file each time, so that nobody reads half a number."""
    unfinished = folder / f".{key}{PROGRESS}"
    unfinished.write_text(f"{done} {rows}", encoding="ascii")
    unfinished.replace(folder / f"{key}{PROGRESS}")


def _be_modest() -> None:
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
