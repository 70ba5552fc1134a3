"""When the ballots of a commune may be opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Cycle
from models.cycle import CycleState
from services.counting.count import unlocks_at


def next_opening(session: Session, commune_id: int, now: datetime) -> datetime | None:
    """Return when the next ballots of a commune may be opened, closing and grace over; None where no vote is ahead."""
    cycles = session.scalars(
        select(Cycle).where(Cycle.commune_id == commune_id, Cycle.state == CycleState.APPROVED).order_by(Cycle.id)
    )
    moments = (unlocks_at(session, cycle) for cycle in cycles)
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
