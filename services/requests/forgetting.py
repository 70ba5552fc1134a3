"""Forgetting who asked: the way back to them, and what their own words may say of who they are."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from models import InformationRequest, RequestEvent, RequestPause
from services.periods import ASKERS
from services.requests.masking import propose_mask

REPLIED = "replied"
LATE = timedelta(days=30)
"""How late the timed job may be for a question that nobody's phone asked: nothing else marks that it was masked."""


def forget_asker(session: Session, row: InformationRequest) -> None:
    """Mask a citizen's own words as for the public register, and forget who they are.

    Their words are the question, what they answered when they were asked back, and the copy of it in the history. What
    staff wrote stays; so does what was published, which staff masked and confirmed.
    """
    row.text = propose_mask(row.text)
    for pause in session.scalars(select(RequestPause).where(RequestPause.request_id == row.id)):
        pause.answer = propose_mask(pause.answer) if pause.answer else pause.answer
    theirs = or_(RequestEvent.staff_id.is_(None), RequestEvent.reason == REPLIED)  # staff may note what was said
    noted = (RequestEvent.request_id == row.id, RequestEvent.note.is_not(None), theirs)
    for event in session.scalars(select(RequestEvent).where(*noted)):
        event.note = propose_mask(event.note or "")
    row.contact_id = row.line_id = None


def forget_askers(session: Session, *which: ColumnElement[bool]) -> int:
    """Do so for every request of which this is so, and return of how many."""
    found = session.scalars(select(InformationRequest).where(*which).order_by(InformationRequest.id)).all()
    for row in found:
        forget_asker(session, row)
    session.flush()
    return len(found)


def forget_old_askers(session: Session, now: datetime) -> int:
    """Do so for what was settled so long ago that nobody can complain any more."""
    row, old = InformationRequest, now - ASKERS
    just_now = and_(row.contact_id.is_(None), row.settled_at > old - LATE)
    return forget_askers(session, row.settled_at < old, or_(row.contact_id.is_not(None), just_now))
