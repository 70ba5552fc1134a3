"""The clock of the demonstration: what it shows, and turning it forward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.clock import Clock

Turn = Callable[[datetime], None]


class Leap(StrEnum):
    """How far the clock can be turned."""

    DAY = "day"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class TimeMachine:
    """The clock and the hand that turns it; `count_at` tells when the next ballots may be opened, None for no vote."""

    clock: Clock
    turn: Turn
    count_at: Callable[[], datetime | None]

    def leap(self, wish: str) -> bool:
        """Turn the clock as asked; False for what cannot be: it never goes back."""
        target = self._target(wish)
        if target is None:
            return False
        self.turn(target)
        return True

    def _target(self, wish: str) -> datetime | None:
        if wish == Leap.DAY:
            return self.clock() + timedelta(days=1)
        return self.count_at() if wish == Leap.COUNT else None
