"""What examiners of programme budgets usually find missing, said before they come.

Source: what examinations of Cameroon's programme budgets keep finding: no named person, indicators meant as shares
without a denominator, not measurable, women not told from men (dgb.cm, reports on strategic dialogue).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from services.programmes.reading import IndicatorView, ProgrammeView


class Gap(StrEnum):
    """What is missing; the first are of a programme, the others of one indicator."""

    NO_RESPONSIBLE = "no_responsible"
    NO_OBJECTIVE = "no_objective"
    NO_RESULTS = "no_results"
    NO_ACTION = "no_action"
    NO_INDICATOR = "no_indicator"
    NO_SEX_SPLIT = "no_sex_split"
    NO_UNIT = "no_unit"
    NO_DENOMINATOR = "no_denominator"
    NO_BASELINE = "no_baseline"
    NO_SOURCE = "no_source"
    NO_FREQUENCY = "no_frequency"
    NO_TARGET = "no_target"
    NO_RESULT = "no_result"
    NOT_BY_SEX = "not_by_sex"


class Finding(NamedTuple):
    """A gap, and the name of the indicator it is found in, empty for the programme itself."""

    gap: Gap
    indicator: str = ""


def gaps_of(programme: ProgrammeView, year: int) -> list[Finding]:
    """Return what is missing of a programme; results are missed for years before `year` only."""
    found = [Finding(gap) for gap, is_there in _of_programme(programme) if not is_there]
    for indicator in programme.indicators:
        found += [Finding(gap, indicator.name) for gap, is_there in _of_indicator(indicator, year) if not is_there]
    return found


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
