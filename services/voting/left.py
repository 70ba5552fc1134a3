"""Whether a ballot of somebody may lie in a box: who asks to be forgotten is told that it stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Ballot, Commune, Cycle
from models.cycle import CycleState
from services.house import House
from services.voting.cast import load_key
from services.voting.paper import Poll, polls_of


def may_have_voted(session: Session, house: House, commune: Commune, number: str, now: datetime) -> bool:
    """Can there be a ballot of this number (E.164) in any poll of the commune, of this cycle or of an earlier one?"""
    polls = polls_of(session, house, commune)
    return any(_may_hold(session, house, poll, number, now) for poll in polls) or _has_voided_ballots(session, commune)


def _has_voided_ballots(session: Session, commune: Commune) -> bool:
    """Do ballots stand in a vote of the commune that was voided? They are not counted, and stay."""
    voided = (Cycle.commune_id == commune.id, Cycle.state == CycleState.VOIDED)
    return bool(session.scalar(select(exists().where(Ballot.cycle_id == Cycle.id, *voided))))


def _may_hold(session: Session, house: House, poll: Poll, number: str, now: datetime) -> bool:
    """Say what is known of a box: nothing lies in it before, and nobody looks for one person's ballot afterwards."""
    if now < poll.opens_at or now >= poll.closes_at:
        return now >= poll.closes_at
    try:
        voter = load_key(house, poll).voter(number)
    except Refusal:  # without its key nobody can tell
        return True
    own = select(Ballot.voter).where(Ballot.cycle_id == poll.cycle_id, Ballot.voter == voter)
    return session.scalar(own) is not None
