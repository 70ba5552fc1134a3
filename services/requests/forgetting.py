"""Forgetting who asked: the way back to them, and what their own words may say of who they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models import InformationRequest, RequestEvent, RequestPause
from services.batches import in_batches
from services.house import House
from services.periods import ASKERS
from services.requests.counting import settle_counts
from services.requests.masking import propose_mask

REPLIED = "replied"
BATCH = 100
"""Requests masked in one transaction."""


def forget_askers(session: Session, *which: ColumnElement[bool], most: int | None = None) -> int:
    """Mask citizens' own words as for the public register, forget who they are, and return of how many requests.

    Their words are the question, what they answered when they were asked back, and the copy of it in the history. What
    staff wrote stays; so does what was published, which staff masked and confirmed. A settled request gets no further
    words of theirs, so what is masked stays so.
    """
    oldest_first = select(InformationRequest).where(*which).order_by(InformationRequest.id)
    found = session.scalars(oldest_first.limit(most)).all()
    settle_counts(session, {row.contact_id for row in found if row.contact_id is not None})
    _mask_replies(session, [row.id for row in found])
    for row in found:
        row.text, row.is_masked = propose_mask(row.text), True
        row.contact_id = row.line_id = None
    session.flush()
    return len(found)


def forget_old_askers(house: House) -> int:
    """Do so, a transaction for each batch, for what was settled so long ago that nobody can complain any more."""
    return in_batches(house, lambda session: _forget_old(session, house.clock()), BATCH)


def _forget_old(session: Session, now: datetime) -> int:
    row = InformationRequest
    return forget_askers(session, row.settled_at < now - ASKERS, row.is_masked.is_(False), most=BATCH)


def _mask_replies(session: Session, request_ids: Sequence[int]) -> None:
    for pause in session.scalars(select(RequestPause).where(RequestPause.request_id.in_(request_ids))):
        pause.answer = propose_mask(pause.answer) if pause.answer else pause.answer
    theirs = or_(RequestEvent.staff_id.is_(None), RequestEvent.reason == REPLIED)  # staff may note what was said
    noted = (RequestEvent.request_id.in_(request_ids), RequestEvent.note.is_not(None), theirs)
    for event in session.scalars(select(RequestEvent).where(*noted)):
        event.note = propose_mask(event.note or "")
