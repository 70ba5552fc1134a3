"""Words at an open question that may be its answer or a command: the person is asked which, and nothing is lost."""

from __future__ import annotations

from bot.dialogue import Dialogue
from bot.meanings import DID_YOU_MEAN, MEANINGS, SOMETHING_ELSE
from bot.state import Open
from bot.steps import Choice, Choose
from bot.understanding.intents import Intent

NAME = "?"
ANSWER, COMMAND = "answer", "command"


def doubt_about(current: Dialogue, intent: Intent) -> Choose:
    """Return the question: is it what the dialogue is about, or what the words of a command say?"""
    own = next((MEANINGS[one] for one in current.intents if one in MEANINGS), SOMETHING_ELSE)
    choices = [Choice(ANSWER, own), Choice(COMMAND, MEANINGS.get(intent, SOMETHING_ELSE))]
    return Choose(NAME, DID_YOU_MEAN, choices)


def opened(doubt: Choose) -> Open:
    """Return the question as it waits."""
    return Open(NAME, [choice.value for choice in doubt.choices])
