"""Until when one may vote; asking changes no vote and opens none."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.facts_told import until_when
from bot.steps import Look, Say
from bot.understanding.intents import Intent


@dialogue("deadline", intents=(Intent.DEADLINE,))
def deadline(turn: Turn) -> Talk:
    """Say when the vote closes, or that none is open, and how to see or cast a vote."""
    paper = yield Look("open", turn.desk.ballot_paper)
    yield Say(until_when(paper))
