"""The vote is open: until when, and how one votes. Never a word of what to vote for."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.phrases import Hour, Phrase, Value, _
from bot.wording import Clipped
from models import Commune
from services.broadcasts.purpose import Purpose
from services.broadcasts.readers import readers_of
from services.broadcasts.votes import standing_of_vote, vote_told, votes_to_tell


def _words(session: Session, commune: Commune, cycle_id: int, _note: str) -> Phrase:
    vote, by_code = vote_told(session, cycle_id)
    values: dict[str, Value] = {"commune": Clipped(commune.name, 25), "closes_at": Hour(vote.closes_at)}
    if by_code:
        return _(
            "%(commune)s: the vote is open until %(closes_at)s. List: PROJECTS. To vote: VOTE, your code and your "
            "numbers. No more news: STOP",
            **values,
        )
    return _(
        "%(commune)s: the vote is open until %(closes_at)s. List: PROJECTS. To vote: VOTE and your numbers. "
        "No more news: STOP",
        **values,
    )


PURPOSE = Purpose("vote_opening", votes_to_tell, standing_of_vote, readers_of, _words, rest=timedelta(days=365))
