"""What lines called by a thing or by their own words come to in two years: fuel, not the topic it belongs to."""

from __future__ import annotations

from typing import Any

from bot.budget_words import STATUSES
from bot.comparing_words import comparison, kind_of
from bot.dialogue import Turn
from bot.found_lines import tell_found
from bot.found_words import name_of_lines
from bot.records import Record
from bot.steps import Look, Say
from bot.thing_asked import sum_asked
from bot.understanding.money_questions import MoneyQuestion

DIGITS = 4
"""Of the name of a year, which may be of two: 2025/2026."""


def compare_lines(turn: Turn, asked: MoneyQuestion, topic: str | None) -> Any:
    """Say two years of a thing side by side, or of which one there is nothing; False where no line is called so.

    One year alone is set beside the one before it.
    """
    if asked.has_place or asked.nature or not (asked.things or asked.lines.is_named):
        return False
    years = sorted(asked.years)
    last = years[-1] if years else None
    later = yield Look("later", lambda: sum_asked(turn, asked, topic, last))
    if later is None:
        return False
    before = years[0] if len(years) > 1 else int(later.year[:DIGITS]) - 1
    earlier = yield Look("before", lambda: sum_asked(turn, asked, topic, before))
    # Of a year that has no such line the nearest is told: both are then of one year, or each of another.
    missing = next((year for year, found in ((before, earlier), (last, later)) if not _is_of(found, year)), None)
    if missing is not None or not kind_of(earlier, later):
        told = earlier if _is_of(earlier, before) and missing == last else later
        yield from tell_found([told], missing)
        return True
    yield Say(comparison(earlier, later, STATUSES, turn.speech.language, name_of_lines(later)))
    return True


def _is_of(found: Record | None, year: int | None) -> bool:
    if found is None:
        return False
    return year is None or str(found.year).startswith(str(year))
