"""What is kept of people in a room no longer than it is needed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models import RoomAsking, RoomTry, RoomVoice, RoomVote, SessionRoom
from services.periods import ASKERS, ROOM_TRIES, ROOM_VOICES


def forget_room(session: Session, now: datetime) -> None:
    """Forget names of who asked aloud a year ago, who tried codes, and what phones said that nobody counted."""
    named = (RoomAsking.name.is_not(None), RoomAsking.asked_at < now - ASKERS)
    session.execute(update(RoomAsking).where(*named).values(name=None))
    session.execute(delete(RoomTry).where(RoomTry.tried_at < now - ROOM_TRIES))
    uncounted = select(RoomVote.id).where(RoomVote.opened_at < now - ROOM_VOICES)
    session.execute(delete(RoomVoice).where(RoomVoice.vote_id.in_(uncounted)))


def remove_room(session: Session, session_id: int) -> None:
    """Take away what staff said of the room of a session in which nothing was asked or voted."""
    for table in (RoomTry, SessionRoom):
        session.execute(delete(table).where(table.session_id == session_id))
