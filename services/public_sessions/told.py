"""A session that is to come, as dialogues and the public front page speak of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.views.people import SessionView
from models import Contact, PublicSession
from services.public_sessions.agenda import agenda_of
from services.public_sessions.coming import answer_of
from services.public_sessions.finding import next_of


def next_session(
    session: Session, commune_id: int, now: datetime, contact: Contact | None = None
) -> SessionView | None:
    """Return the commune's next public session that has not begun, None when none is announced."""
    row = next_of(session, commune_id, now)
    return view_for(session, row, contact) if row else None


def view_for(session: Session, row: PublicSession, contact: Contact | None = None) -> SessionView:
    """Return a session, with what somebody answered where it is told to them."""
    answer = answer_of(session, row.id, contact) if contact else None
    return SessionView(
        title=row.title,
        place=row.place,
        starts_at=row.starts_at,
        id=row.id,
        kind=str(row.kind or ""),
        agenda=tuple(item.title for item in agenda_of(session, row)),
        comes=answer.comes if answer else None,
    )
