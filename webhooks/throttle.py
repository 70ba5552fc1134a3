"""How often one sender may knock; counted in memory or in Redis, never anything that cannot be lost."""

from __future__ import annotations

import structlog
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

A_MINUTE = 120  # a person types a few messages a minute; the rest is a flood
PATIENCE = 0.5  # seconds: a cache that hangs must not hold up a vote
log = structlog.get_logger()


class Throttle:
    """Counts the messages of each sender in a minute; while the shared store is away each process counts for itself.

    `sender` should be a keyed hash: the store may be another machine's.
    """

    def __init__(self, storage: str = "memory://", a_minute: int = A_MINUTE) -> None:
        self._shared = FixedWindowRateLimiter(_open(storage))
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(a_minute)

    def lets(self, sender: str) -> bool:
        """May this sender's message be taken?"""
        try:
            return self._shared.hit(self._limit, sender)
        except Exception as error:  # a dead Redis must neither stop a vote nor open the door to a flood
            log.warning("the throttle's store is away", error=type(error).__name__)
            return self._own.hit(self._limit, sender)

    def close(self) -> None:
        """Let go of the connections to a shared store."""
        store = getattr(self._shared.storage, "storage", None)
        if store is not None and hasattr(store, "connection_pool"):
            store.connection_pool.disconnect()


def _open(storage: str) -> Storage:
    if storage.startswith("memory"):
        return MemoryStorage()
    opened = storage_from_string(storage, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    assert isinstance(opened, Storage)
    return opened
