"""The slow way: write every day down, cross out what does not count, and put a finger on the last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import holidays

from budgeting.law.corrections import Correction, CorrectionKind
from budgeting.law.pauses import Pause


def days_off(country: str, first: int, last: int, corrections: Iterable[Correction]) -> set[date]:
    """The holidays by the library's own set, corrected the naive way."""
    off = set(holidays.country_holidays(country, years=range(first, last + 1), expand=False))
    corrections = list(corrections)
    for one in corrections:
        if one.kind in {CorrectionKind.REMOVED, CorrectionKind.MOVED}:
            off.discard(one.day)
    for one in corrections:
        if one.kind is CorrectionKind.ADDED:
            off.add(one.day)
        if one.kind is CorrectionKind.MOVED and one.to:
            off.add(one.to)
    return off


def slow_due(start: date, count: int, *, off: set[date], weekend: frozenset[int], pauses: Iterable[Pause]) -> date:
    """The `count`-th day after `start` that is in no pause, no weekend and no holiday."""
    written = [start + timedelta(days=n) for n in range(1, 1500)]
    for pause in pauses:
        assert pause.answered_on is not None
        awaited = {pause.asked_on + timedelta(days=n) for n in range(1, (pause.answered_on - pause.asked_on).days + 1)}
        written = [day for day in written if day not in awaited]
    return [day for day in written if day.weekday() not in weekend and day not in off][count - 1]
