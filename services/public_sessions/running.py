"""A session as it goes: opened on its day with what earlier ones left, held, or cancelled for a public reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, PublicSession
from models.public_session import SessionState
from services.clock import day_in
from services.house import House
from services.public_sessions.finding import days_of, lock_session, note, words
from services.public_sessions.reasons import SessionNo
from services.public_sessions.recommendations import open_with_what_is_left
from services.public_sessions.telling import cancelled_words, tell_who_comes
from services.session_rooms.voting import renew_codes

LONGEST_REASON = 500


def open_session(session: Session, house: House, commune_id: int, session_id: int, *, staff_id: int | None) -> None:
    """Say that a session has begun, on one of its days; what earlier ones left is carried over to it.

    One that was said to be held by mistake goes on; its vote by phone has another code on the screen.
    """
    row = _not_cancelled(session, commune_id, session_id)
    if row.state == SessionState.OPEN:
        raise Refusal(SessionNo.STANDS_SO)
    first, last = days_of(session, row)
    if not first <= _today(session, house, row) <= last:
        raise Refusal(SessionNo.NOT_ITS_DAY)
    if row.state == SessionState.HELD:
        renew_codes(session, row)
    row.state, row.closed_at = SessionState.OPEN, None
    row.opened_at = row.opened_at or house.clock()
    note(session, house, row, "session_opened", staff_id)
    open_with_what_is_left(session, house, row, staff_id=staff_id)


def close_session(session: Session, house: House, commune_id: int, session_id: int, *, staff_id: int | None) -> None:
    """Say that a session was held; one that nobody said to be open had to begin at least."""
    row, now = _not_cancelled(session, commune_id, session_id), house.clock()
    if row.state == SessionState.HELD:
        raise Refusal(SessionNo.STANDS_SO)
    if row.state == SessionState.ANNOUNCED and row.starts_at > now:
        raise Refusal(SessionNo.NOT_HELD_YET)
    row.state, row.closed_at = SessionState.HELD, now
    session.flush()
    note(session, house, row, "session_held", staff_id)


def cancel_session(
    session: Session, house: House, commune_id: int, session_id: int, reason: str, *, staff_id: int | None
) -> int:
    """Cancel a session that has not begun, and tell whoever said that they come; return how many were told."""
    row = _not_cancelled(session, commune_id, session_id)
    if row.state != SessionState.ANNOUNCED:
        raise Refusal(SessionNo.BEGAN)
    row.reason, row.state = words(reason, SessionNo.REASON_NEEDED, LONGEST_REASON), SessionState.CANCELLED
    session.flush()
    note(session, house, row, "session_cancelled", staff_id)
    return tell_who_comes(session, house, row, cancelled_words(row)) if row.starts_at > house.clock() else 0


def has_come(session: Session, house: House, row: PublicSession) -> bool:
    """Has the first day of a session come, so that people can be counted there?"""
    return days_of(session, row)[0] <= _today(session, house, row)


def _today(session: Session, house: House, row: PublicSession) -> date:
    return day_in(house.clock(), session.get_one(Commune, row.commune_id).time_zone)


def _not_cancelled(session: Session, commune_id: int, session_id: int) -> PublicSession:
    row = lock_session(session, commune_id, session_id)
    if row.state == SessionState.CANCELLED:
        raise Refusal(SessionNo.CANCELLED)
    return row
