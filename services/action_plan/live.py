"""The live figures of a plan: those of `services.indicators`, over its period as far as it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from budgeting.quantities import THOUSANDTHS
from models import ActionPlan, Commune
from services.house import House
from services.indicators import Indicator, Period, find_indicator, find_indicators
from services.indicators.base import Kind

FRESH = 60
"""Seconds for which a figure is remembered for everybody who asks."""
SHELF = "figures of plans"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in thousandths: that of a period, or one that was typed, and the day on which it was read."""

    value: int
    read_on: date
    period: Period | None = None
    source: str | None = None


def can_be_bound(key: str) -> bool:
    """Can a commitment be judged by this live indicator?"""
    return key in {indicator.key for indicator in bindable()}


def bindable() -> list[Indicator]:
    """Return the live indicators by which a commitment can be judged: those that count things.

    Of people few may not be told, nor how many vote while they do: such a figure is typed, when it may be told.
    """
    return [one for one in find_indicators() if one.kind is Kind.COUNT and not one.is_of_people]


def period_of(plan: ActionPlan, today: date) -> Period | None:
    """Return the days of a plan's period that have come; None before its first."""
    return Period(plan.first_on, min(plan.last_on, today)) if plan.first_on <= today else None


def live_figure(
    session: Session, plan: ActionPlan, key: str, today: date, *, house: House | None = None
) -> Figure | None:
    """Return what a live indicator says of the plan's period; None before it, or where there is no such indicator.

    With a house it may be a minute old: it is made of all its records, and everybody may ask.
    """
    indicator, period = find_indicator(key), period_of(plan, today)
    if indicator is None or period is None:
        return None
    if house is None:
        return _counted(session, plan.commune_id, indicator, period, today)
    commune = session.get_one(Commune, plan.commune_id)
    shelf = house.memory.setdefault(SHELF, {})
    place, stamp = (plan.id, key), (period, int(house.clock().timestamp()) // FRESH, commune.revision)
    known: tuple[object, Figure] | None = shelf.get(place)
    if known is None or known[0] != stamp:
        known = shelf[place] = (stamp, _counted(session, plan.commune_id, indicator, period, today))
    return known[1]


def _counted(session: Session, commune_id: int, indicator: Indicator, period: Period, today: date) -> Figure:
    return Figure(len(indicator.records(session, commune_id, period)) * THOUSANDTHS, today, period)
