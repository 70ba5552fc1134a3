"""Counting days: from a day that is not counted, so many days of a unit, with everything that was passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from budgeting.law.calendar import Calendar, check_day
from budgeting.law.corrections import Correction
from budgeting.law.pauses import Pause, check_pauses
from budgeting.law.public_holidays import Holiday
from budgeting.law.terms import Unit


@dataclass(frozen=True)
class DayCount:
    """A count of days and all that made it so; enough to explain the date in any language.

    `starts_on` is not counted. `ends_on` is None while the clock stands still: `counted` of `days` have then run.
    A day is passed over for one reason: because it is paused, else a weekend, else a holiday. `unsettled` are the
    estimated feasts that could still move the date, one day around the span included, also those on a weekend.
    `corrections` are the commune's own that touch the span.
    """

    starts_on: date
    unit: Unit
    days: int
    counted: int
    ends_on: date | None
    holidays: tuple[Holiday, ...] = ()
    weekend_days: tuple[date, ...] = ()
    paused_days: tuple[date, ...] = ()
    unsettled: tuple[Holiday, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def is_stopped(self) -> bool:
        """Does the clock stand still, so that there is no date yet?"""
        return self.ends_on is None

    @property
    def left(self) -> int:
        """How many days are still to be counted; 0 once there is a date."""
        return self.days - self.counted


def count_days(start: date, days: int, unit: Unit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> DayCount:
    """Count days after `start`; `Refusal` (`LawNo`) for a day out of range or a pause that cannot have been.

    A period in calendar days ends on its last day even if that is a Sunday: no source was found that carries it over,
    and the earlier date is the safe one for whoever has to keep it.
    """
    walk = _Walk(check_day(start), days, unit, calendar, check_pauses(pauses, start))
    return walk.walk()


class _Walk:
    """One walk over the calendar, day by day."""

    def __init__(self, start: date, days: int, unit: Unit, calendar: Calendar, pauses: tuple[Pause, ...]) -> None:
        self.start, self.days, self.unit = start, days, unit
        self.calendar, self.pauses = calendar, pauses
        self.counted = 0
        self.day = start
        self.holidays: list[Holiday] = []
        self.weekend_days: list[date] = []
        self.paused_days: list[date] = []

    def walk(self) -> DayCount:
        while self.counted < self.days and not self._stands_still():
            self.day += timedelta(days=1)
            self._take(self.day)
        return self._result()

    def _stands_still(self) -> bool:
        return any(pause.answered_on is None and pause.asked_on <= self.day for pause in self.pauses)

    def _take(self, day: date) -> None:
        if any(pause.holds(day) for pause in self.pauses):
            self.paused_days.append(day)
        elif self.unit is Unit.CALENDAR:
            self.counted += 1
        elif self.calendar.is_weekend(day):
            self.weekend_days.append(day)
        elif holiday := self.calendar.holiday_on(day):
            self.holidays.append(holiday)
        else:
            self.counted += 1

    def _result(self) -> DayCount:
        return DayCount(
            starts_on=self.start,
            unit=self.unit,
            days=self.days,
            counted=self.counted,
            ends_on=self.day if self.counted == self.days else None,
            holidays=tuple(self.holidays),
            weekend_days=tuple(self.weekend_days),
            paused_days=tuple(self.paused_days),
            unsettled=self._unsettled(),
            corrections=self._corrections(),
        )

    def _unsettled(self) -> tuple[Holiday, ...]:
        if self.unit is Unit.CALENDAR:
            return ()
        span = (self.start + timedelta(days=n) for n in range((self.day - self.start).days + 2))
        found = (self.calendar.holiday_on(day) for day in span)
        return tuple(holiday for holiday in found if holiday and holiday.is_estimated)

    def _corrections(self) -> tuple[Correction, ...]:
        if self.unit is Unit.CALENDAR:
            return ()
        return tuple(c for c in self.calendar.corrections if any(self.start < day <= self.day for day in c.days))
