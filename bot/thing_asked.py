"""A thing that is asked for by its name, as fuel is: lines called so are told, not the topic the thing belongs to."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Turn
from bot.steps import Look
from bot.understanding.money_questions import MoneyQuestion
from bot.understanding.topics import GENERAL

LINE = "line"


def thing_found(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None) -> Any:
    """Return the name of the thing that lines are found by, in whichever language they have it; None where none is.

    The fuel of the ambulance is a matter of health, and that of one neighbourhood no line's; nor are years compared.
    """
    if not asked.things or asked.has_place or asked.compares or len(asked.years) > 1:
        return None
    if topic is not None and topic not in GENERAL:
        return None
    return (yield Look("thing", lambda: _name_in_use(turn, asked, year)))


def _name_in_use(turn: Turn, asked: MoneyQuestion, year: int | None) -> str | None:
    names = (name for name in asked.things if any(hit.kind == LINE for hit in turn.desk.search(name, year)))
    return next(names, None)
