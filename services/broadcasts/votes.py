"""The votes that broadcasts tell of, or must not speak into."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from budgeting.phases import Phase, PhaseKind
from models import Commune, Cycle
from models.cycle import CycleState, IdentityLevel
from services.broadcasts.purpose import Standing, Subject
from services.cycles.phases import open_cycle, phase_of, vote_ahead


def vote_since(session: Session, commune_id: int, now: datetime) -> datetime | None:
    """Return when the vote that is open now was opened, None where people vote on nothing."""
    vote = open_vote(session, commune_id, now)
    return vote.opens_at if vote is not None else None


def open_vote(session: Session, commune_id: int, now: datetime) -> Phase | None:
    """Return the stage of voting that is open now, None where people vote on nothing."""
    cycle = open_cycle(session, commune_id, PhaseKind.VOTE, now, [CycleState.APPROVED])
    return phase_of(session, cycle.id, PhaseKind.VOTE) if cycle is not None else None


def votes_to_tell(session: Session, commune: Commune, now: datetime) -> Sequence[Subject]:
    """Return the vote that is open or opens next."""
    cycle = vote_ahead(session, commune.id, now)
    return () if cycle is None else (Subject(cycle.id, cycle.title),)


def standing_of_vote(session: Session, commune: Commune, cycle_id: int, now: datetime) -> Standing:
    """Return whether people vote in a cycle now; one that was cancelled is over."""
    cycle = session.get(Cycle, cycle_id)
    if cycle is None or cycle.commune_id != commune.id or cycle.state != CycleState.APPROVED:
        return Standing.OVER
    vote = phase_of(session, cycle.id, PhaseKind.VOTE)
    if vote is None or now >= vote.closes_at:
        return Standing.OVER
    return Standing.NOW if vote.holds(now) else Standing.TO_COME


def vote_told(session: Session, cycle_id: int) -> tuple[Phase, bool]:
    """Return the stage of voting of a cycle, and whether people vote there by codes."""
    cycle = session.get_one(Cycle, cycle_id)
    vote = phase_of(session, cycle.id, PhaseKind.VOTE)
    assert vote is not None  # its standing was asked before
    return vote, cycle.identity_level == IdentityLevel.VOTING_CODE
