"""The live figures of a plan: those of `services.indicators`, over its period as far as it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from budgeting.quantities import THOUSANDTHS
from models import ActionPlan
from services.indicators import Indicator, Period, find_indicator, find_indicators
from services.indicators.base import Kind


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


def live_figure(session: Session, plan: ActionPlan, key: str, today: date) -> Figure | None:
    """Return what a live indicator says of the plan's period; None before it, or where there is no such indicator."""
    indicator, period = find_indicator(key), period_of(plan, today)
    if indicator is None or period is None:
        return None
    return Figure(len(indicator.records(session, plan.commune_id, period)) * THOUSANDTHS, today, period)
