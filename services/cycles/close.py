"""Closing: a cycle whose last phase is over and whose result is out is finished, without anybody's doing."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Cycle, Phase
from models.cycle import CycleState
from services.cycles.draft import note
from services.cycles.result import whose_result_is_out
from services.house import House


def close_finished(session: Session, house: House) -> int:
    """Close every approved cycle that is over and return how many that were; harmless to run twice.

    One whose ballots were never counted and published stays open: closing it would bar the way to its result.
    """
    ended = select(func.max(Phase.closes_at)).where(Phase.cycle_id == Cycle.id).scalar_subquery()
    over = select(Cycle).where(Cycle.state == CycleState.APPROVED, ended <= house.clock(), whose_result_is_out())
    finished = session.scalars(over.with_for_update()).all()
    for cycle in finished:
        cycle.state = CycleState.CLOSED
        note(session, house, cycle, "cycle_closed", None)
    return len(finished)
