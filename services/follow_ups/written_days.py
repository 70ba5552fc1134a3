"""Days as plans and tables write them: a day, a month or a year, read where they surely say one, kept as they stand."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale
from babel.localedata import locale_identifiers

from bot.sms.clean import one_line
from bot.understanding.fold import ascii_digits, fold
from locales.page_words import page_languages

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
"""Between them something can be promised; a year that was mistyped lies elsewhere."""
LONGEST = 40

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_DAY_OF_A_MACHINE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_MONTH_OF_A_MACHINE = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_NAMED = re.compile(r"(?:(\d{1,2}) )?(\D+?) (\d{4})")


@dataclass(frozen=True, slots=True)
class Written:
    """A time as somebody wrote it, with the first and the last day it can mean: None of words that surely say none."""

    text: str
    first: date | None = None
    last: date | None = None

    @property
    def is_unread(self) -> bool:
        """Is there something that cannot be read as a time, such as 31/02/2027?"""
        return bool(self.text) and self.first is None

    @property
    def is_day(self) -> bool:
        """Is it one day, rather than a month or a year?"""
        return self.first is not None and self.first == self.last


def read_written(text: str) -> Written:
    """Read 15/06/2023, 2023-06-15, 06/2023, "juin 2023" or 2023; all else, such as "end of the year", says no day."""
    kept = one_line(text, LONGEST)
    span = _span(ascii_digits(kept))
    if span is None or not (span[0] >= EARLIEST and span[1] <= LATEST):
        return Written(kept)
    return Written(kept, *span)


def ends_first(starts: Written, ends: Written) -> bool:
    """Does the end surely stand before the start?"""
    return starts.first is not None and ends.last is not None and ends.last < starts.first


def _span(text: str) -> tuple[date, date] | None:
    if found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _DAY_OF_A_MACHINE.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _MONTH.fullmatch(text):
        day, month, year = 0, *map(int, found.groups())
    elif found := _MONTH_OF_A_MACHINE.fullmatch(text):
        year, month, day = *map(int, found.groups()), 0
    elif _YEAR.fullmatch(text):
        return _from_to(int(text), 1, 12)
    elif found := _NAMED.fullmatch(fold(text)):
        day, month, year = int(found[1] or 0), months_named().get(found[2], 0), int(found[3])
    else:
        return None
    return _one_day(year, month, day) if day else _from_to(year, month, month)


def _one_day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _from_to(year: int, first: int, last: int) -> tuple[date, date] | None:
    if year < EARLIEST.year or not 1 <= first <= 12:
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


@cache
def months_named() -> dict[str, int]:
    """Return the months by their folded names, in the languages of pages as each country writes them (Unicode CLDR)."""
    spoken = {tag.partition("-")[0] for tag in page_languages()}
    found: dict[str, set[int]] = {}
    for tag in locale_identifiers():
        if tag.partition("_")[0] in spoken:
            for widths in Locale.parse(tag).months.values():
                for width in ("wide", "abbreviated"):
                    for number, name in widths[width].items():
                        found.setdefault(fold(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1 and not name.isdecimal()}
