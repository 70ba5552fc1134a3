"""What the pages of indicators share: which period is asked for, and figures, parts and records in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask import request
from markupsafe import Markup

from admin.charts import draw_bars
from admin.desk import current_commune, current_house
from admin.labels import name_channel, name_topic
from admin.tongue import _ as say_in
from admin.tongue import apart, direction, name_of, spoken_languages
from admin.tongue import marked as _
from budgeting.quantities import THOUSANDTHS
from services.clock import day_in
from services.figures import words
from services.figures.comparing import Compared
from services.figures.parts import PARTS, say_part
from services.figures.reading import Step
from services.figures.spans import CALENDAR, Span, last_over, period_around, period_named, quarter_of, span_of
from services.figures.telling import Told
from services.indicators import Indicator, Period, Record
from services.indicators.base import By, Kind
from services.indicators.groups import Group as Part

THIS = {Span.YEAR: _("This year"), Span.QUARTER: _("This quarter"), Span.MONTH: _("This month")}
LAST = {Span.YEAR: _("Last year"), Span.QUARTER: _("Last quarter"), Span.MONTH: _("Last month")}
SUBJECT_PAGES = {
    "request": "requests",
    "document": "documents",
    "association": "associations",
    "project": "projects",
    "follow_up": "follow_ups",
    "budget_document": "budgets",
    "contract": "contracts",
}


def today() -> date:
    """Return the day it is where the commune is."""
    return day_in(current_house().clock(), current_commune().time_zone)


def asked_period() -> Period:
    """Return the period of the address, this year where it names none that can be."""
    try:
        return Period(date.fromisoformat(request.args["first"]), date.fromisoformat(request.args["last"]))
    except (KeyError, ValueError):
        return period_named(request.args.get("period", "")) or period_around(Span.YEAR, today())


def usual_periods() -> list[tuple[str, Period]]:
    """Return the periods that are asked for most, each with its name."""
    day = today()
    running = [(THIS[span], period_around(span, day)) for span in CALENDAR]
    over = [(LAST[span], last_over(span, day)) for span in CALENDAR]
    return [*running, *over, (_("Last 30 days"), Period(day - timedelta(days=29), day))]


def period_words() -> dict[str, Any]:
    """Return what every page of figures needs to say its period."""
    return {
        "periods": usual_periods(),
        "today": today(),
        "name_period": name_period,
        "figure": say_figure,
        "gap": say_gap,
        "draw": draw_months,
        "part_names": PARTS,
        "name_of_part": lambda by: partial(name_part, by),
        "Kind": Kind,
    }


def name_period(period: Period) -> str:
    """Return what a period is called, in the language of this request."""
    return words.say_period(period, spoken_languages()[0])


def say_figure(indicator: Indicator, value: int | None) -> str:
    """Return a figure with its unit in the language of this request."""
    return _held(words.say_figure(indicator, value, spoken_languages()[0], current_commune().currency))


def say_gap(indicator: Indicator, value: int | None) -> str:
    """Return a difference of figures with its sign."""
    return _held(words.say_gap(indicator, value, spoken_languages()[0], current_commune().currency))


def say_told(told: Told) -> str:
    """Return a figure as it may be told."""
    return _held(words.say_told(told, spoken_languages()[0], current_commune().currency))


def say_compared(one: Compared) -> str:
    """Return the figure of a commune, in its own money."""
    return _held(words.say_told(one.told, spoken_languages()[0], one.currency))


def draw_months(groups: Sequence[Part], indicator: Indicator) -> Markup:
    """Return the months of a figure as bars."""
    if indicator.kind in (Kind.COUNT, Kind.MONEY):
        return draw_bars([(group.key or "", group.count) for group in groups])
    return _bars(indicator, [(group.key or "", group.value) for group in groups])


def draw_trend(steps: Sequence[Step], indicator: Indicator) -> Markup:
    """Return a trend as bars; what is not known has none."""
    return _bars(indicator, [(_label(step.period), step.value) for step in steps])


def name_part(by: By, key: str | None) -> str:
    """Return a part of a breakdown in words."""
    return say_part(by, key, spoken_languages()[0])


def name_record(record: Record) -> str:
    """Return what a record is called."""
    if record.subject == "inquiry":
        return name_topic(record.label)
    if record.subject == "participant":
        return say_in(_("Somebody who wrote"))
    return say_in(_("A voter: %(vote)s"), vote=record.label) if record.subject == "turnout" else record.label


def record_row(record: Record) -> tuple[object, ...]:
    """Return a record as the page says it, with days as every spreadsheet reads them."""
    language = name_of(record.language) if record.language else ""
    channel = name_channel(record.channel) if record.channel else ""
    sex = name_part(By.SEX, record.sex) if record.sex else ""
    number = record.subject_id
    return (record.day.isoformat(), name_record(record), record.zone, channel, language, number, sex, record.part)


def _bars(indicator: Indicator, values: Sequence[tuple[str, int | None]]) -> Markup:
    language, currency = spoken_languages()[0], current_commune().currency
    unit = 1 if indicator.kind is Kind.MONEY else THOUSANDTHS
    bars = [(label, (value or 0) // unit if indicator.kind is Kind.COUNT else value or 0) for label, value in values]
    scale = unit if indicator.kind is Kind.COUNT else 1
    return draw_bars(bars, say=lambda value: words.say_figure(indicator, value * scale, language, currency))


def _label(period: Period) -> str:
    """Return a period short enough to stand below a bar."""
    first, span = period.first, span_of(period)
    if span is Span.YEAR:
        return f"{first:%Y}"
    return f"{quarter_of(first)}/{first:%y}" if span is Span.QUARTER else f"{first:%Y-%m}"


def _held(said: str) -> str:
    return apart(said) if direction() == "rtl" else said  # else "15 %" is shown as "% 15" in Arabic
