"""Bare numbers that answer no question: asked about, never recorded."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.naming import numbers_phrase
from bot.phrases import _
from bot.steps import Choice, Choose, Go, Say


@dialogue("numbers", is_private=True)
def numbers(turn: Turn) -> Talk:
    """Ask what the numbers were meant for."""
    found = list(turn.opening.numbers or ())
    if not found:
        yield Say(_("I was not waiting for a number. Send 0 for the menu."))
        return
    choices = [
        Choice("vote", _("Vote for %(numbers)s", numbers=numbers_phrase(found))),
        Choice("project", _("See project %(number)s", number=found[0])),
        Choice("menu", _("Something else")),
    ]
    chosen = yield Choose("meant", _("Nothing was recorded. What would you like?"), choices)
    yield Go(chosen, {} if chosen == "menu" else {"numbers": found})
