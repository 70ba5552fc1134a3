"""Figures, targets and periods said in a language of pages."""

from __future__ import annotations

from datetime import datetime, time

from bot.phrases import Countable
from budgeting.money import format_amount
from budgeting.quantities import THOUSANDTHS, write_quantity
from locales.page_words import NOTHING, chain_of, count_text, page_text, say_day, say_local
from services.figures.spans import Span, quarter_of, span_of
from services.figures.telling import Told
from services.indicators.base import Indicator, Kind, Period
from services.printing.voice import marked as _

TENTH = 100
FIRST_STRONG, POP = "\u2068", "\u2069"
NO_DATA = _("no data")
FEW = _("fewer than 5")
WITHHELD = _("told once the vote is over")
PERCENT = _("%(number)s %%")
POINTS = _("%(number)s points")
COUNTED = _("%(number)s %(unit)s")
QUARTER = _("Quarter %(number)s of %(year)s")
DAYS = _("From %(first)s to %(last)s")


def say_period(period: Period, language: str) -> str:
    """Return what a period is called: `2026`, `Quarter 3 of 2026`, `March 2026`, or its first and last day."""
    first, chain = period.first, chain_of(language)
    span = span_of(period)
    if span is Span.YEAR:
        return str(first.year)
    if span is Span.QUARTER:
        return page_text(QUARTER, chain, number=quarter_of(first), year=first.year)
    if span is Span.MONTH:
        return say_local(datetime.combine(first, time()), language, "MMMM y")
    days = {"first": say_day(first, language), "last": say_day(period.last, language)}
    return page_text(DAYS, chain, **{name: f"{FIRST_STRONG}{day}{POP}" for name, day in days.items()})


def say_figure(indicator: Indicator, value: int | None, language: str, currency: str) -> str:
    """Return a figure with its unit, `72,5 %`, `12 days`, `34 F`, a count bare; "no data" where there is none.

    `value` is in thousandths, money in the smallest coin.
    """
    if value is None:
        return page_text(NO_DATA, chain_of(language))
    if indicator.kind is Kind.MONEY:
        return format_amount(value, currency, language)
    if indicator.kind is Kind.SHARE:
        return page_text(PERCENT, chain_of(language), number=write_quantity(in_tenths(value), language))
    number = write_quantity(value, language)
    if indicator.kind is Kind.MEDIAN and indicator.measure:
        return page_text(COUNTED, chain_of(language), number=number, unit=_unit(indicator.measure, value, language))
    return number


def say_told(told: Told, language: str, currency: str) -> str:
    """Return a figure as it may be told, or why it is not."""
    if told.is_few or told.is_withheld:
        return page_text(FEW if told.is_few else WITHHELD, chain_of(language))
    return say_figure(told.indicator, told.value, language, currency)


def say_gap(indicator: Indicator, gap: int | None, language: str, currency: str) -> str:
    """Return how far a figure is from its target or from another figure, with its sign; a dash where that is not known.

    Two shares differ by points.
    """
    if gap is None:
        return NOTHING
    sign = "+" if gap > 0 else ""
    if indicator.kind is Kind.SHARE:
        return page_text(POINTS, chain_of(language), number=f"{sign}{write_quantity(in_tenths(gap), language)}")
    return f"{sign}{say_figure(indicator, gap, language, currency)}"


def say_unit(indicator: Indicator, number: int, language: str) -> str:
    """Return what the records of an indicator are called, in the form that their number asks for."""
    return count_text(indicator.unit.one, indicator.unit.many, number, chain_of(language))


def unit_key(indicator: Indicator, currency: str) -> str:
    """Return what a figure is in, for machines: percent, days, the currency, or nothing of what is counted."""
    units = {
        Kind.SHARE: "percent",
        Kind.MEDIAN: indicator.measure.many if indicator.measure else "",
        Kind.MONEY: currency,
    }
    return units.get(indicator.kind, "")


def in_tenths(value: int) -> int:
    """Round thousandths to tenths, a half away from nought: what people read of a share."""
    tenths = (abs(value) + TENTH // 2) // TENTH * TENTH
    return -tenths if value < 0 else tenths


def _unit(measure: Countable, value: int, language: str) -> str:
    return count_text(measure.one, measure.many, -(-abs(value) // THOUSANDTHS), chain_of(language))
