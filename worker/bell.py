"""The doorbell and the clock: huey on SQLite or Redis. It may be lost; the sweep of the courier re-rings."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

QUIET = 0.05  # seconds between two rings: a busy house rings once for many messages
NAME = "palabre"


def open_huey(folder: Path, redis_url: str | None) -> Huey:
    """Return the queue that carries the doorbell: on Redis where there is one, else in a small SQLite file."""
    logging.getLogger("huey").setLevel(logging.WARNING)
    if redis_url:
        return RedisHuey(NAME, url=redis_url, results=False, store_none=False)
    folder.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(NAME, filename=str(folder / "bell.sqlite"), fsync=False, results=False, store_none=False)


class Bell:
    """Rings for new messages in the outbox, from any process, without ever making the caller wait long."""

    def __init__(self, huey: Huey) -> None:
        self._huey = huey
        self._wake: Callable[[], None] = lambda: None
        self._ticks: Callable[[], None] = lambda: None
        self._asked = threading.Event()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._ringer = threading.Thread(target=self._ring_when_asked, name="bell", daemon=True)
        self._task = huey.task(name="wake", expires=60)(self._on_ring)
        huey.periodic_task(crontab(minute="*"), name="tick")(self._on_tick)

    def ring(self) -> None:
        """Ask for a ring; many asks become one."""
        self._asked.set()
        if not self._ringer.is_alive() and not self._stopped.is_set():
            self._start_ringer()

    def answer(self, wake: Callable[[], None], tick: Callable[[], None]) -> Consumer:
        """Start to listen: `wake` at each ring, `tick` each minute; returns the consumer to stop.

        Both are called in the one thread that listens, so they only ask others to work and return at once.
        """
        self._wake, self._ticks = wake, tick
        consumer = _QuietConsumer(self._huey, workers=1, initial_delay=0.05, max_delay=0.25, backoff=1.2)
        consumer.start()
        return consumer

    def is_alive(self) -> bool:
        """Does the queue that carries the rings answer?"""
        try:
            self._huey.pending_count()
        except Exception:  # each storage has errors of its own
            return False
        return True

    def close(self) -> None:
        """Stop ringing."""
        self._stopped.set()
        self._asked.set()

    def _start_ringer(self) -> None:
        with self._lock:  # two first rings at once must not start the thread twice
            if not self._ringer.is_alive():
                self._ringer.start()

    def _ring_when_asked(self) -> None:
        while not self._stopped.is_set():
            self._asked.wait()
            self._asked.clear()
            if self._stopped.is_set():
                return
            self._ring_once()
            time.sleep(QUIET)

    def _ring_once(self) -> None:
        try:
            self._task()
        except Exception:  # a doorbell out of order: the sweep finds the message a second later
            logging.getLogger(__name__).warning("the doorbell did not ring")

    def _on_ring(self, **_options: Any) -> None:
        self._wake()

    def _on_tick(self) -> None:
        self._ticks()


class _QuietConsumer(Consumer):
    """A consumer that leaves the process's signals alone: `palabre` stops it."""

    def _set_signal_handlers(self) -> None:
        return
