"""The year that a question about money asks for."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Turn
from bot.steps import Look
from bot.understanding.money_questions import MoneyQuestion


def year_asked(turn: Turn, asked: MoneyQuestion) -> Any:
    """Return the year that was asked for, in figures or as this one; None where none was."""
    if asked.years:
        return asked.years[0]
    if asked.is_this_year and not asked.compares:
        return (yield Look("this_year", turn.desk.this_year))
    return None
