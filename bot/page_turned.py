"""Turning the page of a list that waits."""

from __future__ import annotations

from bot.messages import Capabilities
from bot.paging import page_at
from bot.phrases import Speech
from bot.records import plain
from bot.state import State
from bot.steps import Choose, Question


def turn_page(state: State, question: Question, speech: Speech, can: Capabilities, by: int = 1) -> bool:
    """Turn to the next page, or the one before; False where there is none."""
    waiting = state.open
    if waiting is None or (by < 0 and waiting.page == 0):
        return False
    if by > 0 and not page_at(question, waiting.page, speech, can).has_more:
        return False
    waiting.page += by
    waiting.offered = plain(page_at(question, waiting.page, speech, can).offered)
    state.serial += 1
    return True


def is_only_way_on(question: Question) -> bool:
    """Is there one thing to pick and no list?"""
    return isinstance(question, Choose) and len(question.choices) == 1 and question.choices[0].number is None
