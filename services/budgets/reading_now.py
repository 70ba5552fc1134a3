"""Reading a file while somebody waits for it, in no more memory than the page that looks again every two seconds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from budgeting.accounts.guards import is_light
from budgeting.accounts.reading import Reading
from services.budgets.job import Job, do_job
from services.budgets.kept import Kept
from services.budgets.reading_room import begin, look

KEY = "file"
PAUSE = 0.05
"""Seconds between two looks at a reading that is under way."""


@contextmanager
def reading_now(job: Job, content: bytes) -> Iterator[Reading]:
    """Yield what is read of a file; that of a long one is read apart, its lines stay on disk and go with the block.

    Raises `CannotBeRead` where reading it ends again and again without a result.
    """
    if is_light(content):
        yield do_job(job, content)
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / KEY).write_bytes(content)
        begin(folder, KEY, job)
        while not isinstance(found := look(folder, KEY), Kept):
            time.sleep(PAUSE)
        yield found.reading()
