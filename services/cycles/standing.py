"""Where a cycle stands: its state, and for an approved one how far vote, count and publication have come."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.phases import Phase, PhaseKind
from models import CountRun, Cycle
from models.cycle import CycleState


class Standing(StrEnum):
    """What staff and citizens would say of a cycle."""

    DRAFT = "draft"
    APPROVED = "approved"
    VOTING = "voting"
    VOTED = "voted"
    COUNTED = "counted"
    PUBLISHED = "published"
    CLOSED = "closed"
    VOIDED = "voided"


def standing_of(
    state: str,
    phases: tuple[Phase, ...],
    now: datetime,
    counted_at: datetime | None,
    published_at: datetime | None,
) -> Standing:
    """Return where a cycle of that state stands at that instant."""
    if state != CycleState.APPROVED:
        return Standing(state)
    if published_at or counted_at:
        return Standing.PUBLISHED if published_at else Standing.COUNTED
    vote = next((phase for phase in phases if phase.kind == PhaseKind.VOTE), None)
    if vote is None or now < vote.opens_at:
        return Standing.APPROVED
    return Standing.VOTING if now < vote.closes_at else Standing.VOTED


def counted_and_published(session: Session, cycle: Cycle) -> tuple[datetime | None, datetime | None]:
    """Return when a cycle's ballots were last counted and when its result was published."""
    query = select(func.max(CountRun.made_at), func.max(CountRun.published_at)).where(CountRun.cycle_id == cycle.id)
    counted, published = session.execute(query).one()
    return counted, published
