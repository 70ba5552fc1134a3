"""Who reported something on works is forgotten, and who said whether finished works serve.

The first when they ask for it and a year after it was closed, the others once nobody can change their answer.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from models import Outbox, WorksOpinion, WorksPoll, WorksReport
from services.batches import in_batches
from services.house import House
from services.periods import ASKERS
from services.projects.opinions import SMALLEST
from services.projects.polls import PURPOSE
from services.requests.masking import propose_mask
from services.sent_files import GONE, PENDING

BATCH = 100
"""Reports masked in one transaction."""


def forget_reporters(session: Session, *which: ColumnElement[bool], most: int | None = None) -> int:
    """Keep what was reported without who did: names and numbers in their words are blotted out; return how many."""
    rows = session.scalars(select(WorksReport).where(*which).order_by(WorksReport.id).limit(most)).all()
    for row in rows:
        row.text, row.is_masked = propose_mask(row.text), True
        row.contact_id = row.line_id = row.latitude = row.longitude = None
        if row.photo and row.photo.startswith(PENDING):
            row.photo = f"{GONE}forgotten"  # the way to it goes with the line
    session.flush()
    return len(rows)


def forget_old_reporters(house: House) -> int:
    """Do so, a transaction for each batch, for what was closed long ago."""
    return in_batches(house, lambda session: _forget_old(session, house), BATCH)


def _forget_old(session: Session, house: House) -> int:
    old = WorksReport.settled_at < house.clock() - ASKERS
    return forget_reporters(session, old, WorksReport.is_masked.is_(False), most=BATCH)


def forget_answerers(session: Session, now: datetime) -> int:
    """Keep what was answered to questions that are over, and no way from it to who was asked; return of how many."""
    is_known = or_(WorksOpinion.contact_id.is_not(None), WorksOpinion.outbox_id.is_not(None))
    query = select(WorksPoll.id).where(
        WorksPoll.closes_at <= now, WorksPoll.id.in_(select(WorksOpinion.poll_id).where(is_known))
    )
    return sum(_forget_answerers(session, poll_id) for poll_id in session.scalars(query).all())


def _forget_answerers(session: Session, poll_id: int) -> int:
    """Cut every link: the contact, the message, the moment, the order of asking, a zone in which few answered."""
    mine = WorksOpinion.poll_id == poll_id
    asked_by = select(WorksOpinion.outbox_id).where(mine, WorksOpinion.outbox_id.is_not(None))
    session.execute(update(Outbox).where(Outbox.id.in_(asked_by)).values(purpose=PURPOSE))
    rows = session.scalars(select(WorksOpinion).where(mine).order_by(WorksOpinion.id)).all()
    answered = Counter(row.zone_id for row in rows if row.mark is not None)
    kept = [(row.mark, row.zone_id if answered[row.zone_id] >= SMALLEST else None) for row in rows]
    kept.sort(key=lambda one: (one[0] is None, one[0] or 0, one[1] or 0))
    for row, (mark, zone_id) in zip(rows, kept, strict=True):
        row.contact_id = row.outbox_id = row.answered_at = None
        row.mark, row.zone_id = mark, zone_id
    session.flush()
    return len(rows)
