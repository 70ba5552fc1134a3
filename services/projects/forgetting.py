"""Who reported something on works is forgotten: when they ask for it, and a year after it was closed."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models import WorksReport
from services.house import House
from services.periods import ASKERS
from services.requests.masking import propose_mask
from services.sent_photos import GONE, PENDING

BATCH = 100
"""Reports masked in one transaction: a vote that comes meanwhile waits for so many and no more."""


def forget_reporters(session: Session, *which: ColumnElement[bool], most: int | None = None) -> int:
    """Keep what was reported without who did: names and numbers in their words are blotted out; return how many."""
    rows = session.scalars(select(WorksReport).where(*which).order_by(WorksReport.id).limit(most)).all()
    for row in rows:
        row.text, row.is_masked = propose_mask(row.text), True
        row.contact_id = row.line_id = None
        if row.photo and row.photo.startswith(PENDING):
            row.photo = f"{GONE}forgotten"  # the way to it goes with the line
    session.flush()
    return len(rows)


def forget_old_reporters(house: House) -> int:
    """Do so, a transaction for each batch, for what was closed long ago."""
    total, done = 0, BATCH
    while done == BATCH:
        done = house.work.write(lambda session: _forget_old(session, house))
        total += done
    return total


def _forget_old(session: Session, house: House) -> int:
    old = WorksReport.settled_at < house.clock() - ASKERS
    return forget_reporters(session, old, WorksReport.is_masked.is_(False), most=BATCH)
