"""Figures of a programme that can hardly be right: kept and pointed out, refused where they cannot be at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Measure
from services.house import House
from services.programmes.dashboard import Dashboard, dashboard_of
from services.programmes.drafts import IndicatorDraft, MeasureDraft, MoneyDraft, ProgrammeDraft, ProgressDraft
from services.programmes.findings import Finding, Gap
from services.programmes.gaps import findings_before, gaps_of
from services.programmes.measuring import add_indicator, change_indicator, set_measure
from services.programmes.oddities import falls_of, odd_figures, odd_money
from services.programmes.quarters import set_money, set_progress
from services.programmes.reading import find_programme
from services.programmes.standing import Trend, Verdict
from services.programmes.writing import add_action, add_programme
from tests.services.budgets.planting import plant_document, plant_line

PEOPLE = IndicatorDraft("Jeunes formés", "jeunes", frequency="quarter", counts_people=True)
WELLS = IndicatorDraft("Solde des forages", "forages", frequency="quarter")
Found = set[tuple[Gap, int]]


class Year:
    """A programme with an action; amounts are written down for quarters of 2026."""

    def __init__(self, session: Session, house: House, commune: Commune) -> None:
        self.session, self.commune = session, commune
        self.keys = (session, house, commune.id)
        self.id = add_programme(*self.keys, ProgrammeDraft("017", "Emploi"), staff_id=None)
        self.action = add_action(*self.keys, self.id, "Former", "Awa", staff_id=None)

    def money(self, quarter: int, **amounts: int) -> None:
        set_money(*self.keys, self.id, MoneyDraft(2026, quarter, **amounts, source="Registre"), staff_id=None)

    def progress(self, quarter: int, percent: int) -> None:
        set_progress(*self.keys, self.id, self.action, ProgressDraft(2026, quarter, percent), staff_id=None)

    def indicator(self, draft: IndicatorDraft = PEOPLE) -> int:
        return add_indicator(*self.keys, self.id, draft, staff_id=None)

    def measure(self, indicator: int, part: int = 1, **figures: Any) -> None:
        set_measure(*self.keys, self.id, indicator, MeasureDraft(2026, part, **figures), staff_id=None)

    def board(self, today: date = date(2026, 11, 20)) -> Dashboard:
        view = find_programme(self.session, self.commune.id, self.id)
        assert view is not None
        return dashboard_of(self.session, self.commune.id, view, 2026, today)

    def odd(self, quarter: int = 0, today: date = date(2027, 2, 1)) -> Found:
        found = odd_figures(self.board(today), quarter)
        return {(one.gap, one.period.quarter) for one in found if one.period}

    def gaps(self) -> set[Gap]:
        return {one.gap for one in gaps_of(self.board().programme, 2026)}


@pytest.fixture
def year(session: Session, house: House, commune: Commune) -> Year:
    """Return the programme."""
    return Year(session, house, commune)


def test_amounts_that_fall_or_stand_above_others_are_kept_and_pointed_out(year: Year) -> None:
    year.money(1, allocation=1000, committed=600, paid=500)
    year.money(2, allocation=1000, committed=550)
    year.money(3, allocation=500, committed=560, paid=570)
    assert year.odd() == {
        (Gap.COMMITTED_FALLS, 2), (Gap.COMMITTED_ABOVE_ALLOCATION, 3), (Gap.PAID_ABOVE_COMMITTED, 3),
    }  # fmt: skip
    assert year.odd(1) == set()
    assert year.odd(2) == {(Gap.COMMITTED_FALLS, 2)}
    assert year.board().money_at(3).paid.value == 570
    assert {one.gap for one in findings_before(year.board(), 3)} >= {Gap.COMMITTED_FALLS, Gap.PAID_ABOVE_COMMITTED}


def test_an_amount_is_held_against_the_last_that_is_known_and_one_that_stays_is_not_odd(year: Year) -> None:
    year.money(1, paid=500)
    year.money(3, paid=400, allocation=300)
    year.money(4, paid=400, allocation=300)
    assert year.odd() == {(Gap.PAID_FALLS, 3), (Gap.PAID_ABOVE_ALLOCATION, 3), (Gap.PAID_ABOVE_ALLOCATION, 4)}


def test_an_account_that_says_less_than_a_quarter_is_pointed_out_for_the_year(year: Year) -> None:
    year.money(3, committed=900)
    year.money(4, committed=900)
    account = plant_document(year.session, year.commune, 2026, status="executed", source="Compte 2026")
    plant_line(year.session, account, "jobs", programme_id=year.id, committed=800)
    assert year.odd() == {(Gap.COMMITTED_FALLS, 0)}
    assert odd_money(year.board().money)[0] == [Gap.COMMITTED_FALLS]


def test_work_that_goes_back_is_pointed_out_with_its_action(year: Year) -> None:
    year.progress(1, 60)
    year.progress(3, 40)
    year.progress(4, 40)
    board = year.board(date(2027, 2, 1))
    assert falls_of(board, year.action) == [3]
    assert odd_figures(board, 0) == [Finding(Gap.PROGRESS_FALLS, action="Former", period=board.period.at(3))]


def test_figures_of_a_period_that_is_not_over_are_pointed_out_and_a_result_before_it_begins(year: Year) -> None:
    year.money(1, committed=10, paid=5)
    year.money(2, allocation=100)
    indicator = year.indicator()
    year.measure(indicator, 3, result=5_000)
    in_march, in_april = date(2026, 3, 31), date(2026, 4, 1)
    assert year.odd(0, in_march) == {(Gap.PERIOD_RUNS, 1), (Gap.RESULT_TO_COME, 3)}
    assert year.odd(0, in_april) == {(Gap.RESULT_TO_COME, 3)}  # money given ahead is no result
    year.progress(2, 10)
    assert year.odd(2, in_april) == {(Gap.PERIOD_RUNS, 2)}
    year.measure(indicator, 0, target=9_000, result=5_000)
    assert (Gap.PERIOD_RUNS, 0) in year.odd(0, in_april)


def test_nothing_is_judged_before_a_period_is_over(year: Year) -> None:
    indicator = year.indicator()
    year.measure(indicator, 0, target=10_000, result=4_000)
    year.measure(indicator, 1, target=5_000, result=4_000)
    year.measure(indicator, 2, target=5_000)
    set_measure(*year.keys, year.id, indicator, MeasureDraft(2025, result=9_000), staff_id=None)

    def said(today: date) -> list[tuple[Verdict, Trend]]:
        standings = year.board(today).standings
        return [(standings[one][0].verdict, standings[one][0].trend) for one in (0, 1, 2)]

    unknown = (Verdict.NO_RESULT, Trend.UNKNOWN)
    assert said(date(2026, 3, 31)) == [(Verdict.RUNNING, Trend.UNKNOWN), (Verdict.RUNNING, Trend.UNKNOWN), unknown]
    assert said(date(2026, 12, 31)) == [(Verdict.RUNNING, Trend.UNKNOWN), (Verdict.MISSED, Trend.UNKNOWN), unknown]
    assert said(date(2027, 1, 1)) == [(Verdict.MISSED, Trend.WORSE), (Verdict.MISSED, Trend.UNKNOWN), unknown]


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({"result": -5_000}, "programme_not_people"),
        ({"result": 40_500}, "programme_not_people"),
        ({"target": 40_500}, "programme_not_people"),
        ({"result": 40_000, "result_women": 1_500}, "programme_not_people"),
        ({"result": 40_000, "result_women": 41_000}, "programme_more_than_all"),
        ({"target": 40_000, "target_men": 41_000}, "programme_more_than_all"),
    ],
)
def test_what_can_be_no_number_of_people_is_refused(year: Year, figures: dict[str, Any], reason: str) -> None:
    indicator = year.indicator()
    with pytest.raises(Refusal, match=reason):
        year.measure(indicator, **figures)
    with pytest.raises(Refusal, match="programme_start_not_people"):
        year.indicator(replace(PEOPLE, baseline=500))


def test_a_share_of_people_and_what_is_no_person_may_have_parts(year: Year) -> None:
    share = year.indicator(replace(PEOPLE, unit="%"))
    year.measure(share, result=40_500, result_women=60_500)
    year.measure(year.indicator(replace(WELLS, unit="km")), result=4_500)
    assert not year.gaps() & {Gap.NOT_PEOPLE, Gap.BELOW_NOUGHT}


def test_a_figure_below_nought_of_what_is_no_person_is_kept_and_pointed_out(year: Year) -> None:
    indicator = year.indicator(WELLS)
    year.measure(indicator, result=-5_000)
    assert Gap.BELOW_NOUGHT in year.gaps()
    change_indicator(*year.keys, year.id, indicator, replace(WELLS, counts_people=True), staff_id=None)
    assert year.gaps() & {Gap.NOT_PEOPLE, Gap.BELOW_NOUGHT} == {Gap.NOT_PEOPLE}


def test_more_women_than_all_that_stand_from_before_are_pointed_out(year: Year) -> None:
    indicator = year.indicator()
    year.session.add(Measure(indicator_id=indicator, year=2026, part=1, result=4_000, result_women=5_000))
    year.session.flush()
    assert Gap.NOT_PEOPLE in year.gaps()
