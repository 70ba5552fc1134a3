"""The demonstration's indicators: what is published, what each is to reach this year, and a quarter that was frozen."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import Commune
from services.clock import day_in
from services.figures.choices import FREEZES, Choices, choose
from services.figures.freezing import freeze, publish
from services.figures.spans import Span, last_over, period_around
from services.figures.targets import set_target
from services.house import House
from services.indicators import find_indicator

PUBLISHED = (
    "budget_requests",
    "projects_carried_out",
    "documents_produced",
    "associations_taking_part",
    "answered_by_due_day",
    "budget_execution",
    "recommendations_on_time",
    "people_trained",
)
TARGETS = {
    "budget_requests": 120_000,
    "documents_produced": 12_000,
    "answered_by_due_day": 90_000,
    "answer_days": 10_000,
    "budget_execution": 80_000,
    "recommendations_on_time": 75_000,
}
"""In thousandths: so many, percent, days."""


def show_figures(session: Session, house: House, commune: Commune, staff: int) -> None:
    """Set targets for this year, publish figures, freeze the quarter that is over and publish it."""
    today = day_in(house.clock(), commune.time_zone)
    year = period_around(Span.YEAR, today)
    for key, value in TARGETS.items():
        if indicator := find_indicator(key):
            set_target(session, house, commune.id, indicator, year, value, staff_id=staff)
    choose(session, house, commune.id, Choices(PUBLISHED, FREEZES, is_compared=True), staff_id=staff)
    frozen = freeze(session, house, commune.id, last_over(Span.QUARTER, today), staff_id=staff)
    publish(session, house, commune.id, frozen.id, staff_id=staff)
