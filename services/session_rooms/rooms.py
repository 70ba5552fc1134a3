"""The room of one session: whether it takes questions now, and the secret address of its screen."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import PublicSession, RoomQuestion, RoomVote, SessionRoom
from models.public_session import SessionState
from services.audit import record
from services.house import House
from services.public_sessions.finding import lock_session
from services.session_rooms.reasons import RoomNo

LONGEST_OPEN = timedelta(days=1)
"""After which a session that nobody closed takes no questions any more, nor one that nobody opened."""
AHEAD = (SessionState.ANNOUNCED, SessionState.OPEN)
BEGUN = (SessionState.OPEN, SessionState.HELD)
Taken = TypeVar("Taken", RoomQuestion, RoomVote)
TOKEN = 32
"""Letters of the screen's secret address."""


def begun_session(session: Session, commune_id: int, session_id: int) -> PublicSession:
    """Return and lock a session that has begun; `Refusal` for one that is only announced, or cancelled."""
    found = lock_session(session, commune_id, session_id)
    if found.state not in BEGUN:
        raise Refusal(RoomNo.NOT_BEGUN)
    return found


def take_of_session(
    session: Session, model: type[Taken], commune_id: int, row_id: int, unknown: RoomNo
) -> tuple[PublicSession, Taken]:
    """Return and lock a question or a vote of the commune with its session; `Refusal` where there is none."""
    query = (
        select(PublicSession, model)
        .join(model, model.session_id == PublicSession.id)
        .where(model.id == row_id, PublicSession.commune_id == commune_id)
        .with_for_update()
    )
    found = session.execute(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise Refusal(unknown)
    return found[0], found[1]


def room_of(session: Session, session_id: int) -> SessionRoom | None:
    """Return what staff have said of the room, None where they have said nothing."""
    return session.get(SessionRoom, session_id)


def taking_session(session: Session, commune_id: int, now: datetime) -> PublicSession | None:
    """Return the session to which questions are put now: the one that is open, else the next on the budget.

    None where no session takes any.
    """
    query = (
        select(PublicSession, SessionRoom.takes_questions)
        .outerjoin(SessionRoom, SessionRoom.session_id == PublicSession.id)
        .where(PublicSession.commune_id == commune_id, PublicSession.state.in_(AHEAD))
        .order_by(PublicSession.starts_at, PublicSession.id)
    )
    taking = [row for row, wish in session.execute(query) if takes_questions(row, wish, now)]
    return next((row for row in taking if row.state == SessionState.OPEN), next(iter(taking), None))


def takes_questions(row: PublicSession, wish: bool | None, now: datetime) -> bool:
    """Does a session take questions now? As staff said, else where it is open, or announced and on the budget."""
    if row.state == SessionState.OPEN:
        return wish is not False and (row.opened_at or row.starts_at) > now - LONGEST_OPEN
    if row.state != SessionState.ANNOUNCED or row.starts_at < now - LONGEST_OPEN:
        return False
    return row.kind is not None if wish is None else wish


def set_taking(
    session: Session, house: House, commune_id: int, session_id: int, *, takes: bool, staff_id: int | None
) -> None:
    """Say whether a session takes questions by phone."""
    row = lock_session(session, commune_id, session_id)
    _moved(session, house, row).takes_questions = takes
    note_act(session, house, row, "room_takes_questions" if takes else "room_takes_none", staff_id)


def renew_screen(session: Session, house: House, commune_id: int, session_id: int, *, staff_id: int | None) -> str:
    """Make a new secret address for the screen of a room and return what stands in it; the one before is dead."""
    row = lock_session(session, commune_id, session_id)
    if row.state not in AHEAD:
        raise Refusal(RoomNo.NOT_OPEN)
    room = _moved(session, house, row)
    room.screen = secrets.token_hex(16)
    note_act(session, house, row, "room_screen_made", staff_id)
    return token_of(house, room) or ""


def token_of(house: House, room: SessionRoom | None) -> str | None:
    """Return what stands in the address of a room's screen: it cannot be told from the database alone."""
    if room is None or room.screen is None:
        return None
    key = house.vault.key_for("session screen").encode()
    return hmac.digest(key, f"{room.session_id}:{room.screen}".encode(), hashlib.sha256).hex()[:TOKEN]


def session_on_screen(session: Session, house: House, commune_id: int, token: str) -> PublicSession | None:
    """Return the session whose screen has this address, until it is over; None where none has."""
    query = (
        select(PublicSession, SessionRoom)
        .join(SessionRoom, SessionRoom.session_id == PublicSession.id)
        .where(PublicSession.commune_id == commune_id, PublicSession.state.in_(AHEAD), SessionRoom.screen.is_not(None))
    )
    for row, room in session.execute(query):
        if hmac.compare_digest((token_of(house, room) or "").encode(), token.encode()):
            return row
    return None


def words_of(text: str, missing: RoomNo, longest: int) -> str:
    """Return what staff wrote, on one line; `Refusal` where it is nothing or too long."""
    clean = one_line(text)
    if not clean:
        raise Refusal(missing)
    if len(clean) > longest:
        raise Refusal(RoomNo.TOO_LONG, most=longest, length=len(clean))
    return clean


def note_act(
    session: Session,
    house: House,
    row: PublicSession,
    act: str,
    staff_id: int | None,
    details: dict[str, int | str] | None = None,
) -> None:
    """Write what was done in a room into the trail: ids, states and counts alone."""
    record(
        session,
        house,
        act=act,
        subject="public_session",
        subject_id=row.id,
        details=details,
        staff_id=staff_id,
        commune_id=row.commune_id,
    )


def _moved(session: Session, house: House, row: PublicSession) -> SessionRoom:
    room = session.get(SessionRoom, row.id)
    if room is None:
        room = SessionRoom(session_id=row.id, moved_at=house.clock())
        session.add(room)
    room.moved_at = house.clock()
    return room
