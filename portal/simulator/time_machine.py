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
    OPENING = "opening"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class TimeMachine:
    """The clock and the hand that turns it.

    `opens_at` tells when the next vote opens, `count_at` when the next ballots may be opened, None where there is none.
    """

    clock: Clock
    turn: Turn
    opens_at: Callable[[], datetime | None]
    count_at: Callable[[], datetime | None]

    def leap(self, wish: str) -> bool:
        """Turn the clock as asked; False for what cannot be: it never goes back."""
        target = self._target(wish)
        if target is None:
            return False
        self.turn(target)
        return True

    def next_step(self) -> tuple[Leap, datetime] | None:
        """Return the next dated step of a vote and when it comes; None where no vote is ahead."""
        dated = [(self.opens_at(), Leap.OPENING), (self.count_at(), Leap.COUNT)]
        at, leap = min(((at, leap) for at, leap in dated if at is not None), default=(None, Leap.DAY))
        return None if at is None else (leap, at)

    def _target(self, wish: str) -> datetime | None:
        if wish == Leap.DAY:
            return self.clock() + timedelta(days=1)
        step = self.next_step()
        return step[1] if step and step[0] == wish else None
