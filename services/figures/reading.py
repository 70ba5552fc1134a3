"""An indicator with its target and its trend, as pages and exports need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.figures.spans import periods_until
from services.figures.targets import gap_of, is_reached, targets_for, targets_of
from services.indicators import find_indicators
from services.indicators.base import Indicator, Kind, Period, Record
from services.indicators.board import Card, read_card

TREND = 8
"""Periods that a trend shows: two years of quarters."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure beside its target; both in thousandths, money in the smallest coin.

    `is_running` where the period is not over.
    """

    card: Card
    target: int | None
    is_running: bool

    @property
    def indicator(self) -> Indicator:
        """What is told."""
        return self.card.indicator

    @property
    def gap(self) -> int | None:
        """How far the figure is from its target."""
        return gap_of(self.card.says, self.target)

    @property
    def is_reached(self) -> bool | None:
        """Is the target reached? None where that is not known or the period runs."""
        return is_reached(self.indicator, self.card.says, self.target, is_running=self.is_running)


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a trend; `change` is how far its figure is from that of the period before."""

    period: Period
    value: int | None
    target: int | None
    change: int | None
    is_running: bool


def read_board(session: Session, commune_id: int, period: Period, today: date) -> list[Reading]:
    """Return every indicator of a period beside its target, as of a day."""
    targets = targets_of(session, commune_id, period)
    cards = (read_card(session, commune_id, found, period, today)[0] for found in find_indicators())
    return [Reading(card, targets.get(card.indicator.key), period.last >= today) for card in cards]


def read_one(
    session: Session, commune_id: int, indicator: Indicator, period: Period, today: date
) -> tuple[Reading, Sequence[Record]]:
    """Return one indicator beside its target, and the records it is made of."""
    card, records = read_card(session, commune_id, indicator, period, today)
    target = targets_of(session, commune_id, period).get(indicator.key)
    return Reading(card, target, period.last >= today), records


def trend_of(
    session: Session, commune_id: int, indicator: Indicator, period: Period, today: date, count: int = TREND
) -> list[Step]:
    """Return the indicator over the last periods of the same kind, the one asked for last; those to come are left out.

    What is before the first figure there is says nothing and is left out as well.
    """
    periods = [one for one in periods_until(period, count) if one.first <= today]
    targets = targets_for(session, commune_id, indicator.key, periods)
    steps: list[Step] = []
    for one in periods:
        value = read_card(session, commune_id, indicator, one, today)[0].says
        before = steps[-1].value if steps else None
        target = targets.get((one.first, one.last))
        steps.append(Step(one, value, target, gap_of(value, before), one.last >= today))
    told = next((at for at, step in enumerate(steps) if _says(step, indicator)), len(steps))
    return steps[told:]


def _says(step: Step, indicator: Indicator) -> bool:
    """Is there something in a period? No records and no target say nothing; none of a hundred does."""
    is_empty = step.value is None or (indicator.kind is Kind.COUNT and step.value == 0)
    return not is_empty or step.target is not None
