"""The year that a question about money asks for."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Turn
from bot.steps import Look
from bot.understanding.money_questions import MoneyQuestion


def year_asked(turn: Turn, asked: MoneyQuestion) -> Any:
    """Return the year that was asked for, in figures or as this one, the next or the last; None where none was."""
    if asked.years:
        return asked.years[0]
    if asked.years_away is None or asked.compares:
        return None
    this_year = yield Look("this_year", turn.desk.this_year)
    return this_year + asked.years_away
