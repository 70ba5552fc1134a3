"""Thanks: a friendly word back, and nothing is opened by it."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.steps import Say
from bot.understanding.intents import Intent

WELCOME = _("You are welcome. For anything else, send 0.")


@dialogue("thanks", intents=(Intent.THANKS,))
def thanks(_turn: Turn) -> Talk:
    """Say that it was a pleasure."""
    yield Say(WELCOME)
