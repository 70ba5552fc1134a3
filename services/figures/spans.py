"""Years, quarters and months of the calendar, and any other days: what figures are told of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from services.indicators.base import Period

DAY = timedelta(days=1)
MONTHS = {"year": 12, "quarter": 3, "month": 1}
_KEY = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)")


class Span(StrEnum):
    """How long a period is; own for days that somebody chose."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    OWN = "own"


CALENDAR = (Span.YEAR, Span.QUARTER, Span.MONTH)


def period_around(span: Span, day: date) -> Period:
    """Return the year, quarter or month that a day lies in."""
    length = MONTHS[span]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return Period(first, _months_later(first, length) - DAY)


def span_of(period: Period) -> Span:
    """Return what kind of period it is."""
    whole = (span for span in CALENDAR if _is_alike(period_around(span, period.first), period))
    return next(whole, Span.OWN)


def period_before(period: Period) -> Period:
    """Return the period of the same kind that ends where this one begins; of own days as many."""
    if (span := span_of(period)) is not Span.OWN:
        return period_around(span, period.first - DAY)
    return Period(period.first - (period.last - period.first) - DAY, period.first - DAY)


def periods_until(period: Period, count: int) -> list[Period]:
    """Return so many periods of the same kind, the latest, which is this one, last."""
    found = [Period(period.first, period.last)]
    while len(found) < count and found[-1].first.year > 1:
        found.append(period_before(found[-1]))
    return found[::-1]


def last_over(span: Span, today: date) -> Period:
    """Return the latest year, quarter or month that is over on a day."""
    return period_before(period_around(span, today))


def key_of(period: Period) -> str:
    """Return what a period is called in addresses and files: `2026`, `2026-Q3`, `2026-03`, `2026-03-05_2026-04-01`."""
    first = period.first
    names = {
        Span.YEAR: f"{first:%Y}",
        Span.QUARTER: f"{first:%Y}-Q{quarter_of(first)}",
        Span.MONTH: f"{first:%Y-%m}",
        Span.OWN: f"{first}_{period.last}",
    }
    return names[span_of(period)]


def period_named(key: str) -> Period | None:
    """Return the period of that key, None where it names none that can be."""
    try:
        if found := _DAYS.fullmatch(key):
            return Period(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
        if found := _KEY.fullmatch(key):
            year, quarter, month = int(found[1]), found[2], found[3]
            span = Span.QUARTER if quarter else Span.MONTH if month else Span.YEAR
            return period_around(span, date(year, int(quarter) * 3 if quarter else int(month or 1), 1))
    except (ValueError, OverflowError):
        return None
    return None


def quarter_of(day: date) -> int:
    """Return the quarter of the calendar year that a day lies in, 1 to 4."""
    return (day.month + 2) // 3


def _is_alike(one: Period, other: Period) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
