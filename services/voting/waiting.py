"""What becomes of ballots that wait for their code: they lapse, their senders are told, their number is public."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from budgeting.confirming_codes import WAIT_HOURS
from budgeting.phases import PhaseKind
from models import Ballot, CountRun, Cycle, Phase, WaitingBallot
from models.cycle import CycleState
from services.clock import hour_of
from services.house import House
from services.rows import put
from services.voting.box import load_key
from services.voting.paper import Poll


def lapses_at(now: datetime) -> datetime:
    """Return the hour up to which codes were sent that are too old now: theirs is kept no finer than the hour."""
    return hour_of(now) - timedelta(hours=WAIT_HOURS + 1)


def lapse_ballots(session: Session, now: datetime) -> int:
    """Erase the ballots whose code did not come back in time, return how many; that there was one stays as a row.

    One that is kept apart (level D) has no code and waits for the town hall, until the ballots are counted.
    """
    row = WaitingBallot
    over, decided = _over(session, now)
    late = or_(row.hour <= lapses_at(now), row.cycle_id.in_(over))
    lapse = update(row).where(row.proof.is_not(None), late).values(sealed=None, proof=None)
    undecided = (row.proof.is_(None), row.sealed.is_not(None), row.cycle_id.in_(decided))
    forget = update(row).where(*undecided).values(sealed=None, is_told=True, is_confirmed=True)
    results: list[CursorResult[Any]] = [
        session.execute(statement.execution_options(synchronize_session=False))  # type: ignore[misc]
        for statement in (lapse, forget)
    ]
    return sum(max(0, result.rowcount) for result in results)


def _over(session: Session, now: datetime) -> tuple[list[int], list[int]]:
    """Return the cycles in which nothing can be confirmed any more, their grace being over, and those in which the town
    hall decides no more, all being counted; those that were voided are both."""
    is_counted = exists().where(CountRun.cycle_id == Cycle.id).label("counted")
    rows = session.execute(
        select(Cycle.id, Cycle.state, Cycle.grace_seconds, Phase.closes_at, is_counted)
        .join(Phase, Phase.cycle_id == Cycle.id)
        .where(Phase.kind == PhaseKind.VOTE, exists().where(WaitingBallot.cycle_id == Cycle.id))
    ).all()
    voided = {row.id for row in rows if row.state != CycleState.APPROVED}
    over = {row.id for row in rows if now >= row.closes_at + timedelta(seconds=row.grace_seconds)}
    return sorted(voided | over), sorted(voided | {row.id for row in rows if row.counted})


def tell_lapsed(session: Session, house: House, poll: Poll, number: str, now: datetime) -> datetime | None:
    """Return the hour of the number's latest ballot that lapsed and was not spoken of yet, and note that it is now."""
    voter = load_key(house, poll).voter(number)
    is_over = now >= poll.closes_at + poll.grace
    row = WaitingBallot
    of_code = or_(row.sealed.is_(None), row.proof.is_not(None))  # what is kept apart lapses with no code
    mine = (row.cycle_id == poll.cycle_id, row.voter == voter, row.is_told.is_(False), of_code)
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
    """Return how many numbers sent a ballot that no code confirmed and have none that was; they are no voters."""
    row, other = WaitingBallot, aliased(WaitingBallot)
    has_ballot = exists().where(Ballot.cycle_id == row.cycle_id, Ballot.voter == row.voter)
    was_confirmed = exists().where(
        other.cycle_id == row.cycle_id, other.voter == row.voter, other.is_confirmed.is_(True)
    )
    of_code = or_(row.sealed.is_(None), row.proof.is_not(None))
    query = select(func.count(func.distinct(row.voter))).where(row.cycle_id == cycle_id, of_code)
    return session.scalar(query.where(~has_ballot, ~was_confirmed)) or 0


def note_confirmed(session: Session, cycle_id: int, voter: str, now: datetime) -> None:
    """Keep that a ballot of a number was confirmed, where the ballot itself stands under no number (level D)."""
    row = WaitingBallot
    known = select(row.id).where(row.cycle_id == cycle_id, row.voter == voter, row.is_confirmed.is_(True))
    if session.scalar(known.limit(1)) is None:
        marks = {"sealed": None, "proof": None, "wrong": 0, "is_told": True, "is_confirmed": True}
        put(session, row, id=os.urandom(16).hex(), cycle_id=cycle_id, voter=voter, hour=hour_of(now), **marks)
