"""Fiscal years: the twelve months a budget is for, and what people call them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

JANUARY = 1
# Burundi: law 1/12 of 24 June 2025 fixes the exercise 2025/2026. The others: their laws on public finance.
FIRST_MONTHS = {"BI": 7, "EG": 7, "KE": 7, "RW": 7, "TZ": 7, "UG": 7}


class FiscalYear(NamedTuple):
    """The first and the last day of a budget."""

    starts_on: date
    ends_on: date

    @property
    def name(self) -> str:
        """What it is called: `2025`, or `2025/2026` where it ends in another calendar year."""
        return name_years(self.starts_on, self.ends_on)


def fiscal_year(year: int, first_month: int = JANUARY) -> FiscalYear:
    """Return the twelve months that begin in that calendar year on the first of that month.

    `year` lies between 1900 and 2199, `first_month` between 1 and 12; `ValueError` for others.
    """
    starts = date(year, first_month, 1)
    return FiscalYear(starts, date(year + 1, first_month, 1) - timedelta(days=1))


def year_of(day: date, first_month: int = JANUARY) -> int:
    """Return the calendar year in which the fiscal year begins that a day lies in."""
    return day.year if day.month >= first_month else day.year - 1


def name_years(starts_on: date, ends_on: date) -> str:
    """Return what a fiscal year of these days is called."""
    first, last = starts_on.year, ends_on.year
    return str(first) if first == last else f"{first}/{last}"


def name_year(year: int, first_month: int = JANUARY) -> str:
    """Return what the fiscal year is called that begins in that calendar year on the first of that month."""
    return str(year) if first_month == JANUARY else f"{year}/{year + 1}"


def first_month_of(country: str) -> int:
    """Return the month in which the fiscal year of a country's communes begins, ISO 3166-1 alpha-2; else January."""
    return FIRST_MONTHS.get(country.upper(), JANUARY)
