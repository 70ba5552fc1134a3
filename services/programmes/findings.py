"""What examiners of programme budgets find: what is missing, and figures that can hardly be right."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from services.programmes.fiscal import FiscalPeriod


class Gap(StrEnum):
    """What is missing of a programme, an action, an indicator or a period, and what in it can hardly be right."""

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
    NOT_PEOPLE = "not_people"
    BELOW_NOUGHT = "below_nought"
    COMMITTED_ABOVE_ALLOCATION = "committed_above_allocation"
    PAID_ABOVE_ALLOCATION = "paid_above_allocation"
    PAID_ABOVE_COMMITTED = "paid_above_committed"
    COMMITTED_FALLS = "committed_falls"
    PAID_FALLS = "paid_falls"
    PROGRESS_FALLS = "progress_falls"
    PERIOD_RUNS = "period_runs"
    RESULT_TO_COME = "result_to_come"


class Finding(NamedTuple):
    """A gap, and the name of the indicator or of the action it is found in, both empty for the programme itself.

    `period` is the one whose figures can hardly be right, None of what is missing.
    """

    gap: Gap
    indicator: str = ""
    action: str = ""
    period: FiscalPeriod | None = None
