"""What a commune has spent on messages today and this month, against the most it allowed itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import Commune
from services.clock import day_in
from services.limits import THOUSANDTHS, spent_since

NEAR = 80
"""Percent of a ceiling from which on staff are warned."""


@dataclass(frozen=True, slots=True)
class Purse:
    """One ceiling and what is spent of it, in the smallest coin; no ceiling is None."""

    spent: int
    ceiling: int | None

    @property
    def percent(self) -> int:
        """The part that is spent; 0 without a ceiling."""
        if self.ceiling is None:
            return 0
        return self.spent * 100 // self.ceiling if self.ceiling else 100

    @property
    def is_near(self) -> bool:
        """Is so much spent that staff should know?"""
        return self.percent >= NEAR

    @property
    def is_empty(self) -> bool:
        """Is all of it spent, so that only what is due and what was done is answered?"""
        return self.ceiling is not None and self.spent >= self.ceiling


@dataclass(frozen=True, slots=True)
class Spent:
    """What is spent today and this month, by the commune's calendar."""

    day: Purse
    month: Purse

    @property
    def is_near(self) -> bool:
        """Is one of both nearly spent?"""
        return self.day.is_near or self.month.is_near

    @property
    def is_empty(self) -> bool:
        """Is one of both spent?"""
        return self.day.is_empty or self.month.is_empty


def spent_of(session: Session, commune_id: int, now: datetime) -> Spent:
    """Return what a commune has spent, rounded up to whole coins."""
    commune = session.get_one(Commune, commune_id)
    today = day_in(now, commune.time_zone)
    days = (
        (today, commune.daily_ceiling),
        (today.replace(day=1), commune.monthly_ceiling),
    )
    return Spent(*(Purse(-(-spent_since(session, commune, day) // THOUSANDTHS), most) for day, most in days))
