"""What examiners of programme budgets usually find missing or doubtful, said before they come.

Source: what examinations of Cameroon's programme budgets keep finding: no named person, indicators meant as shares
without a denominator, not measurable, women not told from men, no dashboard, data out of reach (dgb.cm, reports on
strategic dialogue).
"""

from __future__ import annotations

from collections.abc import Sequence

from services.programmes.dashboard import Dashboard
from services.programmes.findings import Finding, Gap
from services.programmes.fiscal import WHOLE
from services.programmes.oddities import odd_figures
from services.programmes.people import are_people, has_more_than_all, is_no_number_of_people, triples_of
from services.programmes.reading import IndicatorView, ProgrammeView
from services.programmes.standing import Standing, Verdict


def gaps_of(programme: ProgrammeView, year: int) -> list[Finding]:
    """Return what is missing or odd of a programme; results are missed for years before `year` only."""
    found = [Finding(gap) for gap, is_there in _of_programme(programme) if not is_there]
    found += [Finding(Gap.NO_MANAGER, action=action.name) for action in programme.actions if not action.manager]
    for indicator in programme.indicators:
        found += [Finding(gap, indicator.name) for gap, is_there in _of_indicator(indicator, year) if not is_there]
    return found


def findings_before(dashboard: Dashboard, quarter: int) -> list[Finding]:
    """Return what examiners would find in a dialogue on a year (0) or a quarter: of the programme, then of the period.

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
    return [*found, *odd_figures(dashboard, quarter)]


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
        (Gap.NOT_PEOPLE, not are_people(indicator) or _may_be_people(indicator)),
        (Gap.BELOW_NOUGHT, are_people(indicator) or all(value >= 0 for value in _values(indicator))),
    )


def _is_split(indicator: IndicatorView) -> bool:
    """Is each result that was written down told of women and of men?"""
    told = [measure for measure in indicator.measures if measure.result is not None]
    return all(measure.result_women is not None and measure.result_men is not None for measure in told)


def _may_be_people(indicator: IndicatorView) -> bool:
    """Is every figure a number of people, and those of women and of men no more than all?"""
    if any(is_no_number_of_people(value) for value in _values(indicator)):
        return False
    return not any(has_more_than_all(measure) for measure in indicator.measures)


def _values(indicator: IndicatorView) -> Sequence[int]:
    told = [figure for measure in indicator.measures for whole in triples_of(measure) for figure in whole]
    return [value for value in (indicator.baseline, *told) if value is not None]
