"""A country's public holidays as the library `holidays` knows them, with names by language and what is estimated.

Moon-sighted feasts of years to come are estimates: they may move by a day, and a commune corrects them
(`budgeting.law.corrections`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

import holidays
from holidays.constants import HOLIDAY_NAME_DELIMITER

from budgeting.law.sources import Confidence, Source

LANGUAGES = ("fr", "ar", "en")
"""The languages a name is kept in, where the library has them."""

LIBRARY = Source("https://github.com/vacanza/holidays", Confidence.READ, note="the library's tables, version 0.109")


class Origin(StrEnum):
    """Who says that a day is a holiday."""

    LIBRARY = "library"
    COMMUNE = "commune"


@dataclass(frozen=True)
class Holiday:
    """A day off and its names by language, the local one first; several feasts on one day are joined by `; `.

    `is_estimated`: nobody has announced the day yet. `is_substitute`: a day off for a feast that falls on a Sunday.
    `moved_from` is the day the library gave, where the commune moved it.
    """

    day: date
    names: Mapping[str, str] = field(hash=False)
    is_estimated: bool = False
    is_substitute: bool = False
    origin: Origin = Origin.LIBRARY
    moved_from: date | None = None


@lru_cache(maxsize=256)
def holidays_of(country: str, year: int) -> Mapping[date, Holiday]:
    """Return a country's holidays in a year by day."""
    tables = _tables(country, year)
    local = next(iter(tables.values()))
    return MappingProxyType({day: _holiday(day, tables) for day in sorted(local)})


def _tables(country: str, year: int) -> dict[str, holidays.HolidayBase]:
    """Return the library's table in each language it has, the local language first.

    The language is always named: left out, the library takes the server's.
    """
    spoken = holidays.country_holidays(country, expand=False)
    tags = spoken.supported_languages or (None,)
    local = spoken.default_language if spoken.default_language in tags else tags[0]
    ordered = [local, *(tag for tag in tags if tag != local)]
    return {
        (tag or "en")[:2]: holidays.country_holidays(country, years=year, language=tag, expand=False)
        for tag in ordered
        if tag is None or tag[:2] in LANGUAGES
    }


def _holiday(day: date, tables: Mapping[str, holidays.HolidayBase]) -> Holiday:
    told = {tag: [_bare(name, table) for name in _names(table, day)] for tag, table in tables.items()}
    local = next(iter(told.values()))
    names = {tag: HOLIDAY_NAME_DELIMITER.join(name for name, _ in parts) for tag, parts in told.items()}
    return Holiday(
        day=day,
        names=MappingProxyType(names),
        is_estimated=all(marks.is_estimated for _, marks in local),
        is_substitute=all(marks.is_substitute for _, marks in local),
    )


def _names(table: holidays.HolidayBase, day: date) -> Sequence[str]:
    return str(table[day]).split(HOLIDAY_NAME_DELIMITER)


@dataclass(frozen=True)
class _Marks:
    is_estimated: bool = False
    is_substitute: bool = False


_LABELS = {
    "observed_estimated_label": _Marks(is_estimated=True, is_substitute=True),
    "estimated_label": _Marks(is_estimated=True),
    "observed_label": _Marks(is_substitute=True),
}


def _bare(name: str, table: holidays.HolidayBase) -> tuple[str, _Marks]:
    """Take the library's "(estimated)" and "(observed)" off a name, and say which were there."""
    for attribute, marks in _LABELS.items():
        label = getattr(table, attribute, None)
        if not label:
            continue
        before, _, after = table.tr(label).partition("%s")
        if name.startswith(before) and name.endswith(after):
            return name[len(before) : len(name) - len(after)], marks
    return name, _Marks()
