"""The timer: runs timed work in a thread of its own, so that a long job delays no message."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

from services.house import House
from worker.jobs import run_due_jobs

SILENCE_SECONDS = 90.0
STOP_SECONDS = 3.0
RunJobs = Callable[[House, Callable[[], bool]], object]
log = structlog.get_logger()


class Timer:
    """Runs what is due when it starts, at each tick, and after a silence: the clock's Redis may be away.

    `silence` is in seconds; where it is a function, it is asked after each run how long this one lasts.
    """

    def __init__(
        self, house: House, run_jobs: RunJobs = run_due_jobs, silence: float | Callable[[], float] = SILENCE_SECONDS
    ) -> None:
        self._house, self._run_jobs, self._silence = house, run_jobs, silence
        self._asked = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="timer", daemon=True)

    def start(self) -> None:
        """Begin, with what was missed while nobody worked."""
        self._asked.set()
        self._thread.start()

    def tick(self) -> None:
        """Run what is due, soon; never waits."""
        self._asked.set()

    def stop(self) -> None:
        """Begin no further job and wait a little for the one that runs; its transaction ends with the process."""
        self._stopping.set()
        self._asked.set()
        self._thread.join(timeout=STOP_SECONDS)

    def _serve(self) -> None:
        while True:
            self._asked.wait(self._silence() if callable(self._silence) else self._silence)
            self._asked.clear()
            if self._stopping.is_set():
                return
            try:
                self._run_jobs(self._house, self._stopping.is_set)
            except Exception as error:  # the database is away: the next tick tries again
                log.warning("the timed jobs cannot be run", error=type(error).__name__)
