"""What is asked of the whole budget by no topic's name: what most is spent on, what those who work are paid."""

from __future__ import annotations

from typing import Any

from bot.asked_words import ASK_MORE, NO_ONE_ALONE, NOT_COUNTED
from bot.budget_words import budget_answer
from bot.dialogue import Turn
from bot.phrases import Value, _
from bot.steps import Look, Say
from bot.understanding.intents import Topic
from bot.understanding.money_questions import MoneyQuestion
from bot.understanding.of_whole import LARGEST, STAFF_NUMBER, STAFF_ONE
from budgeting.accounts.natures import Nature
from budgeting.refusal import Refusal

THE_MOST = _("Most of the money goes here:").brief(_("The most:"))

FIRST: dict[str, Value] = {STAFF_ONE: NO_ONE_ALONE, STAFF_NUMBER: NOT_COUNTED}
"""What is said before what all are paid, where something else was asked."""


def tell_of_whole(turn: Turn, asked: MoneyQuestion, year: int | None) -> Any:
    """Tell what a question of the whole asks for; False where none is asked, or the budget has nothing of that kind."""
    if not asked.of_whole or asked.compares or len(asked.years) > 1:
        return False
    if asked.of_whole == LARGEST:
        return (yield from _tell_largest(turn, year))
    first = FIRST.get(asked.of_whole, "")
    return (yield from tell_pay_of_all(turn, year, first, ASK_MORE if first else ""))


def _tell_largest(turn: Turn, year: int | None) -> Any:
    topics = yield Look("topics", lambda: turn.desk.budget_topics(year))
    spent_on = [item for item in topics if item.topic not in (Topic.REVENUE, Topic.TOTAL)]
    if not spent_on:
        return False
    largest = max(spent_on, key=lambda item: (item.amount, item.planned or 0))
    found = yield Look("largest", lambda: turn.desk.budget(largest.topic, year, None))
    yield Say(budget_answer(found, turn.speech.language, THE_MOST))
    return True


def tell_pay_of_all(turn: Turn, year: int | None, first: Value, after: Value) -> Any:
    """Tell what all who work for the commune are paid, between two other sentences; False where no line says it."""
    try:
        found = yield Look("pay", lambda: turn.desk.budget(None, year, None, None, Nature.PERSONNEL))
    except Refusal:
        return False
    if found.nature != Nature.PERSONNEL:
        return False
    yield Say(budget_answer(found, turn.speech.language, first, after))
    return True
