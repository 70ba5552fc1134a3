"""Taking back what was done last: what is with the town hall stays there, and nobody is left to think otherwise."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.steps import Go, Say
from bot.understanding.intents import Intent


@dialogue("cancel", intents=(Intent.CANCEL,))
def cancel(turn: Turn) -> Talk:
    """Say that what was sent last (`sent`) stays, and how to follow it; of a vote, which one stands. Else the menu."""
    sent = turn.opening.sent
    if not sent:
        yield Go("menu")
    elif sent.reference:
        stays = _(
            "Nothing is cancelled: %(reference)s is with the town hall and stays there. To follow it: TRACK "
            "%(reference)s. Menu: 0",
            reference=sent.reference,
        )
        yield Say(stays)
    else:
        yield Go("my_vote")
