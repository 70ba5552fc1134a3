"""Announcing a public session, setting right what was announced, and taking one off the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import (
    AgendaItem,
    Broadcast,
    Commune,
    DoorCount,
    FollowUp,
    Participation,
    PressArticle,
    Proposal,
    PublicSession,
    RoomQuestion,
    RoomVote,
    SessionAnswer,
)
from models.public_session import SessionKind, SessionState
from services.clock import zone_of
from services.house import House
from services.public_sessions.finding import find_session, lock_session, note, words
from services.public_sessions.reasons import SessionNo
from services.public_sessions.telling import moved_words, tell_who_comes
from services.session_rooms.forgetting import remove_room

RECOMMENDATION = "recommendation"
"""The origin of what a session recommends."""
INVITATION = "session_invitation"
"""The purpose of the broadcasts that invite to one."""
FURTHEST = timedelta(days=2 * 366)
LONGEST_SESSION = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class NewSession:
    """What is announced; a moment without a zone is on the commune's own clock, `kind` a `SessionKind` or empty.

    One that `was_held` already is written down with what is known of it.
    """

    title: str
    place: str
    starts_at: datetime
    ends_at: datetime | None = None
    kind: str = ""
    was_held: bool = False


def add_session(session: Session, house: House, commune_id: int, new: NewSession, *, staff_id: int | None) -> int:
    """Announce a public session and return its id."""
    commune, now = session.get_one(Commune, commune_id), house.clock()
    starts_at = _start(commune, new.starts_at, now, is_over=new.was_held)
    row = PublicSession(
        commune_id=commune_id,
        kind=_kind(new.kind),
        title=words(new.title, SessionNo.WITHOUT_TITLE),
        place=words(new.place, SessionNo.WITHOUT_PLACE),
        starts_at=starts_at,
        ends_at=_end(commune, starts_at, new.ends_at),
        state=SessionState.HELD if new.was_held else SessionState.ANNOUNCED,
        bureau=[],
        planned={},
        made_at=now,
    )
    session.add(row)
    session.flush()
    note(session, house, row, "session_announced", staff_id)
    return row.id


def change_session(
    session: Session, house: House, commune_id: int, session_id: int, new: NewSession, *, staff_id: int | None
) -> bool:
    """Set right what was announced; True where whoever said that they come is told of another day or place."""
    row, commune = lock_session(session, commune_id, session_id), session.get_one(Commune, commune_id)
    if row.state == SessionState.CANCELLED:
        raise Refusal(SessionNo.CANCELLED)
    starts_at, before = _local(commune, new.starts_at), (row.starts_at, row.place)
    if starts_at != row.starts_at:  # one that is under way may keep the hour at which it was to begin
        starts_at = _start(commune, starts_at, house.clock(), is_over=row.state != SessionState.ANNOUNCED)
    row.kind = _kind(new.kind)
    row.title = words(new.title, SessionNo.WITHOUT_TITLE)
    row.place = words(new.place, SessionNo.WITHOUT_PLACE)
    row.starts_at, row.ends_at = starts_at, _end(commune, starts_at, new.ends_at)
    session.flush()
    note(session, house, row, "session_changed", staff_id)
    if before == (row.starts_at, row.place) or row.starts_at <= house.clock():
        return False
    return tell_who_comes(session, house, row, moved_words(row)) > 0


def remove_session(session: Session, house: House, commune_id: int, session_id: int, *, staff_id: int | None) -> None:
    """Take a public session off the list that was put there by mistake.

    `Refusal` where somebody was invited to it, was counted there or answered: it is cancelled then.
    """
    row = find_session(session, commune_id, session_id)
    if session.scalar(select(_is_in_use(row))):
        raise Refusal(SessionNo.IN_USE)
    note(session, house, row, "session_removed", staff_id)
    session.execute(update(Proposal).where(Proposal.session_id == row.id).values(session_id=None))
    of_it = (FollowUp.commune_id == commune_id, FollowUp.origin == RECOMMENDATION, FollowUp.origin_id == row.id)
    session.execute(update(FollowUp).where(*of_it).values(origin_id=None))  # its name stays, as the occasion
    for part in (AgendaItem, PressArticle):
        session.execute(delete(part).where(part.session_id == row.id))
    remove_room(session, row.id)
    session.delete(row)
    session.flush()


_HOLDING = (DoorCount, SessionAnswer, Participation, RoomQuestion, RoomVote)
"""What happened in a session, so that it is no mistake any more."""


def _is_in_use(row: PublicSession) -> ColumnElement[bool]:
    told = (Broadcast.purpose == INVITATION, Broadcast.subject_id == row.id, Broadcast.commune_id == row.commune_id)
    parts = (exists().where(part.session_id == row.id) for part in _HOLDING)
    return or_(exists().where(*told), *parts)


def _kind(kind: str) -> SessionKind | None:
    if kind and kind not in set(SessionKind):
        raise Refusal(SessionNo.KIND_WRONG)
    return SessionKind(kind) if kind else None


def _local(commune: Commune, moment: datetime) -> datetime:
    if not 2000 < moment.year < 9000:  # near the ends of the calendar no zone can be reckoned with
        raise Refusal(SessionNo.IN_THE_PAST if moment.year <= 2000 else SessionNo.TOO_FAR)
    local = moment if moment.tzinfo else moment.replace(tzinfo=zone_of(commune.time_zone))
    return local.astimezone(UTC)


def _start(commune: Commune, moment: datetime, now: datetime, *, is_over: bool) -> datetime:
    starts_at = _local(commune, moment)
    if is_over and starts_at > now:
        raise Refusal(SessionNo.NOT_HELD_YET)
    if not is_over and starts_at <= now:
        raise Refusal(SessionNo.IN_THE_PAST)
    if starts_at > now + FURTHEST:
        raise Refusal(SessionNo.TOO_FAR)
    return starts_at


def _end(commune: Commune, starts_at: datetime, moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    ends_at = _local(commune, moment)
    if not starts_at < ends_at <= starts_at + LONGEST_SESSION:
        raise Refusal(SessionNo.ENDS_TOO_EARLY, most=LONGEST_SESSION.days)
    return ends_at
