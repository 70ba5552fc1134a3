"""What of the votes typed by hand waits for a second person: sheets of meetings, and boxes that are full."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import BallotBox, CountSheet, Cycle, Sheet
from models.cycle import CycleState


@dataclass(frozen=True, slots=True)
class WaitingByHand:
    """How many sheets of meetings wait to be typed again, and how many full boxes to be closed."""

    meetings: int = 0
    boxes: int = 0


def waiting_by_hand(session: Session, commune_id: int, staff_id: int) -> WaitingByHand:
    """Return what waits for this person: nothing in which they typed themselves."""
    running = select(Cycle.id).where(Cycle.commune_id == commune_id, Cycle.state == CycleState.APPROVED)
    entered = select(func.count()).select_from(CountSheet).where(CountSheet.cycle_id.in_(running))
    once = (CountSheet.confirmed_at.is_(None), CountSheet.voided_at.is_(None), CountSheet.entered_by != staff_id)
    sheets = select(func.count()).select_from(Sheet).where(Sheet.box_id == BallotBox.id).scalar_subquery()
    full = select(BallotBox).where(BallotBox.cycle_id.in_(running), BallotBox.closed_at.is_(None))
    boxes = session.scalars(full.where(BallotBox.found == sheets)).all()
    waiting = sum(1 for box in boxes if staff_id not in box.filled_by)
    return WaitingByHand(session.scalar(entered.where(*once)) or 0, waiting)
