"""A commune's calendar: its country's holidays, its own corrections, and the days of its weekend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from holidays.constants import HOLIDAY_NAME_DELIMITER

from budgeting.law.corrections import Correction, correct
from budgeting.law.feast_names import COMMON
from budgeting.law.profile import Profile
from budgeting.law.public_holidays import Holiday, holidays_of
from budgeting.law.reasons import LawNo
from budgeting.refusal import Refusal

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Receipts and corrections outside these years are typing errors; the estimates of feasts end near the last one."""


@dataclass(frozen=True)
class Calendar:
    """Which days are worked; `weekend` holds days of the week (Monday is 0).

    The same country, weekend and corrections always give the same calendar. `feast_names` gives the country's own
    names where the library lacks them, by its English name and language; else the common ones are taken.
    """

    country: str
    weekend: frozenset[int]
    corrections: tuple[Correction, ...] = ()
    feast_names: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @staticmethod
    def of(profile: Profile, corrections: tuple[Correction, ...] = ()) -> Calendar:
        """Return the calendar of a country's profile with a commune's corrections."""
        return Calendar(profile.country, profile.weekend.days, tuple(corrections), profile.feast_names)

    def holiday_on(self, day: date) -> Holiday | None:
        """Return the holiday of a day; None on any other, weekends included."""
        return self.holidays_in(day.year).get(day)

    def is_weekend(self, day: date) -> bool:
        """Is it a day of the weekly rest?"""
        return day.weekday() in self.weekend

    def is_working(self, day: date) -> bool:
        """Is it neither weekend nor holiday?"""
        return not self.is_weekend(day) and self.holiday_on(day) is None

    def working_days(self, start: date, step: int = 1) -> Iterator[date]:
        """Yield the working days after (`step` 1) or before (-1) a day, without end."""
        day = start
        while True:
            day += timedelta(days=step)
            if self.is_working(day):
                yield day

    def holidays_in(self, year: int) -> Mapping[date, Holiday]:
        """Return a year's holidays by day, corrections made, in the order of days."""
        if year not in self._years:
            self._years[year] = self._corrected(year)
        return self._years[year]

    def known_holidays(self, year: int) -> Mapping[date, Holiday]:
        """Return a year's holidays by day as the library has them, before any correction."""
        return {day: self._named(holiday) for day, holiday in holidays_of(self.country, year).items()}

    def _corrected(self, year: int) -> Mapping[date, Holiday]:
        touching = [c for c in self.corrections if any(day.year == year for day in c.days)]
        around = {year, *(c.day.year for c in touching)}
        known = {day: holiday for y in sorted(around) for day, holiday in self.known_holidays(y).items()}
        return {day: holiday for day, holiday in correct(known, touching).items() if day.year == year}

    def _named(self, holiday: Holiday) -> Holiday:
        """Add the names the library lacks; a name it has is never replaced."""
        english = holiday.names.get("en", "").split(HOLIDAY_NAME_DELIMITER)
        entries = [{**COMMON.get(name, {}), **self.feast_names.get(name, {})} for name in english]
        shared = set.intersection(*(set(entry) for entry in entries))
        more = {tag: HOLIDAY_NAME_DELIMITER.join(entry[tag] for entry in entries) for tag in sorted(shared)}
        return replace(holiday, names=MappingProxyType({**holiday.names, **more, **holiday.names}))

    @cached_property
    def _years(self) -> dict[int, Mapping[date, Holiday]]:
        return {}


def check_day(day: date) -> date:
    """Return a day the clock can start from; `Refusal` (`LawNo.DATE_OUT_OF_RANGE`) outside the years it knows."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal(LawNo.DATE_OUT_OF_RANGE, first=FIRST_YEAR, last=LAST_YEAR)
    return day
