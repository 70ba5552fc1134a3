"""A line that is asked for by its own words, as fuel is: lines called so are told, not the topic they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.dialogue import Turn
from bot.ports import HitView
from bot.steps import Look
from bot.understanding.intents import Topic
from bot.understanding.money_questions import MoneyQuestion
from bot.understanding.topics import GENERAL
from budgeting.accounts.stages import Side

PAY_OF_ONE = "mayor_pay"
"""What one person earns: a sum of what many earn is no answer."""


def lines_asked(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None) -> Any:
    """Return the lines that a question names by their own words, or by a thing, in whichever language they have it.

    Of receipts no line of spending is told, nor the other way round; the fuel of health is that of its lines. What a
    neighbourhood gets no line tells by its title, and years are not compared by it.
    """
    if asked.has_place or asked.compares or asked.wants_result or len(asked.years) > 1 or asked.lines.is_both:
        return []
    return (yield Look("lines", lambda: _lines(turn, asked, topic, year)))


def is_not_told(asked: MoneyQuestion, topic: str | None) -> bool:
    """Is a thing of one topic asked for, which no line of it is called by?"""
    return bool(asked.things) and asked.nature is None and topic is not None and topic not in GENERAL


def _lines(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None) -> Sequence[HitView]:
    words, is_receipt = asked.lines.words, topic == Topic.REVENUE
    side = Side.REVENUE if is_receipt else Side.EXPENDITURE
    if words and (is_receipt or asked.lines.is_named):
        found = turn.desk.lines_named(words, year, side)
        if found:
            return found
    within = None if topic in GENERAL else topic
    return _first_found(turn.desk.lines_named(name, year, side, within) for name in asked.things)


def lines_of_thing(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None) -> Any:
    """Return the lines that a thing is called by, in whichever language they have it; none where it is no line's.

    The fuel of the ambulance is a matter of health, and that of one neighbourhood no line's; nor are years compared.
    """
    if not asked.things or asked.has_place or asked.compares or len(asked.years) > 1:
        return []
    if topic is not None and topic not in GENERAL:
        return []
    return (yield Look("thing", lambda: _first_found(turn.desk.lines_named(name, year) for name in asked.things)))


def _first_found(found: Iterable[Sequence[HitView]]) -> Sequence[HitView]:
    return next((lines for lines in found if lines), [])
