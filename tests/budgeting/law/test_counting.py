"""Counting days, held against the slow way and against what must always be true."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.law.calendar import Calendar
from budgeting.law.corrections import Correction, CorrectionKind
from budgeting.law.counting import count_days
from budgeting.law.pauses import Pause
from budgeting.law.profiles import find_profiles
from budgeting.law.reasons import LawNo
from budgeting.law.terms import Unit
from budgeting.refusal import Refusal
from tests.budgeting.law.oracle import days_off, slow_due

COUNTRIES = sorted(find_profiles())
WEEKENDS = [frozenset({5, 6}), frozenset({4, 5}), frozenset({6}), frozenset[int]()]

starts = st.dates(date(2005, 1, 1), date(2060, 12, 31))
gaps = st.integers(0, 90).map(lambda days: timedelta(days=days))


@st.composite
def corrections_near(draw: st.DrawFn, start: date) -> tuple[Correction, ...]:
    made = {}
    for _ in range(draw(st.integers(0, 5))):
        day = start + draw(gaps)
        kind = draw(st.sampled_from(sorted(CorrectionKind)))
        to = day + timedelta(days=draw(st.integers(1, 3))) if kind is CorrectionKind.MOVED else None
        made[day] = Correction(kind, day, "Fête", to)
    return tuple(made.values())


@st.composite
def pauses_after(draw: st.DrawFn, start: date) -> tuple[Pause, ...]:
    asked = [start + draw(gaps) for _ in range(draw(st.integers(0, 3)))]
    return tuple(Pause(day, day + timedelta(days=draw(st.integers(0, 30)))) for day in asked)


@given(data=st.data(), start=starts, days=st.integers(1, 60), unit=st.sampled_from(Unit))
def test_a_date_is_the_one_the_slow_way_finds(data: st.DataObject, start: date, days: int, unit: Unit) -> None:
    country = data.draw(st.sampled_from(COUNTRIES))
    weekend = data.draw(st.sampled_from(WEEKENDS))
    corrections = data.draw(corrections_near(start))
    pauses = data.draw(pauses_after(start))
    off = days_off(country, start.year, start.year + 4, corrections) if unit is Unit.WORKING else set()
    counted = count_days(start, days, unit, Calendar(country, weekend, corrections), pauses)
    rest = weekend if unit is Unit.WORKING else frozenset()
    assert counted.ends_on == slow_due(start, days, off=off, weekend=rest, pauses=pauses)


@given(data=st.data(), start=starts, days=st.integers(1, 60), unit=st.sampled_from(Unit))
def test_every_day_of_the_span_is_accounted_for_once(data: st.DataObject, start: date, days: int, unit: Unit) -> None:
    calendar = Calendar(data.draw(st.sampled_from(COUNTRIES)), frozenset({5, 6}), data.draw(corrections_near(start)))
    counted = count_days(start, days, unit, calendar, data.draw(pauses_after(start)))
    assert counted.ends_on is not None
    passed = [*(holiday.day for holiday in counted.holidays), *counted.weekend_days, *counted.paused_days]
    assert len(passed) == len(set(passed))
    assert all(start < day < counted.ends_on for day in passed)
    assert (counted.ends_on - start).days == counted.counted + len(passed)
    assert counted.counted == days and counted.left == 0


@given(data=st.data(), start=starts, days=st.integers(1, 40))
def test_the_order_of_pauses_and_corrections_changes_nothing(data: st.DataObject, start: date, days: int) -> None:
    corrections, pauses = list(data.draw(corrections_near(start))), list(data.draw(pauses_after(start)))
    country = data.draw(st.sampled_from(COUNTRIES))
    one = count_days(start, days, Unit.WORKING, Calendar(country, frozenset({5, 6}), tuple(corrections)), pauses)
    random.Random(days).shuffle(corrections)
    random.Random(days).shuffle(pauses)
    other = count_days(start, days, Unit.WORKING, Calendar(country, frozenset({5, 6}), tuple(corrections)), pauses)
    assert (one.ends_on, one.holidays, one.paused_days) == (other.ends_on, other.holidays, other.paused_days)


@given(start=starts, days=st.integers(1, 40), at=gaps)
def test_one_more_holiday_never_makes_a_date_earlier_and_at_most_the_next_working_day(
    start: date, days: int, at: timedelta
) -> None:
    plain = Calendar("MA", frozenset({5, 6}))
    added = Calendar("MA", frozenset({5, 6}), (Correction(CorrectionKind.ADDED, start + at, "Fête"),))
    before = count_days(start, days, Unit.WORKING, plain).ends_on
    after = count_days(start, days, Unit.WORKING, added).ends_on
    assert before is not None
    assert after in {before, count_days(start, days + 1, Unit.WORKING, plain).ends_on}


@given(start=starts, asked=gaps, more=st.integers(1, 30), days=st.integers(1, 40))
def test_while_the_citizen_is_awaited_there_is_no_date(start: date, asked: timedelta, more: int, days: int) -> None:
    calendar = Calendar("TG", frozenset({5, 6}))
    plain = count_days(start, days, Unit.WORKING, calendar)
    waiting = count_days(start, days, Unit.WORKING, calendar, [Pause(start + asked)])
    assert plain.ends_on is not None
    if start + asked >= plain.ends_on:
        assert waiting == plain
    else:
        assert waiting.is_stopped and waiting.left == days - waiting.counted > 0
        answered = Pause(start + asked, start + asked + timedelta(days=more))
        after = count_days(start, days, Unit.WORKING, calendar, [answered])
        rest = count_days(answered.answered_on or start, waiting.left, Unit.WORKING, calendar)
        assert after.ends_on == rest.ends_on


def test_asked_and_answered_on_one_day_pauses_nothing() -> None:
    calendar = Calendar("BI", frozenset({5, 6}))
    day = date(2026, 9, 3)
    same = count_days(date(2026, 9, 1), 5, Unit.WORKING, calendar, [Pause(day, day)])
    assert same == count_days(date(2026, 9, 1), 5, Unit.WORKING, calendar)


@pytest.mark.parametrize(
    ("pauses", "reason"),
    [
        ([Pause(date(2026, 8, 31), date(2026, 9, 2))], LawNo.PAUSE_BEFORE_RECEIPT),
        ([Pause(date(2026, 9, 4), date(2026, 9, 3))], LawNo.PAUSE_ENDS_BEFORE_START),
        ([Pause(date(2026, 9, 4)), Pause(date(2026, 9, 7), date(2026, 9, 8))], LawNo.PAUSE_STILL_OPEN),
    ],
)
def test_a_pause_that_cannot_have_been_is_refused(pauses: list[Pause], reason: LawNo) -> None:
    with pytest.raises(Refusal) as refused:
        count_days(date(2026, 9, 1), 5, Unit.WORKING, Calendar("ML", frozenset({5, 6})), pauses)
    assert refused.value.reason is reason


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2101, 1, 1), date.min, date.max])
def test_a_day_outside_the_years_the_clock_knows_is_refused(day: date) -> None:
    with pytest.raises(Refusal) as refused:
        count_days(day, 20, Unit.WORKING, Calendar("MA", frozenset({5, 6})))
    assert refused.value.reason is LawNo.DATE_OUT_OF_RANGE
