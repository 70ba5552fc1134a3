"""Sessions of channels that have them: what was typed in each so far, and the screens that answer it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.messages import Inbound as Message
from models import DialledSession
from services.house import House
from services.rows import put_new

NOTHING = -1
"""What a new session has typed: whoever opens one has typed 0 characters."""

REALM = "session"

KEPT = timedelta(minutes=10)
"""No operator keeps a session open for longer than three minutes."""


def name_of(house: House, message: Message) -> str:
    """Return by which name a session is kept: one that tells neither the provider's id of it nor the phone."""
    return house.vault.hash(REALM, f"{message.sender} {message.session}")


def lock_session(session: Session, line_id: int, name: str, now: datetime) -> DialledSession:
    """Return a session, made when it is new, locked until the turn's end: its repeats come one after the other."""
    row = {"typed": NOTHING, "heard": 0, "at": 0, "is_over": False, "updated_at": now}
    put_new(session, DialledSession, "line_id", "name", line_id=line_id, name=name, **row)
    return session.get_one(DialledSession, (line_id, name), with_for_update=True, populate_existing=True)


def forget_sessions(session: Session, now: datetime) -> None:
    """Erase the sessions that are over, with their screens."""
    session.execute(delete(DialledSession).where(DialledSession.updated_at < now - KEPT))
