"""Which phase a commune's cycles are in at an instant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.phases import Counting, Phase, PhaseKind, counting_of
from models import Cycle
from models import Phase as PhaseRow
from models.cycle import CycleState


def phases_of(session: Session, cycle_id: int) -> tuple[Phase, ...]:
    """Return a cycle's plan, the earliest phase first."""
    rows = session.scalars(select(PhaseRow).where(PhaseRow.cycle_id == cycle_id).order_by(PhaseRow.opens_at))
    return tuple(Phase(PhaseKind(row.kind), row.opens_at, row.closes_at) for row in rows)


def phase_of(session: Session, cycle_id: int, kind: PhaseKind) -> Phase | None:
    """Return the cycle's phase of that kind, None where its plan has none."""
    return next((phase for phase in phases_of(session, cycle_id) if phase.kind is kind), None)


def count_of(session: Session, cycle: Cycle) -> Counting | None:
    """Return when the cycle's ballots are counted and its result is due; None where its plan has no vote."""
    return counting_of(phases_of(session, cycle.id), timedelta(seconds=cycle.grace_seconds))


def open_cycle(
    session: Session, commune_id: int, kind: PhaseKind, now: datetime, states: Iterable[CycleState]
) -> Cycle | None:
    """Return the commune's cycle in one of these states whose phase of that kind is open, the latest opened first."""
    return session.scalars(
        select(Cycle)
        .join(PhaseRow, PhaseRow.cycle_id == Cycle.id)
        .where(Cycle.commune_id == commune_id, Cycle.state.in_(tuple(states)), PhaseRow.kind == kind)
        .where(PhaseRow.opens_at <= now, now < PhaseRow.closes_at)
        .order_by(PhaseRow.opens_at.desc(), Cycle.id.desc())
        .limit(1)
    ).first()


def vote_ahead(session: Session, commune_id: int, now: datetime) -> Cycle | None:
    """Return the commune's approved cycle whose vote is open or opens next, None where none is to come."""
    return session.scalars(
        select(Cycle)
        .join(PhaseRow, PhaseRow.cycle_id == Cycle.id)
        .where(Cycle.commune_id == commune_id, Cycle.state == CycleState.APPROVED, PhaseRow.kind == PhaseKind.VOTE)
        .where(PhaseRow.closes_at > now)
        .order_by(PhaseRow.opens_at, Cycle.id)
        .limit(1)
    ).first()


def next_opening(
    session: Session, commune_id: int, kind: PhaseKind, now: datetime, states: Iterable[CycleState]
) -> datetime | None:
    """Return when the commune's next phase of that kind opens, None where none is planned."""
    return session.scalar(
        select(PhaseRow.opens_at)
        .join(Cycle, PhaseRow.cycle_id == Cycle.id)
        .where(Cycle.commune_id == commune_id, Cycle.state.in_(tuple(states)), PhaseRow.kind == kind)
        .where(PhaseRow.opens_at > now)
        .order_by(PhaseRow.opens_at)
        .limit(1)
    )
