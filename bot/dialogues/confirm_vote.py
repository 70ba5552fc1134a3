"""A ballot's code that came back: the ballot counts (level B)."""

from __future__ import annotations

from bot.confirming_words import said_of_ballot
from bot.dialogue import Talk, Turn, dialogue
from bot.steps import Do
from bot.voting_code import SHOWN


@dialogue("confirm_vote", is_private=True)
def confirm_vote(turn: Turn) -> Talk:
    """Let the ballot count that has this code, and say what is recorded."""
    cast = yield Do("confirm", lambda: turn.desk.confirm_ballot(str(turn.opening.get(SHOWN) or "")))
    yield said_of_ballot(cast)
