"""The menu: everything that can be done, by number."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue, menu_dialogues
from bot.phrases import _
from bot.steps import Choice, Choose, Go
from bot.understanding.intents import Intent

HELP = _("Answer with a number, or write what you want: BUDGET HEALTH, VOTE 3 7, QUESTION and your words.")


@dialogue("menu", intents=(Intent.MENU, Intent.BACK, Intent.CANCEL))
def menu(_turn: Turn) -> Talk:
    """Offer every dialogue that has a label and go on there."""
    choices = [Choice(item.name, item.label) for item in menu_dialogues() if item.label]
    chosen = yield Choose("menu", _("What would you like?"), choices, help=HELP)
    yield Go(chosen)
