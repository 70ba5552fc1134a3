"""Figures as tables for spreadsheets: one row an indicator, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from locales.page_words import chain_of, count_text
from services.figures.numbers import number_of
from services.figures.reading import Reading
from services.figures.spans import key_of
from services.figures.words import say_unit
from services.indicators.base import Indicator, Kind, Period
from services.printing.voice import Voice
from services.printing.voice import marked as _

Cell = str | int | Decimal | None
BOARD = (
    _("Indicator"),
    _("Period"),
    _("Figure"),
    _("Unit"),
    _("Target"),
    _("Gap"),
    _("Records"),
    _("Definition"),
    _("Source"),
    _("How it is computed"),
)


def board_table(readings: Iterable[Reading], period: Period, voice: Voice) -> tuple[list[str], list[Sequence[Cell]]]:
    """Return the board as a header and its rows, in one language; a figure that is not known is an empty cell."""
    return [voice.text(name) for name in BOARD], [_row(one, period, voice) for one in readings]


def unit_name(indicator: Indicator, records: int, language: str, currency: str) -> str:
    """Return what a figure is in: percent, days, a currency, or what its records are called."""
    if indicator.kind is Kind.SHARE:
        return "%"
    if indicator.kind is Kind.MONEY:
        return currency
    if indicator.measure:
        return count_text(indicator.measure.one, indicator.measure.many, records, chain_of(language))
    return say_unit(indicator, records, language)


def _row(reading: Reading, period: Period, voice: Voice) -> Sequence[Cell]:
    indicator, currency = reading.indicator, voice.commune.currency
    numbers = (number_of(indicator, value, currency) for value in (reading.card.says, reading.target, reading.gap))
    figure, target, gap = numbers
    return (
        voice.text(indicator.name.text),
        key_of(period),
        figure,
        unit_name(indicator, reading.card.figure, voice.language, currency),
        target,
        gap,
        reading.card.figure,
        voice.text(indicator.definition.text),
        voice.text(indicator.source.text),
        voice.text(indicator.computation.text),
    )
