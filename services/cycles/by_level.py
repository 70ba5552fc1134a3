"""The votes of a commune at one identity level, as the pages of that level list them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Cycle
from models.cycle import CycleState, IdentityLevel


@dataclass(frozen=True, slots=True)
class NamedVote:
    """A vote in a list."""

    cycle_id: int
    title: str
    year: int


def name_vote(cycle: Cycle) -> NamedVote:
    """Return a vote as lists name it."""
    return NamedVote(cycle.id, cycle.title, cycle.year)


def votes_at(session: Session, commune_id: int, level: IdentityLevel) -> list[NamedVote]:
    """Return the commune's votes at a level that are not cancelled, the latest first."""
    query = select(Cycle).where(
        Cycle.commune_id == commune_id, Cycle.identity_level == level, Cycle.state != CycleState.VOIDED
    )
    return [name_vote(cycle) for cycle in session.scalars(query.order_by(Cycle.year.desc(), Cycle.id.desc()))]
