"""How far the result of a cycle is: counted, and published by the people who may."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models import CountRun, Cycle


def is_counted(session: Session, cycle_id: int) -> bool:
    """Return whether the ballots of this cycle were counted, published or not."""
    return session.scalar(select(CountRun.id).where(CountRun.cycle_id == cycle_id).limit(1)) is not None


def has_result(session: Session, cycle_id: int) -> bool:
    """Return whether a result of this cycle is published, also where the cycle was voided afterwards."""
    query = select(CountRun.id).where(CountRun.cycle_id == cycle_id, CountRun.published_at.is_not(None))
    return session.scalar(query.limit(1)) is not None


def whose_result_is_out() -> ColumnElement[bool]:
    """Return the condition, for a statement on `Cycle`, that its result is published."""
    return select(CountRun.id).where(CountRun.cycle_id == Cycle.id, CountRun.published_at.is_not(None)).exists()
