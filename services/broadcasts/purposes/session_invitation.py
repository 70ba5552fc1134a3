"""An invitation to a public session: title, place and hour are those that were announced; 1 says that one comes.

While people vote only a session that was announced before is told of: its title is words of staff. One that begins
before the vote is over is then told of too late.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import Hour, Phrase, _
from bot.wording import Clipped
from models import Commune, PublicSession
from models.public_session import SessionState
from services.broadcasts.purpose import Purpose, Standing, Subject
from services.broadcasts.readers import readers_of
from services.broadcasts.votes import open_vote
from services.public_sessions.finding import is_to_come


def _subjects(session: Session, commune: Commune, now: datetime) -> Sequence[Subject]:
    mine = (PublicSession.commune_id == commune.id, is_to_come(now))
    rows = session.scalars(select(PublicSession).where(*mine).order_by(PublicSession.starts_at, PublicSession.id))
    return [Subject(row.id, f"{row.title}, {row.place}") for row in rows]


def _standing(session: Session, commune: Commune, session_id: int, now: datetime) -> Standing:
    row = session.get(PublicSession, session_id)
    is_announced = row is not None and row.state == SessionState.ANNOUNCED
    if row is None or not is_announced or row.commune_id != commune.id or row.starts_at <= now:
        return Standing.OVER
    vote = open_vote(session, commune.id, now)
    if vote is None or row.made_at < vote.opens_at:
        return Standing.NOW
    return Standing.TO_COME if vote.closes_at < row.starts_at else Standing.TOO_LATE


def _words(session: Session, commune: Commune, session_id: int, _note: str) -> Phrase:
    row = session.get_one(PublicSession, session_id)
    return _(
        "%(commune)s, public meeting on %(starts_at)s, %(hall)s: %(meeting)s. No more news: STOP. 1 I come",
        commune=Clipped(commune.name, 25),
        starts_at=Hour(row.starts_at),
        hall=Clipped(row.place, 25),
        meeting=Clipped(row.title, 30),
    )


PURPOSE = Purpose("session_invitation", _subjects, _standing, readers_of, _words, timedelta(days=3))
