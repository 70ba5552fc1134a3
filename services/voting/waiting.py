"""What becomes of ballots that wait for their code: they lapse, their senders are told, their number is public."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from budgeting.confirming_codes import WAIT_HOURS
from budgeting.phases import PhaseKind
from models import Ballot, CountRun, Cycle, Phase, WaitingBallot
from models.cycle import CycleState, IdentityLevel
from services.clock import hour_of
from services.house import House
from services.voting.box import load_key
from services.voting.paper import Poll


def lapses_at(now: datetime) -> datetime:
    """Return the hour up to which codes were sent that are too old now: theirs is kept no finer than the hour."""
    return hour_of(now) - timedelta(hours=WAIT_HOURS + 1)


def lapse_ballots(session: Session, now: datetime) -> int:
    """Erase the ballots whose code did not come back in time, return how many; that there was one stays as a row."""
    statement = (
        update(WaitingBallot)
        .where(WaitingBallot.sealed.is_not(None))
        .where(or_(_is_too_old(now), WaitingBallot.cycle_id.in_(_over(session, now))))
        .values(sealed=None, proof=None)
        .execution_options(synchronize_session=False)
    )
    result: CursorResult[Any] = session.execute(statement)  # type: ignore[assignment]
    return max(0, result.rowcount)


def _is_too_old(now: datetime) -> ColumnElement[bool]:
    """Did its code not come back? A ballot that is kept apart (level D) has none, and waits for the town hall."""
    return and_(WaitingBallot.proof.is_not(None), WaitingBallot.hour <= lapses_at(now))


def _over(session: Session, now: datetime) -> list[int]:
    """Return the cycles in which nothing can be confirmed any more: their grace is over, or they were voided.

    Where people on a list vote, the town hall decides until the ballots are counted.
    """
    is_counted = exists().where(CountRun.cycle_id == Cycle.id)
    rows = session.execute(
        select(Cycle.id, Cycle.state, Cycle.grace_seconds, Phase.closes_at, Cycle.identity_level, is_counted)
        .join(Phase, Phase.cycle_id == Cycle.id)
        .where(Phase.kind == PhaseKind.VOTE, exists().where(WaitingBallot.cycle_id == Cycle.id))
    )
    return [
        cycle_id
        for cycle_id, state, grace, closes_at, level, counted in rows
        if state != CycleState.APPROVED
        or (counted if level == IdentityLevel.CLOSED_ROLL else now >= closes_at + timedelta(seconds=grace))
    ]


def tell_lapsed(session: Session, house: House, poll: Poll, number: str, now: datetime) -> datetime | None:
    """Return the hour of the number's latest ballot that lapsed and was not spoken of yet, and note that it is now."""
    voter = load_key(house, poll).voter(number)
    is_over = now >= poll.closes_at + poll.grace
    row = WaitingBallot
    mine = (row.cycle_id == poll.cycle_id, row.voter == voter, row.is_told.is_(False))
    lapsed = mine if is_over else (*mine, or_(row.hour <= lapses_at(now), row.sealed.is_(None)))
    hour = session.scalar(select(func.max(row.hour)).where(*lapsed))
    if hour is not None:
        values = {"is_told": True, "sealed": None, "proof": None}
        session.execute(update(row).where(*lapsed).values(values).execution_options(synchronize_session=False))
    return hour


def forget_waiting(session: Session, house: House, poll: Poll, number: str) -> None:
    """Erase what waits for the code of a number whose owner asks to be forgotten: it is no ballot yet."""
    voter = load_key(house, poll).voter(number)
    mine = (WaitingBallot.cycle_id == poll.cycle_id, WaitingBallot.voter == voter)
    session.execute(delete(WaitingBallot).where(*mine).execution_options(synchronize_session=False))


def unconfirmed(session: Session, cycle_id: int) -> int:
    """Return how many numbers sent a ballot that no code confirmed and have none that counts; they are no voters."""
    row = WaitingBallot
    has_ballot = exists().where(Ballot.cycle_id == row.cycle_id, Ballot.voter == row.voter)
    return (
        session.scalar(select(func.count(func.distinct(row.voter))).where(row.cycle_id == cycle_id, ~has_ballot)) or 0
    )
