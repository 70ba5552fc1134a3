"""What examiners of programme budgets usually find missing, said before they come.

Source: what examinations of Cameroon's programme budgets keep finding: no named person, indicators meant as shares
without a denominator, not measurable, women not told from men, no dashboard, data out of reach (dgb.cm, reports on
strategic dialogue).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from services.programmes.dashboard import Dashboard
from services.programmes.fiscal import WHOLE
from services.programmes.reading import IndicatorView, ProgrammeView
from services.programmes.standing import Standing, Verdict


class Gap(StrEnum):
    """What is missing: of a programme, of one of its actions, of one of its indicators, then of a period."""

    NO_RESPONSIBLE = "no_responsible"
    NO_OBJECTIVE = "no_objective"
    NO_RESULTS = "no_results"
    NO_ACTION = "no_action"
    NO_INDICATOR = "no_indicator"
    NO_SEX_SPLIT = "no_sex_split"
    NO_MANAGER = "no_manager"
    NO_UNIT = "no_unit"
    NO_DENOMINATOR = "no_denominator"
    NO_BASELINE = "no_baseline"
    NO_SOURCE = "no_source"
    NO_FREQUENCY = "no_frequency"
    NO_TARGET = "no_target"
    NO_RESULT = "no_result"
    NOT_BY_SEX = "not_by_sex"
    NO_TARGET_THEN = "no_target_then"
    NO_RESULT_THEN = "no_result_then"
    NO_PROGRESS_THEN = "no_progress_then"
    NO_ALLOCATION = "no_allocation"
    NO_SPENDING = "no_spending"


class Finding(NamedTuple):
    """A gap, and the name of the indicator or of the action it is found in, both empty for the programme itself."""

    gap: Gap
    indicator: str = ""
    action: str = ""


def gaps_of(programme: ProgrammeView, year: int) -> list[Finding]:
    """Return what is missing of a programme; results are missed for years before `year` only."""
    found = [Finding(gap) for gap, is_there in _of_programme(programme) if not is_there]
    found += [Finding(Gap.NO_MANAGER, action=action.name) for action in programme.actions if not action.manager]
    for indicator in programme.indicators:
        found += [Finding(gap, indicator.name) for gap, is_there in _of_indicator(indicator, year) if not is_there]
    return found


def findings_before(dashboard: Dashboard, quarter: int) -> list[Finding]:
    """Return what examiners would miss in a dialogue on a year (0) or a quarter: of the programme, then of the period.

    What the programme lacks for good is not said again of the period.
    """
    is_over = dashboard.is_over(quarter)
    year = dashboard.period.year + (1 if dashboard.is_over(WHOLE) else 0)
    found = gaps_of(dashboard.programme, year)
    money = dashboard.money_at(quarter)
    if money.allocation.value is None:
        found.append(Finding(Gap.NO_ALLOCATION))
    if is_over and money.committed.value is None and money.paid.value is None:
        found.append(Finding(Gap.NO_SPENDING))
    if dashboard.has_begun(quarter):
        actions = (one for one in dashboard.programme.actions if dashboard.progress_at(one.id, quarter) is None)
        found += [Finding(Gap.NO_PROGRESS_THEN, action=one.name) for one in actions]
    known = set(found)
    for standing in dashboard.standings[quarter]:
        found += [one for one in _of_standing(standing, is_over=is_over) if _for_good(one) not in known]
    return found


FOR_GOOD = {Gap.NO_TARGET_THEN: Gap.NO_TARGET, Gap.NO_RESULT_THEN: Gap.NO_RESULT}


def _for_good(finding: Finding) -> Finding:
    return Finding(FOR_GOOD[finding.gap], finding.indicator)


def _of_standing(standing: Standing, *, is_over: bool) -> Sequence[Finding]:
    if standing.verdict is Verdict.NOT_THEN:
        return ()
    name = standing.indicator.name
    missing = [Finding(Gap.NO_TARGET_THEN, name)] if standing.target is None else []
    return [*missing, Finding(Gap.NO_RESULT_THEN, name)] if is_over and standing.result is None else missing


def _of_programme(programme: ProgrammeView) -> Sequence[tuple[Gap, bool]]:
    people = any(indicator.counts_people for indicator in programme.indicators)
    return (
        (Gap.NO_RESPONSIBLE, bool(programme.responsible)),
        (Gap.NO_OBJECTIVE, bool(programme.objective)),
        (Gap.NO_RESULTS, bool(programme.results)),
        (Gap.NO_ACTION, bool(programme.actions)),
        (Gap.NO_INDICATOR, bool(programme.indicators)),
        (Gap.NO_SEX_SPLIT, people or programme.is_support or not programme.indicators),
    )


def _of_indicator(indicator: IndicatorView, year: int) -> Sequence[tuple[Gap, bool]]:
    past = [measure for measure in indicator.measures if measure.year < year]
    return (
        (Gap.NO_UNIT, bool(indicator.unit)),
        (Gap.NO_DENOMINATOR, not indicator.is_share or bool(indicator.numerator and indicator.denominator)),
        (Gap.NO_BASELINE, indicator.baseline is not None),
        (Gap.NO_SOURCE, bool(indicator.source)),
        (Gap.NO_FREQUENCY, bool(indicator.frequency)),
        (Gap.NO_TARGET, any(measure.target is not None for measure in indicator.measures)),
        (Gap.NO_RESULT, all(measure.result is not None for measure in past)),
        (Gap.NOT_BY_SEX, not indicator.counts_people or _is_split(indicator)),
    )


def _is_split(indicator: IndicatorView) -> bool:
    """Is each result that was written down told of women and of men?"""
    told = [measure for measure in indicator.measures if measure.result is not None]
    return all(measure.result_women is not None and measure.result_men is not None for measure in told)
