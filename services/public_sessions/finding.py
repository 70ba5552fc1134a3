"""One public session by its id, the next one, and what every write of it leaves in the trail."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Commune, PublicSession
from models.public_session import SessionState
from services.audit import record
from services.clock import day_in
from services.house import House
from services.public_sessions.reasons import SessionNo

LONGEST = 200


def find_session(session: Session, commune_id: int, session_id: int) -> PublicSession:
    """Return a public session of the commune; `Refusal` where there is none of that id."""
    row = session.get(PublicSession, session_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(SessionNo.UNKNOWN)
    return row


def lock_session(session: Session, commune_id: int, session_id: int) -> PublicSession:
    """Return it, held until the transaction ends."""
    row = session.get(PublicSession, session_id, with_for_update=True, populate_existing=True)
    if row is None or row.commune_id != commune_id:
        raise Refusal(SessionNo.UNKNOWN)
    return row


def is_to_come(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a session has not begun and was not cancelled."""
    return (PublicSession.starts_at > now) & (PublicSession.state == SessionState.ANNOUNCED)


def next_of(session: Session, commune_id: int, now: datetime) -> PublicSession | None:
    """Return the commune's next public session that has not begun, None when none is announced."""
    query = select(PublicSession).where(PublicSession.commune_id == commune_id, is_to_come(now))
    return session.scalar(query.order_by(PublicSession.starts_at, PublicSession.id).limit(1))


def days_of(session: Session, row: PublicSession) -> tuple[date, date]:
    """Return the first and the last day of a session where the commune is."""
    time_zone = session.get_one(Commune, row.commune_id).time_zone
    return day_in(row.starts_at, time_zone), day_in(row.ends_at or row.starts_at, time_zone)


def words(text: str, missing: SessionNo | None, longest: int = LONGEST) -> str:
    """Return a text on one line; `Refusal` where it is needed and not there, or too long."""
    clean = one_line(text, longest + 1)
    if not clean and missing is not None:
        raise Refusal(missing)
    if len(clean) > longest:
        raise Refusal(SessionNo.TOO_LONG, most=longest)
    return clean


def note(
    session: Session, house: House, row: PublicSession, act: str, staff_id: int | None, **details: str | int
) -> None:
    """Write into the trail what was done with a session."""
    record(
        session,
        house,
        act=act,
        subject="public_session",
        subject_id=row.id,
        details={"starts_at": row.starts_at.isoformat(), **details},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
