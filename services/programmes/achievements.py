"""What the money brought: the results written down for a programme, or for a topic, in a fiscal year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.ports import AchievementView
from services.programmes.drafts import PARTS, Frequency
from services.programmes.reading import IndicatorView, MeasureView, ProgrammeView


def of_programme(programme: ProgrammeView, year: int) -> tuple[AchievementView, ...]:
    """Return what was aimed at and reached by a programme in a year, what was reached first."""
    return _told(programme.indicators, year)


def of_topic(
    programmes: Sequence[ProgrammeView], topic: str, year: int, mainly: Collection[int]
) -> tuple[AchievementView, ...]:
    """Return what is told of a topic: by its own indicators, else by programmes that are `mainly` about it (ids)."""
    every = [indicator for programme in programmes for indicator in programme.indicators]
    own = [indicator for indicator in every if indicator.topic == topic]
    if own:
        return _told(own, year)
    about = [programme for programme in programmes if programme.id in mainly]
    return _told([each for programme in about for each in programme.indicators if not each.topic], year)


def _told(indicators: Iterable[IndicatorView], year: int) -> tuple[AchievementView, ...]:
    found = [_achievement(each, measure) for each in indicators if (measure := measure_in(each, year))]
    return tuple(sorted(found, key=lambda each: each.result is None))  # the sort keeps the order staff gave


def measure_in(indicator: IndicatorView, year: int) -> MeasureView | None:
    """Return what was measured in the year as a whole, else in the latest part of it that has a figure."""
    measures = [measure for measure in indicator.measures if measure.year == year]
    told = [measure for measure in measures if (measure.target, measure.result) != (None, None)]
    whole = next((measure for measure in told if measure.part == 0), None)
    return whole or max(told, key=lambda measure: (measure.result is not None, measure.part), default=None)


def _achievement(indicator: IndicatorView, measure: MeasureView) -> AchievementView:
    parts = PARTS[Frequency(indicator.frequency)] if indicator.frequency and measure.part else 0
    return AchievementView(
        name=indicator.name,
        unit=indicator.unit,
        period=f"{measure.part}/{parts}" if parts else "",
        target=measure.target,
        result=measure.result,
        women=measure.result_women,
        men=measure.result_men,
        note=measure.note,
    )
