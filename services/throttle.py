"""How often one sender may knock, at a door or where we ask; counted in memory or in Redis, which may lose it all."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable

import structlog
from limits import RateLimitItemPerMinute
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from services.vault import Vault

A_MINUTE = 120  # a person types a few messages a minute; the rest is a flood
WINDOW = 60.0  # seconds
PATIENCE = 0.5  # seconds: a cache that hangs must not hold up a vote
log = structlog.get_logger()


class Throttle:
    """Counts the messages of each sender in a minute; while the shared store is away each process counts for itself.

    `sender` should be a keyed hash, as `sender_mark` makes it: the store may be another machine's.
    """

    def __init__(
        self, storage: str = "memory://", a_minute: int = A_MINUTE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._own = _OwnCount(a_minute, clock)
        self._shared = None if storage.startswith("memory") else FixedWindowRateLimiter(_open(storage))
        self._limit = RateLimitItemPerMinute(a_minute)

    def lets(self, sender: str) -> bool:
        """May this sender's message be taken?"""
        if self._shared is None:
            return self._own.lets(sender)
        try:
            return self._shared.hit(self._limit, sender)
        except Exception as error:  # a dead Redis must neither stop a vote nor open the door to a flood
            log.warning("the throttle's store is away", error=type(error).__name__)
            return self._own.lets(sender)

    def close(self) -> None:
        """Let go of the connections to a shared store."""
        store = getattr(self._shared.storage, "storage", None) if self._shared else None
        if store is not None and hasattr(store, "connection_pool"):
            store.connection_pool.disconnect()


def sender_mark(vault: Vault, line_id: int, sender: str) -> str:
    """Return what stands for a sender on a line: an address is a phone number."""
    return vault.hash(f"throttle {line_id}", sender)


class _OwnCount:
    """One process's count, begun anew every minute.

    Not the library's store in memory: that starts a timer thread every 10 ms of traffic, which then walks through all
    the senders it knows, and a flood has many.
    """

    def __init__(self, limit: int, clock: Callable[[], float]) -> None:
        self._limit, self._clock = limit, clock
        self._lock = threading.Lock()
        self._began = float("-inf")
        self._counts: Counter[str] = Counter()

    def lets(self, sender: str) -> bool:
        with self._lock:
            now = self._clock()
            if now - self._began >= WINDOW:
                self._began, self._counts = now, Counter()
            self._counts[sender] += 1
            return self._counts[sender] <= self._limit


def _open(storage: str) -> Storage:
    opened = storage_from_string(storage, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    assert isinstance(opened, Storage)
    return opened
