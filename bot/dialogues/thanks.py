"""Thanks: a friendly word back, and nothing is opened by it."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.steps import Go, Look, Say
from bot.understanding.intents import Intent

WELCOME = _("You are welcome. For anything else, send 0.")
CLOSING = _("All right. For anything else, send 0.")


@dialogue("thanks", intents=(Intent.THANKS,))
def thanks(turn: Turn) -> Talk:
    """Say that it was a pleasure; a yes or no to nothing closes what was, and greets who is new."""
    if not turn.opening.closes:
        yield Say(WELCOME)
        return
    commune = yield Look("commune", turn.desk.commune)
    if commune.is_new:
        yield Go("start")
    yield Say(CLOSING)
