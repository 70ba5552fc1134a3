"""When the ballots of a commune may be opened, and what a vote that is over still waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import Cycle
from models.cycle import CycleState
from services.cycles import phases
from services.cycles.phases import count_of
from services.cycles.standing import Standing, counted_and_published


@dataclass(frozen=True, slots=True)
class EndedVote:
    """A vote whose ballots may be opened: to be counted (`voted`), to be published (`counted`), or `published`."""

    cycle_id: int
    title: str
    standing: Standing


def next_opening(session: Session, commune_id: int, now: datetime) -> datetime | None:
    """Return when the next ballots of a commune may be opened, closing and grace over; None where no vote is ahead."""
    return min((moment for _cycle, moment in _openings(session, commune_id) if moment > now), default=None)


def vote_opening(session: Session, commune_id: int, now: datetime) -> datetime | None:
    """Return when the next vote of a commune opens that staff have approved; None where there is none."""
    return phases.next_opening(session, commune_id, PhaseKind.VOTE, now, (CycleState.APPROVED,))


def ended_vote(session: Session, commune_id: int, now: datetime) -> EndedVote | None:
    """Return the vote of a commune that ended last, None where none has ended."""
    ended = [(moment, cycle) for cycle, moment in _openings(session, commune_id) if moment <= now]
    if not ended:
        return None
    _moment, cycle = max(ended, key=lambda pair: (pair[0], pair[1].id))
    counted, published = counted_and_published(session, cycle)
    standing = Standing.PUBLISHED if published else Standing.COUNTED if counted else Standing.VOTED
    return EndedVote(cycle.id, cycle.title, standing)


def _openings(session: Session, commune_id: int) -> list[tuple[Cycle, datetime]]:
    cycles = session.scalars(
        select(Cycle).where(Cycle.commune_id == commune_id, Cycle.state == CycleState.APPROVED).order_by(Cycle.id)
    )
    counts = ((cycle, count_of(session, cycle)) for cycle in cycles)
    return [(cycle, count.opens_at) for cycle, count in counts if count is not None]
