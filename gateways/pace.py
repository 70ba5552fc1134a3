"""How fast one may send: buckets that fill with time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import floor

from gateways.base import SendFailure

LONGEST_WAIT = 5.0
"""Seconds a sender waits by itself; beyond, the message goes back to the outbox, whose lease is not for sleeping."""


@dataclass(slots=True)
class Pace:
    """So many messages a second on average, so many at once at most, counted for each name apart."""

    per_second: float
    at_once: int = 1
    clock: Callable[[], float] = time.monotonic
    _free_at: dict[str, float] = field(default_factory=dict)

    def seconds_until_free(self, name: str = "") -> float:
        """Return how long the next message of this name has to wait; 0 when it may go now."""
        return max(0.0, self._free_at.get(name, 0.0) - self.clock())

    def room(self, name: str = "") -> int:
        """Return how many messages of this name may go now, one after the other, without waiting."""
        now, step = self.clock(), 1 / self.per_second
        free_at = max(self._free_at.get(name, 0.0), now - step * (self.at_once - 1))
        # The hair's breadth: a moment counted in floats may fall just short of a whole step.
        return max(0, floor((now - free_at) / step + 1e-6) + 1)

    def take(self, name: str = "") -> None:
        """Count one message of this name."""
        now, step = self.clock(), 1 / self.per_second
        if len(self._free_at) > 10_000:
            self._free_at = {known: free for known, free in self._free_at.items() if free > now}
        # The bucket is kept as the moment at which its next message is free (the "generic cell rate algorithm").
        idle = now - step * (self.at_once - 1)
        self._free_at[name] = max(self._free_at.get(name, idle), idle) + step


async def keep_pace(*paces: tuple[Pace, str], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Wait until every pace has room and count the message; raise `SendFailure` when that is too far away."""
    wait = max(pace.seconds_until_free(name) for pace, name in paces)
    if wait > LONGEST_WAIT:
        raise SendFailure("paced", retry_in=wait, was_tried=False)
    for pace, name in paces:
        pace.take(name)
    if wait:
        await sleep(wait)
