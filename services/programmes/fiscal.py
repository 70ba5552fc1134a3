"""The periods that programmes are looked at in: a fiscal year of the commune, or a quarter of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from budgeting.fiscal_year import JANUARY, fiscal_year, name_year
from models import Commune
from services.budgets.archive import Archive, Memory
from services.budgets.choosing import first_month

WHOLE = 0
"""The quarter that stands for the whole year."""
QUARTERS = range(1, 5)
MONTHS, IN_A_QUARTER = 12, 3


@dataclass(frozen=True, slots=True)
class FiscalPeriod:
    """A fiscal year by the calendar year in which it begins, or a quarter of it from 1; 0 is the whole year."""

    year: int
    quarter: int = WHOLE
    first_month: int = JANUARY

    @property
    def year_name(self) -> str:
        """What the fiscal year is called: `2025`, `2025/2026`."""
        return name_year(self.year, self.first_month)

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return self._first_of(IN_A_QUARTER * max(self.quarter - 1, 0))

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self._first_of(IN_A_QUARTER * (self.quarter or len(QUARTERS))) - timedelta(days=1)

    def at(self, quarter: int) -> FiscalPeriod:
        """Return another part of the same year."""
        return FiscalPeriod(self.year, quarter, self.first_month)

    def has_begun(self, today: date) -> bool:
        """Has its first day come?"""
        return self.starts_on <= today

    def is_over(self, today: date) -> bool:
        """Is its last day over?"""
        return self.ends_on < today

    def _first_of(self, months_later: int) -> date:
        """Return the first day of the month so many months after the year began."""
        more, month = divmod(fiscal_year(self.year, self.first_month).starts_on.month - 1 + months_later, MONTHS)
        return date(self.year + more, month + 1, 1)


def first_month_in(session: Session, commune_id: int, memory: Memory | None = None) -> int:
    """Return the month in which fiscal years of a commune begin: as it published them, else as its country has them."""
    commune = session.get_one(Commune, commune_id)
    return first_month(Archive(session, commune, memory).candidates(Side.EXPENDITURE), commune.country)


def period_in(
    session: Session, commune_id: int, year: int, quarter: int = WHOLE, memory: Memory | None = None
) -> FiscalPeriod:
    """Return a period as the commune counts its fiscal years."""
    return FiscalPeriod(year, quarter, first_month_in(session, commune_id, memory))
