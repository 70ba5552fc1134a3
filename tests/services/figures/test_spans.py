from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.figures.spans import (
    CALENDAR,
    Span,
    key_of,
    last_over,
    period_around,
    period_before,
    period_named,
    periods_until,
    span_of,
)
from services.indicators import Period

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("span", "first", "last", "key"),
    [
        (Span.YEAR, date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (Span.QUARTER, date(2026, 4, 1), date(2026, 6, 30), "2026-Q2"),
        (Span.MONTH, date(2026, 5, 1), date(2026, 5, 31), "2026-05"),
    ],
)
def test_a_day_lies_in_its_year_quarter_and_month(span: Span, first: date, last: date, key: str) -> None:
    period = period_around(span, date(2026, 5, 17))
    assert period == Period(first, last)
    assert (span_of(period), key_of(period), period_named(key)) == (span, key, period)


@given(st.sampled_from(CALENDAR), DAYS)
def test_the_period_before_ends_where_the_next_begins_and_is_of_the_same_kind(span: Span, day: date) -> None:
    period = period_around(span, day)
    before = period_before(period)
    assert (period.first - before.last).days == 1
    assert span_of(before) is span
    assert period.first <= day <= period.last


@given(DAYS, st.integers(0, 500))
def test_days_of_ones_own_follow_one_another_too(first: date, more: int) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + more))
    before = period_before(period)
    assert (period.first - before.last).days == 1
    assert period_named(key_of(period)) == period
    assert key_of(period_named(key_of(before)) or period) == key_of(before)


def test_the_last_quarters_end_with_the_one_asked_for() -> None:
    keys = [key_of(one) for one in periods_until(period_around(Span.QUARTER, date(2026, 2, 1)), 3)]
    assert keys == ["2025-Q3", "2025-Q4", "2026-Q1"]


def test_what_is_over_is_the_one_before_today() -> None:
    assert key_of(last_over(Span.QUARTER, date(2026, 4, 1))) == "2026-Q1"
    assert key_of(last_over(Span.YEAR, date(2026, 12, 31))) == "2025"


@pytest.mark.parametrize("key", ["", "x", "2026-13", "2026-Q5", "0000", "2026-01-02_2026-01-01", "99999", "2026-Q1x"])
def test_what_names_no_period_names_none(key: str) -> None:
    assert period_named(key) is None
