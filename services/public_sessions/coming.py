"""Who says that they come to a session: counted once a person, changed until it begins, shown as numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Broadcast, Contact, Inbound, Line, Outbox, PublicSession, SessionAnswer
from models.message import InboundState
from services.house import House
from services.periods import COMERS
from services.public_sessions.announcing import INVITATION
from services.public_sessions.finding import is_to_come, next_of
from services.public_sessions.reasons import SessionNo
from services.same_phone import contacts_of_phone
from services.telling import REPLY


@dataclass(frozen=True, slots=True)
class Coming:
    """How many people said that they come, and that they do not."""

    come: int = 0
    stay: int = 0


@dataclass(frozen=True, slots=True)
class Invited:
    """The session to which somebody was invited last; it was spoken of last when that left, or when they answered."""

    row: PublicSession
    sent_at: datetime
    spoken_at: datetime


def answer_session(
    session: Session, house: House, commune_id: int, session_id: int, contact: Contact, line: Line, *, comes: bool
) -> PublicSession:
    """Keep what somebody answers in place of what the same phone answered before; `Refusal` once the session began."""
    now = house.clock()
    row = session.get(PublicSession, session_id, with_for_update=True)
    open_now = select(PublicSession.id).where(PublicSession.id == session_id, is_to_come(now))
    if row is None or row.commune_id != commune_id or session.scalar(open_now) is None:
        raise Refusal(SessionNo.TAKES_NO_ANSWER)
    answer = answer_of(session, row.id, contact)
    if answer is None:
        answer = SessionAnswer(session_id=row.id)
        session.add(answer)
    answer.contact_id, answer.line_id, answer.comes, answer.answered_at = contact.id, line.id, comes, now
    session.flush()
    return row


def answer_of(session: Session, session_id: int, contact: Contact) -> SessionAnswer | None:
    """Return what somebody answered, from whichever of their channels; None while they have not."""
    people = [one.id for one in contacts_of_phone(session, contact)]
    mine = (SessionAnswer.session_id == session_id, SessionAnswer.contact_id.in_(people))
    return session.scalar(select(SessionAnswer).where(*mine).order_by(SessionAnswer.id).limit(1))


def who_comes(session: Session, session_id: int) -> Coming:
    """Return how many people said what."""
    rows = session.execute(
        select(SessionAnswer.comes, func.count())
        .where(SessionAnswer.session_id == session_id)
        .group_by(SessionAnswer.comes)
    )
    said = {bool(comes): int(count) for comes, count in rows}
    return Coming(said.get(True, 0), said.get(False, 0))


def session_meant(session: Session, contact: Contact, commune_id: int, now: datetime) -> PublicSession | None:
    """Return the session of which somebody may say that they come: the one they were invited to last, else the next."""
    invited = invited_last(session, contact, now)
    return invited.row if invited else next_of(session, commune_id, now)


def invited_last(session: Session, contact: Contact, now: datetime) -> Invited | None:
    """Return to which session that is still to come an invitation left for somebody last, None where none did."""
    found = session.execute(
        select(PublicSession, Outbox.sent_at)
        .join(Broadcast, (Broadcast.subject_id == PublicSession.id) & (Broadcast.purpose == INVITATION))
        .join(Outbox, Outbox.broadcast_id == Broadcast.id)
        .where(Outbox.contact_id == contact.id, Outbox.sent_at.is_not(None), is_to_come(now))
        .where(PublicSession.commune_id == Broadcast.commune_id)
        .order_by(Outbox.sent_at.desc(), Outbox.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    row, sent_at = found
    assert sent_at is not None  # asked for above
    answer = answer_of(session, row.id, contact)
    return Invited(row, sent_at, max(sent_at, answer.answered_at) if answer else sent_at)


def is_read_last(session: Session, contact: Contact, invited: Invited) -> bool:
    """Has somebody neither written of anything else since, nor been told anything else that they did not ask for?"""
    wrote = exists().where(
        Inbound.contact_id == contact.id,
        Inbound.arrived_at > invited.spoken_at,
        Inbound.state == InboundState.DONE,
    )
    told = exists().where(Outbox.contact_id == contact.id, Outbox.sent_at > invited.sent_at, Outbox.purpose != REPLY)
    return not session.scalar(select(or_(wrote, told)))


def forget_comers(session: Session, now: datetime) -> None:
    """Forget who said what of sessions that are over; how many that were stays counted."""
    _forget(
        session, SessionAnswer.session_id.in_(select(PublicSession.id).where(PublicSession.starts_at < now - COMERS))
    )


def forget_comer(session: Session, contact_id: int, now: datetime) -> None:
    """Take back what one contact answered of sessions to come; what they answered of others stays counted."""
    to_come = select(PublicSession.id).where(is_to_come(now))
    session.execute(
        delete(SessionAnswer)
        .where(SessionAnswer.contact_id == contact_id, SessionAnswer.session_id.in_(to_come))
        .execution_options(synchronize_session=False)
    )
    _forget(session, SessionAnswer.contact_id == contact_id)


def _forget(session: Session, *which: ColumnElement[bool]) -> None:
    known = SessionAnswer.contact_id.is_not(None)
    session.execute(update(SessionAnswer).where(*which, known).values(contact_id=None, line_id=None))
