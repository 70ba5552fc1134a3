"""A programme's year quarter by quarter: money with its source, progress, indicators, and what nobody knows."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune
from services.house import House
from services.programmes.dashboard import Dashboard, dashboard_of
from services.programmes.drafts import IndicatorDraft, MeasureDraft, MoneyDraft, ProgrammeDraft, ProgressDraft
from services.programmes.findings import Finding, Gap
from services.programmes.fiscal import FiscalPeriod
from services.programmes.gaps import findings_before
from services.programmes.measuring import add_indicator, set_measure
from services.programmes.money import percent_of
from services.programmes.quarters import set_money, set_progress
from services.programmes.reading import find_programme
from services.programmes.standing import Trend, Verdict, standing_of
from services.programmes.writing import add_action, add_programme, change_action
from tests.services.budgets.planting import plant_document, plant_line

TODAY = date(2026, 4, 1)
DRAFT = ProgrammeDraft("017", "Emploi", False, "Awa", "Servir", "Des résultats")
PEOPLE = IndicatorDraft("Jeunes formés", "jeunes", source="Registre", frequency="quarter", counts_people=True)


def dashboard(session: Session, commune: Commune, programme_id: int, year: int = 2026) -> Dashboard:
    view = find_programme(session, commune.id, programme_id)
    assert view is not None
    return dashboard_of(session, commune.id, view, year, TODAY)


def test_money_is_what_a_budget_says_else_what_was_typed_and_never_nought(
    session: Session, house: House, commune: Commune
) -> None:
    number = add_programme(session, house, commune.id, DRAFT, staff_id=None)
    budget = plant_document(session, commune, 2026, status="approved", source="Budget 2026")
    plant_line(session, budget, "jobs", programme_id=number, voted=1000)
    draft = MoneyDraft(2026, 1, committed=300, paid=250, source="Contrôleur financier")
    set_money(session, house, commune.id, number, draft, staff_id=None)
    shown = dashboard(session, commune, number)
    first, second, whole = shown.money_at(1), shown.money_at(2), shown.money_at(0)
    assert [(one.value, one.source) for one in first.figures] == [
        (1000, "Budget 2026"), (300, "Contrôleur financier"), (250, "Contrôleur financier"),
    ]  # fmt: skip
    assert first.rate == 25_000
    assert (second.allocation.value, second.committed.value, second.paid.value, second.rate) == (1000, None, None, None)
    assert (whole.paid.value, whole.paid.quarter) == (250, 1)
    account = plant_document(session, commune, 2026, status="executed", source="Compte 2026")
    plant_line(session, account, "jobs", programme_id=number, committed=900, paid=0)
    whole = dashboard(session, commune, number).money_at(0)
    assert [(one.value, one.source) for one in whole.figures] == [
        (1000, "Budget 2026"), (900, "Compte 2026"), (0, "Compte 2026"),
    ]  # fmt: skip
    last = dashboard(session, commune, number).money_at(4)
    assert (last.committed.value, last.paid.value) == (900, 0)  # the year is over with its last quarter
    assert dashboard(session, commune, number, 2024).money_at(0).allocation.value is None


def test_money_typed_again_replaces_the_first_and_blanks_take_it_back(
    session: Session, house: House, commune: Commune
) -> None:
    number = add_programme(session, house, commune.id, DRAFT, staff_id=None)
    for paid in (100, 120):
        set_money(session, house, commune.id, number, MoneyDraft(2026, 1, paid=paid, source="x"), staff_id=None)
    assert dashboard(session, commune, number).money_at(1).paid.value == 120
    set_money(session, house, commune.id, number, MoneyDraft(2026, 1), staff_id=None)
    assert dashboard(session, commune, number).money_at(1).paid.value is None
    for wrong, reason in (
        (MoneyDraft(2026, 1), "programme_nothing_to_take_back"),
        (MoneyDraft(2026, 1, paid=1), "programme_source_needed"),
        (MoneyDraft(2026, 1, paid=-1, source="x"), "programme_amount_wrong"),
        (MoneyDraft(2026, 1, paid=2**63, source="x"), "programme_amount_wrong"),
        (MoneyDraft(2026, 5, paid=1, source="x"), "programme_period_wrong"),
        (MoneyDraft(2027, 1, paid=1, source="x"), "programme_quarter_to_come"),
    ):
        with pytest.raises(Refusal, match=reason):
            set_money(session, house, commune.id, number, wrong, staff_id=None)
    ahead = MoneyDraft(2027, 1, allocation=500, source="Plan de trésorerie")
    set_money(session, house, commune.id, number, ahead, staff_id=None)


def test_an_action_has_a_manager_and_comes_forward_quarter_by_quarter(
    session: Session, house: House, commune: Commune
) -> None:
    number = add_programme(session, house, commune.id, DRAFT, staff_id=None)
    action = add_action(session, house, commune.id, number, "Former", staff_id=None)
    assert Finding(Gap.NO_MANAGER, action="Former") in findings_before(dashboard(session, commune, number), 1)
    change_action(session, house, commune.id, number, action, "Former les jeunes", "Chef des stages", staff_id=None)
    set_progress(session, house, commune.id, number, action, ProgressDraft(2026, 1, 40, "Deux sur cinq"), staff_id=None)
    shown = dashboard(session, commune, number)
    assert (shown.programme.actions[0].name, shown.programme.actions[0].manager) == (
        "Former les jeunes", "Chef des stages",
    )  # fmt: skip
    progress = shown.progress_at(action, 1)
    assert progress and (progress.percent, progress.note) == (40, "Deux sur cinq")
    assert shown.progress_at(action, 2) is None
    assert shown.progress_at(action, 0) == progress
    for wrong, reason in (
        (ProgressDraft(2026, 1, 101), "programme_percent_wrong"),
        (ProgressDraft(2027, 1, 10), "programme_quarter_to_come"),
        (ProgressDraft(2025, 4), "programme_nothing_to_take_back"),
    ):
        with pytest.raises(Refusal, match=reason):
            set_progress(session, house, commune.id, number, action, wrong, staff_id=None)
    set_progress(session, house, commune.id, number, action, ProgressDraft(2026, 1), staff_id=None)
    assert dashboard(session, commune, number).progress_at(action, 0) is None


def test_an_indicator_has_its_gap_and_its_trend_and_says_when_nobody_measured(
    session: Session, house: House, commune: Commune
) -> None:
    number = add_programme(session, house, commune.id, DRAFT, staff_id=None)
    indicator = add_indicator(session, house, commune.id, number, PEOPLE, staff_id=None)
    for year, part, target, result in (
        (2025, 4, 100_000, 60_000),
        (2026, 1, 100_000, 80_000),
        (2026, 2, 100_000, None),
        (2026, 3, None, 9_000),
    ):
        measured = MeasureDraft(year, part, target=target, result=result)
        set_measure(session, house, commune.id, number, indicator, measured, staff_id=None)
    view = dashboard(session, commune, number).programme.indicators[0]
    first = standing_of(view, 2026, 1)
    assert (first.gap, first.achieved, first.before, first.trend, first.verdict) == (
        -20_000, 80_000, 60_000, Trend.BETTER, Verdict.MISSED,
    )  # fmt: skip
    verdicts = [standing_of(view, 2026, quarter).verdict for quarter in (2, 3, 4)]
    assert verdicts == [Verdict.NO_RESULT, Verdict.NO_TARGET, Verdict.NO_DATA]
    assert standing_of(view, 2026, 2).gap is None
    assert standing_of(view, 2026).part == 3  # the year itself was not measured: its latest part that was


def test_of_what_is_to_fall_less_is_better(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, commune.id, DRAFT, staff_id=None)
    days = IndicatorDraft("Jours", "jours", frequency="half", falls=True, baseline=50, baseline_year=2024)
    indicator = add_indicator(session, house, commune.id, number, days, staff_id=None)
    measured = MeasureDraft(2025, 1, target=30, result=24)
    set_measure(session, house, commune.id, number, indicator, measured, staff_id=None)
    view = dashboard(session, commune, number).programme.indicators[0]
    half = standing_of(view, 2025, 2)
    assert (half.verdict, half.trend, half.before, half.achieved) == (Verdict.REACHED, Trend.BETTER, 50, None)
    assert standing_of(view, 2025, 1).verdict is Verdict.NOT_THEN


def test_what_a_period_lacks_is_said_before_a_dialogue_and_only_once(
    session: Session, house: House, commune: Commune
) -> None:
    number = add_programme(session, house, commune.id, DRAFT, staff_id=None)
    add_action(session, house, commune.id, number, "Former", "Awa", staff_id=None)
    indicator = add_indicator(session, house, commune.id, number, PEOPLE, staff_id=None)
    found = findings_before(dashboard(session, commune, number), 1)
    assert Finding(Gap.NO_TARGET, "Jeunes formés") in found
    assert Finding(Gap.NO_TARGET_THEN, "Jeunes formés") not in found
    assert {one.gap for one in found} >= {
        Gap.NO_ALLOCATION, Gap.NO_SPENDING, Gap.NO_PROGRESS_THEN, Gap.NO_RESULT_THEN,
    }  # fmt: skip
    measured = MeasureDraft(2026, 2, target=100_000)
    set_measure(session, house, commune.id, number, indicator, measured, staff_id=None)
    found = findings_before(dashboard(session, commune, number), 1)
    assert Finding(Gap.NO_TARGET_THEN, "Jeunes formés") in found
    running = {one.gap for one in findings_before(dashboard(session, commune, number), 2)}
    assert not running & {Gap.NO_RESULT_THEN, Gap.NO_SPENDING}  # it is not over
    assert Gap.NO_PROGRESS_THEN in running


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [(0, date(2025, 7, 1), date(2026, 6, 30)), (1, date(2025, 7, 1), date(2025, 9, 30)),
     (3, date(2026, 1, 1), date(2026, 3, 31)), (4, date(2026, 4, 1), date(2026, 6, 30))],
)  # fmt: skip
def test_quarters_are_counted_from_the_first_day_of_the_fiscal_year(quarter: int, first: date, last: date) -> None:
    period = FiscalPeriod(2025, quarter, 7)
    assert (period.starts_on, period.ends_on, period.year_name) == (first, last, "2025/2026")
    assert FiscalPeriod(2025, 4).ends_on == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(1, 3, 33_300), (2, 3, 66_700), (0, 5, 0), (1, 0, None), (None, 5, None), (5, None, None), (7, 5, 140_000)],
)
def test_a_rate_is_told_to_the_tenth_and_none_is_told_of_nothing(
    part: int | None, whole: int | None, percent: int | None
) -> None:
    assert percent_of(part, whole) == percent
