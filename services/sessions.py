"""The public sessions of the commune: when the next one is, and the list staff keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.ports import SessionView
from budgeting.refusal import Refusal
from models import Commune, FollowUp, Proposal, PublicSession
from services.audit import record
from services.clock import zone_of
from services.house import House

LONGEST = 200
RECOMMENDATION = "recommendation"
"""The origin of what a session recommends."""
FURTHEST = timedelta(days=2 * 366)


class SessionNo(StrEnum):
    """Why a public session is not announced, or not found."""

    UNKNOWN = "session_unknown"
    WITHOUT_TITLE = "session_without_title"
    WITHOUT_PLACE = "session_without_place"
    TOO_LONG = "session_text_too_long"
    IN_THE_PAST = "session_in_the_past"
    TOO_FAR = "session_too_far"


@dataclass(frozen=True, slots=True)
class AnnouncedSession:
    """A public session as staff see it."""

    id: int
    title: str
    place: str
    starts_at: datetime
    is_past: bool


def next_session(session: Session, commune_id: int, now: datetime) -> SessionView | None:
    """Return the commune's next public session that has not begun, None when none is announced."""
    row = session.scalar(
        select(PublicSession)
        .where(PublicSession.commune_id == commune_id, PublicSession.starts_at > now)
        .order_by(PublicSession.starts_at, PublicSession.id)
        .limit(1)
    )
    return SessionView(row.title, row.place, row.starts_at) if row else None


def add_session(
    session: Session,
    house: House,
    *,
    commune_id: int,
    title: str,
    place: str,
    starts_at: datetime,
    staff_id: int | None,
) -> int:
    """Announce a public session and return its id; a moment without a zone is on the commune's own clock."""
    commune = session.get_one(Commune, commune_id)
    row = PublicSession(
        commune_id=commune_id,
        title=_words(title, SessionNo.WITHOUT_TITLE),
        place=_words(place, SessionNo.WITHOUT_PLACE),
        starts_at=_moment(house, commune, starts_at),
        made_at=house.clock(),
    )
    session.add(row)
    session.flush()
    _note(session, house, row, "session_announced", staff_id)
    return row.id


def remove_session(session: Session, house: House, *, commune_id: int, session_id: int, staff_id: int | None) -> None:
    """Take a public session off the list."""
    row = session.get(PublicSession, session_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(SessionNo.UNKNOWN)
    _note(session, house, row, "session_removed", staff_id)
    session.execute(update(Proposal).where(Proposal.session_id == row.id).values(session_id=None))
    of_it = (FollowUp.commune_id == commune_id, FollowUp.origin == RECOMMENDATION, FollowUp.origin_id == row.id)
    session.execute(update(FollowUp).where(*of_it).values(origin_id=None))  # its name stays, as the occasion
    session.delete(row)
    session.flush()


def list_sessions(
    session: Session, house: House, commune_id: int, *, limit: int = 50, offset: int = 0
) -> tuple[list[AnnouncedSession], int]:
    """Return a page of the public sessions, the latest first, and how many there are."""
    mine = PublicSession.commune_id == commune_id
    now = house.clock()
    total = session.scalar(select(func.count(PublicSession.id)).where(mine)) or 0
    query = select(PublicSession).where(mine).order_by(PublicSession.starts_at.desc(), PublicSession.id.desc())
    rows = session.scalars(query.limit(limit).offset(offset))
    return [AnnouncedSession(row.id, row.title, row.place, row.starts_at, row.starts_at <= now) for row in rows], total


def _moment(house: House, commune: Commune, starts_at: datetime) -> datetime:
    now = house.clock()
    local = starts_at if starts_at.tzinfo else starts_at.replace(tzinfo=zone_of(commune.time_zone))
    if not datetime(2000, 1, 2, tzinfo=UTC) < local or local <= now:
        raise Refusal(SessionNo.IN_THE_PAST)
    if local.replace(tzinfo=None) > (now + FURTHEST).replace(tzinfo=None):
        raise Refusal(SessionNo.TOO_FAR)
    return local.astimezone(UTC)


def _words(text: str, missing: SessionNo) -> str:
    clean = " ".join(text.replace("\0", "").split())
    if not clean:
        raise Refusal(missing)
    if len(clean) > LONGEST:
        raise Refusal(SessionNo.TOO_LONG, most=LONGEST)
    return clean


def _note(session: Session, house: House, row: PublicSession, act: str, staff_id: int | None) -> None:
    record(
        session,
        house,
        act=act,
        subject="public_session",
        subject_id=row.id,
        details={"starts_at": row.starts_at.isoformat()},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
