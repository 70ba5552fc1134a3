"""What is kept of a person, in a few words."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.steps import Say
from bot.understanding.intents import Intent

PRIVACY = _(
    "We keep your number, encrypted, to answer you, your area if you gave it, your questions and your ideas. Nobody is "
    "shown your number. "
    "The operator and whoever holds your phone can read your messages: delete them after a vote if you wish. "
    "STOP: no more news. ERASE: be forgotten."
).brief(
    _("Your number is kept encrypted to answer you. Votes bear no name. Your operator sees SMS. Be forgotten: ERASE")
)


@dialogue("privacy", intents=(Intent.PRIVACY,))
def privacy(_turn: Turn) -> Talk:
    """Say what is kept and how to have it erased."""
    yield Say(PRIVACY)
