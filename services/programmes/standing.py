"""Where an indicator stands in a period: target, result, the gap between them, and whether it is getting better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.programmes.achievements import measure_in
from services.programmes.drafts import PARTS, Frequency
from services.programmes.fiscal import QUARTERS, WHOLE
from services.programmes.money import percent_of
from services.programmes.reading import IndicatorView, MeasureView


class Verdict(StrEnum):
    """What a result says beside its target; what nobody measured is no nought, what still runs is not judged."""

    REACHED = "reached"
    MISSED = "missed"
    NO_RESULT = "no_result"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    RUNNING = "running"
    NOT_THEN = "not_then"


class Trend(StrEnum):
    """How a result stands beside the one before."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator in a period, values in thousandths of its unit.

    `part` is the part of the year that was measured, as the indicator divides it, 0 for the whole; `before` the result
    of the period before, or the starting value where there is none. While the period is not over nothing is judged.
    """

    indicator: IndicatorView
    verdict: Verdict
    part: int = WHOLE
    target: int | None = None
    result: int | None = None
    women: int | None = None
    men: int | None = None
    note: str = ""
    before: int | None = None
    is_over: bool = True

    @property
    def gap(self) -> int | None:
        """How far the result is from the target, less than nought where it lacks; None where one is missing."""
        return gap_between(self.target, self.result)

    @property
    def achieved(self) -> int | None:
        """What was reached out of the target, in thousandths of a percent; None where more is not better."""
        return None if self.indicator.falls else percent_of(self.result, self.target)

    @property
    def trend(self) -> Trend:
        """Is it getting better? A year that runs is not held against a whole one."""
        if self.result is None or self.before is None or not self.is_over:
            return Trend.UNKNOWN
        if self.result == self.before:
            return Trend.SAME
        return Trend.BETTER if (self.result > self.before) is not self.indicator.falls else Trend.WORSE


def gap_between(target: int | None, result: int | None) -> int | None:
    """Return how far a result is from its target, None where one of them is missing."""
    return None if target is None or result is None else result - target


def verdict_of(target: int | None, result: int | None, *, falls: bool, is_over: bool) -> Verdict:
    """Return what a result says beside its target once the period is over; of what is to fall, less is good."""
    if target is None:
        return Verdict.NO_DATA if result is None else Verdict.NO_TARGET
    if result is None:
        return Verdict.NO_RESULT
    if not is_over:
        return Verdict.RUNNING
    return Verdict.REACHED if (result <= target if falls else result >= target) else Verdict.MISSED


def standing_of(indicator: IndicatorView, year: int, quarter: int = WHOLE, *, is_over: bool = True) -> Standing:
    """Return where an indicator stands in a year, or at the end of a quarter, where it is measured then."""
    part = part_at(indicator, quarter)
    if part is None:
        return Standing(indicator, Verdict.NOT_THEN)
    measure = measure_in(indicator, year) if part == WHOLE else _at(indicator, year, part)
    if measure is None:
        return Standing(indicator, Verdict.NO_DATA, part, is_over=is_over)
    return Standing(
        indicator,
        verdict_of(measure.target, measure.result, falls=indicator.falls, is_over=is_over),
        measure.part,
        measure.target,
        measure.result,
        measure.result_women,
        measure.result_men,
        measure.note,
        _before(indicator, measure),
        is_over,
    )


def part_at(indicator: IndicatorView, quarter: int) -> int | None:
    """Return the part of the year, as an indicator divides it, that ends with a quarter; None where none does."""
    if quarter == WHOLE:
        return WHOLE
    parts = PARTS[Frequency(indicator.frequency)] if indicator.frequency else 0
    part, rest = divmod(quarter * parts, len(QUARTERS))
    return None if rest or not part else part


def _at(indicator: IndicatorView, year: int, part: int) -> MeasureView | None:
    return next((one for one in indicator.measures if (one.year, one.part) == (year, part)), None)


def _before(indicator: IndicatorView, now: MeasureView) -> int | None:
    """Return the latest result before, of whole years for a year and of parts for a part; else the starting value."""
    earlier = [
        one
        for one in indicator.measures
        if one.result is not None
        and (one.year, one.part) < (now.year, now.part)
        and bool(one.part) is bool(now.part)
    ]  # fmt: skip
    if earlier:
        return max(earlier, key=lambda one: (one.year, one.part)).result
    has_begun_before = indicator.baseline_year is None or indicator.baseline_year < now.year
    return indicator.baseline if has_begun_before else None
