"""Until when one may vote; asking changes no vote and opens none."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Hour, _
from bot.steps import Look, Say
from bot.understanding.intents import Intent


@dialogue("deadline", intents=(Intent.DEADLINE,))
def deadline(turn: Turn) -> Talk:
    """Say when the vote closes, or that none is open, and how to see or cast a vote."""
    paper = yield Look("open", turn.desk.ballot_paper)
    yield Say(
        _(
            "The vote is open until %(closes_at)s. To vote, send VOTE and your numbers. To see your vote: MY VOTE.",
            closes_at=Hour.of(paper.closes_at),
        )
    )
