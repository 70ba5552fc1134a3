"""What is kept of people in a room no longer than needed, and all of it when the session is taken off the list."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models import FollowUp, RoomAsking, RoomQuestion, RoomTry, RoomVoice, RoomVote, SessionRoom
from services.periods import ASKERS
from services.session_rooms.answering import ORIGIN
from services.session_rooms.rooms import LONGEST_OPEN


def forget_room(session: Session, now: datetime) -> None:
    """Forget names of who asked aloud a year ago, who tried codes, and what phones said that nobody counted."""
    old = now - LONGEST_OPEN
    named = (RoomAsking.name.is_not(None), RoomAsking.asked_at < now - ASKERS)
    session.execute(update(RoomAsking).where(*named).values(name=None))
    session.execute(delete(RoomTry).where(RoomTry.tried_at < old))
    uncounted = select(RoomVote.id).where(RoomVote.opened_at < old - LONGEST_OPEN)
    session.execute(delete(RoomVoice).where(RoomVoice.vote_id.in_(uncounted)))


def remove_room(session: Session, session_id: int) -> None:
    """Take away what a session's room holds; questions to the town hall and promises stay as they are."""
    questions = select(RoomQuestion.id).where(RoomQuestion.session_id == session_id)
    votes = select(RoomVote.id).where(RoomVote.session_id == session_id)
    of_it = (FollowUp.origin == ORIGIN, FollowUp.origin_id.in_(questions))
    session.execute(update(FollowUp).where(*of_it).values(origin_id=None))
    session.execute(delete(RoomVoice).where(RoomVoice.vote_id.in_(votes)))
    session.execute(delete(RoomVote).where(RoomVote.session_id == session_id))
    session.execute(delete(RoomAsking).where(RoomAsking.question_id.in_(questions)))
    for table in (RoomQuestion, RoomTry, SessionRoom):
        session.execute(delete(table).where(table.session_id == session_id))
