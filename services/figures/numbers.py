"""Figures as numbers, for tables and for the trail."""

from __future__ import annotations

from decimal import Decimal

from budgeting.money import decimals_of
from budgeting.quantities import THOUSANDTHS
from services.figures.words import in_tenths
from services.indicators.base import Indicator, Kind


def number_of(indicator: Indicator, value: int | None, currency: str) -> int | Decimal | None:
    """Return a figure as a number: money in units of its currency, a share in percent to a tenth; None of none."""
    if value is None:
        return None
    if indicator.kind is Kind.MONEY:
        return Decimal(value).scaleb(-decimals_of(currency))
    exact = in_tenths(value) if indicator.kind is Kind.SHARE else value
    whole, rest = divmod(exact, THOUSANDTHS)
    return Decimal(exact).scaleb(-3).normalize() if rest else whole
