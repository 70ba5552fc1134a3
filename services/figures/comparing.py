"""One indicator of several communes of an installation side by side: for those who may see it.

The administrators of the installation see every commune. The staff of a commune that agreed to be compared see those
that agreed. Whoever looks, no group of fewer than five people of another commune is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, IndicatorChoices
from services.clock import day_in
from services.figures.targets import is_reached, targets_of
from services.figures.telling import Told, read_told
from services.house import House
from services.indicators.base import Indicator, Kind, Period
from services.staff import Boss

PER_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Compared:
    """One commune's figure; `per_thousand` inhabitants in thousandths, of what is counted where their number is known.

    `is_running` where the period is not over there.
    """

    commune: str
    currency: str
    inhabitants: int | None
    told: Told
    per_thousand: int | None
    is_reached: bool | None
    is_running: bool
    is_own: bool


def compared_communes(session: Session, who: Boss, commune_id: int) -> list[Commune]:
    """Return the communes whose figures somebody may see side by side, by name; none where they may not."""
    query = select(Commune).order_by(Commune.name, Commune.id)
    if who.commune_id is None:
        return list(session.scalars(query))
    agreed = select(IndicatorChoices.commune_id).where(IndicatorChoices.is_compared)
    found = list(session.scalars(query.where(Commune.id.in_(agreed))))
    return found if who.commune_id == commune_id and any(one.id == commune_id for one in found) else []


def compare(
    session: Session, house: House, who: Boss, commune_id: int, indicator: Indicator, period: Period
) -> list[Compared]:
    """Return an indicator of every commune that may be seen, by name, each as of its own day."""
    return [
        _compared(session, one, indicator, period, day_in(house.clock(), one.time_zone), is_own=one.id == commune_id)
        for one in compared_communes(session, who, commune_id)
    ]


def _compared(
    session: Session, commune: Commune, indicator: Indicator, period: Period, today: date, *, is_own: bool
) -> Compared:
    told, _records = read_told(session, commune.id, indicator, period, today)
    target, is_running = targets_of(session, commune.id, period).get(indicator.key), period.last >= today
    return Compared(
        commune.name,
        commune.currency,
        commune.population,
        told,
        _per_thousand(indicator, told.value, commune.population),
        is_reached(indicator, told.value, target, is_running=is_running),
        is_running,
        is_own,
    )


def _per_thousand(indicator: Indicator, value: int | None, inhabitants: int | None) -> int | None:
    if indicator.kind is not Kind.COUNT or value is None or not inhabitants:
        return None
    return (2 * value * PER_THOUSAND + inhabitants) // (2 * inhabitants)
