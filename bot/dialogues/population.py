"""How many people live here: what the commune has set of itself and of its places."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.facts_told import WIDE, people_there, people_told
from bot.phrases import Phrase, _
from bot.steps import Say
from bot.understanding.intents import Intent
from bot.wording import Clipped


@dialogue("population", intents=(Intent.POPULATION,))
def population(turn: Turn) -> Talk:
    """Say how many people live in the commune or in a place of it, or that this is not told, and what can be done."""
    name, number = yield from people_there(turn, turn.opening.text or "")
    yield Say(_not_told(name) if number is None else people_told(name, number, turn, turn.opening.year))


def _not_told(name: str) -> Phrase:
    return _(
        "How many people live in %(commune)s is not published. To ask the town hall: QUESTION and your words.",
        commune=Clipped(name, WIDE),
    )
