"""How often one sender may knock; counted in memory or in Redis, never anything that cannot be lost."""

from __future__ import annotations

import structlog
from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

A_MINUTE = 120  # a person types a few messages a minute; the rest is a flood
log = structlog.get_logger()


class Throttle:
    """Counts the messages of each sender in a minute; lets everything pass while its store is away."""

    def __init__(self, storage: str = "memory://", a_minute: int = A_MINUTE) -> None:
        self._limiter = FixedWindowRateLimiter(storage_from_string(storage))
        self._limit = RateLimitItemPerMinute(a_minute)

    def lets(self, sender: str) -> bool:
        """May this sender's message be taken?"""
        try:
            return self._limiter.hit(self._limit, sender)
        except Exception as error:  # a dead Redis must not stop a vote
            log.warning("the throttle's store is away", error=type(error).__name__)
            return True
