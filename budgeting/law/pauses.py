"""When the clock stands still: the citizen has been asked something and has not answered yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from budgeting.law.reasons import LawNo
from budgeting.refusal import Refusal


@dataclass(frozen=True)
class Pause:
    """The commune asked on one day and was answered on another; None while it waits.

    The day it asked still counts, the day of the answer does not, just as the day of receipt does not: every day that
    is counted was the commune's in full. Asked and answered on one day, nothing is paused.
    """

    asked_on: date
    answered_on: date | None = None

    def holds(self, day: date) -> bool:
        """Does the clock stand still on this day?"""
        return self.asked_on < day and (self.answered_on is None or day <= self.answered_on)


def check_pauses(pauses: Iterable[Pause], received_on: date) -> tuple[Pause, ...]:
    """Return the pauses in order; `Refusal` (`LawNo`) for one that cannot have been."""
    ordered = tuple(sorted(pauses, key=lambda pause: (pause.asked_on, pause.answered_on or date.max)))
    for pause in ordered:
        if pause.asked_on < received_on:
            raise Refusal(LawNo.PAUSE_BEFORE_RECEIPT, received_on=received_on.isoformat())
        if pause.answered_on is not None and pause.answered_on < pause.asked_on:
            raise Refusal(LawNo.PAUSE_ENDS_BEFORE_START, asked_on=pause.asked_on.isoformat())
    if any(pause.answered_on is None for pause in ordered[:-1]):
        raise Refusal(LawNo.PAUSE_STILL_OPEN)
    return ordered
