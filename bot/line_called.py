"""A line of the budget by its whole name, sent alone: it is told, whatever else its words may mean."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Turn
from bot.steps import Go, Look
from bot.understanding.fold import fold
from bot.understanding.intents import Intent

MOST_WORDS = 16
"""Words of a name."""


def lines_called(turn: Turn, name: str, year: int | None) -> Any:
    """Return the lines that are called exactly so; none for a single word, which is that of a topic or a thing."""
    said = fold(name)
    if not 1 < len(said.split()) <= MOST_WORDS:
        return []
    found = yield Look("called", lambda: turn.desk.lines_named(name, year))
    return [hit for hit in found if fold(hit.title) == said]


def tell_line_called(turn: Turn, text: str) -> Any:
    """Go to the line that a message names and nothing else; back where there is none."""
    if (yield from lines_called(turn, text, None)):
        yield Go("budget", {"text": text, "rest": text, "intent": Intent.BUDGET})
