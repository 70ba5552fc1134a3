from __future__ import annotations

from datetime import date

import pytest

from services.figures.spans import Span, period_around
from services.figures.words import in_tenths, say_figure, say_gap, say_period
from services.indicators import Period
from tests.services.figures.planting import indicator_named

SHARE, DAYS, COUNT, MONEY = (
    indicator_named(key) for key in ("answered_by_due_day", "answer_days", "budget_requests", "cost_per_participant")
)


@pytest.mark.parametrize(
    ("key", "value", "french"),
    [
        ("answered_by_due_day", 66_667, "66,7 %"),
        ("answered_by_due_day", 100_000, "100 %"),
        ("answered_by_due_day", None, "pas de données"),
        ("answer_days", 1_000, "1 jour"),
        ("answer_days", 12_500, "12,5 jours"),
        ("budget_requests", 1_234_000, "1 234"),
        ("budget_requests", 0, "0"),
        ("cost_per_participant", 34, "34 F"),
    ],
)
def test_a_figure_is_said_with_its_unit(key: str, value: int | None, french: str) -> None:
    assert say_figure(indicator_named(key), value, "fr", "XOF") == french


def test_two_shares_differ_by_points_and_other_figures_by_their_unit() -> None:
    assert say_gap(SHARE, -3_250, "fr", "XOF") == "-3,3 points"
    assert say_gap(DAYS, 2_000, "fr", "XOF") == "+2 jours"
    assert say_gap(MONEY, -5, "fr", "XOF") == "-5 F"
    assert say_gap(COUNT, 0, "fr", "XOF") == "0"
    assert say_gap(COUNT, None, "fr", "XOF") == "–"


@pytest.mark.parametrize(("value", "expected"), [(66_667, 66_700), (-66_667, -66_700), (49, 0), (50, 100), (-50, -100)])
def test_shares_are_rounded_to_tenths_a_half_away_from_nought(value: int, expected: int) -> None:
    assert in_tenths(value) == expected


@pytest.mark.parametrize(
    ("span", "french", "arabic"),
    [
        (Span.YEAR, "2026", "2026"),
        (Span.QUARTER, "Trimestre 2 de 2026", "الفصل 2 من 2026"),
        (Span.MONTH, "mai 2026", "ماي 2026"),
    ],
)
def test_a_period_is_called_as_people_call_it(span: Span, french: str, arabic: str) -> None:
    period = period_around(span, date(2026, 5, 17))
    assert (say_period(period, "fr"), say_period(period, "ar")) == (french, arabic)


def test_days_of_ones_own_are_said_by_the_first_and_the_last() -> None:
    said = say_period(Period(date(2026, 3, 1), date(2026, 3, 9)), "fr").replace("\u2068", "").replace("\u2069", "")
    assert said == "Du 1er mars 2026 au 9 mars 2026"
