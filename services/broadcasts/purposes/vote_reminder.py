"""The vote closes soon: told to everybody who asked for news, for who has voted is nobody's to know."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.phrases import Hour, Phrase, _
from bot.wording import Clipped
from models import Commune
from services.broadcasts.purpose import Purpose
from services.broadcasts.readers import readers_of
from services.broadcasts.votes import standing_of_vote, vote_told, votes_to_tell


def _words(session: Session, commune: Commune, cycle_id: int, _note: str) -> Phrase:
    vote, _by_code = vote_told(session, cycle_id)
    return _(
        "%(commune)s: the vote closes on %(closes_at)s. If you have voted, you need do nothing. To vote: PROJECTS. "
        "No more news: STOP",
        commune=Clipped(commune.name, 25),
        closes_at=Hour(vote.closes_at),
    )


PURPOSE = Purpose("vote_reminder", votes_to_tell, standing_of_vote, readers_of, _words, rest=timedelta(days=3))
