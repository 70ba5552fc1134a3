"""The ballot of somebody who is not on the list: kept apart under their number, sealed, the last one sent."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from models import CountRun, Cycle, WaitingBallot
from models.cycle import CycleState
from services.clock import hour_of
from services.keyring import CycleKey
from services.rows import put
from services.voting.box import IN_TIME


def find_aside(session: Session, cycle_id: int, key: CycleKey, voter: str) -> dict[str, Any] | None:
    """Return the record of the ballot that is kept apart for a voter, None where none is."""
    query = select(WaitingBallot.sealed).where(*_mine(cycle_id, voter))
    records = [key.open(sealed) for sealed in session.scalars(query) if sealed is not None]
    return max(records, key=_age, default=None)  # two processes may each have kept one


def keep_aside(
    session: Session, cycle_id: int, key: CycleKey, voter: str, fresh: dict[str, Any], arrived_at: datetime
) -> dict[str, Any]:
    """Keep a record apart in place of an earlier one and return what is kept now: the last one that was sent.

    One of the grace remembers what stood at closing, as in the box.
    """
    before = find_aside(session, cycle_id, key, voter)
    if before is not None and _age(before) > _age(fresh):
        return before
    if before is not None and IN_TIME in fresh:
        fresh = {**fresh, IN_TIME: before.get(IN_TIME, before["choices"])}
    drop_aside(session, cycle_id, voter)
    put(
        session,
        WaitingBallot,
        id=os.urandom(16).hex(),
        cycle_id=cycle_id,
        voter=voter,
        sealed=key.seal(fresh),
        proof=None,
        wrong=0,
        hour=hour_of(arrived_at),
        is_told=False,
    )
    return fresh


def drop_aside(session: Session, cycle_id: int, voter: str) -> None:
    """Erase the ballot that was kept apart for a voter."""
    session.execute(delete(WaitingBallot).where(*_mine(cycle_id, voter)).execution_options(synchronize_session=False))


def may_count_yet(session: Session, cycle_id: int) -> bool:
    """Can a ballot that is kept apart still count? Not once the box was opened, or the cycle is over."""
    is_counted = exists().where(CountRun.cycle_id == Cycle.id)
    query = select(Cycle.id).where(Cycle.id == cycle_id, Cycle.state == CycleState.APPROVED, ~is_counted)
    return session.scalar(query) is not None


def is_aside() -> tuple[ColumnElement[bool], ...]:
    """Is it kept apart, and does not wait for its code?"""
    return WaitingBallot.sealed.is_not(None), WaitingBallot.proof.is_(None)


def _mine(cycle_id: int, voter: str) -> tuple[Any, ...]:
    return WaitingBallot.cycle_id == cycle_id, WaitingBallot.voter == voter, *is_aside()


def _age(record: dict[str, Any]) -> tuple[str, int]:
    return record["at"], record["seq"]
