"""Ballots under voided codes, taken out of the box before it is counted: in the log, in no result."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from budgeting.receipts import commit_receipt
from models import Ballot, PendingEntry, SetAside, Turnout, VotingCode
from models.ballot import LogEvent
from models.voting_code import CodeState
from services.clock import hour_of
from services.keyring import CycleKey
from services.rows import put_all
from services.vault import Sealed

AT_ONCE = 500
"""Marks looked for in one statement: a database takes so many parameters and no more."""


def set_voided_aside(session: Session, cycle_id: int, key: CycleKey, salt: bytes, now: datetime) -> int:
    """Take the ballots of voided codes out of a box and say so in its log; return how many lie aside in all."""
    voided = session.scalars(
        select(VotingCode.mark).where(VotingCode.cycle_id == cycle_id, VotingCode.state == CodeState.VOIDED)
    ).all()
    for marks in _parts(voided):
        voters = [key.voter(mark) for mark in marks]
        of_them = (Ballot.cycle_id == cycle_id, Ballot.voter.in_(voters))
        ballots = session.execute(select(Ballot.sealed, Ballot.channel).where(*of_them)).all()
        sealed = [ballot.sealed for ballot in ballots]
        put_all(session, SetAside, [{"id": _id(), "cycle_id": cycle_id, "sealed": one} for one in sealed])
        put_all(session, PendingEntry, [_entry(cycle_id, key, one, salt, now) for one in sealed])
        session.execute(delete(Ballot).where(*of_them))
        for ballot in ballots:
            _turn_away(session, cycle_id, ballot.channel)
    return set_aside(session, cycle_id)


def set_aside(session: Session, cycle_id: int) -> int:
    """Return how many ballots of a cycle lie aside."""
    return session.scalar(select(func.count()).select_from(SetAside).where(SetAside.cycle_id == cycle_id)) or 0


def _turn_away(session: Session, cycle_id: int, channel: str) -> None:
    """Count one voter less: whose row it was nobody knows, so one of the same channel goes where there is one."""
    query = select(Turnout.id).where(Turnout.cycle_id == cycle_id).order_by(Turnout.channel != channel, Turnout.id)
    session.execute(delete(Turnout).where(Turnout.id == query.limit(1).scalar_subquery()))


def _entry(cycle_id: int, key: CycleKey, sealed: bytes, salt: bytes, now: datetime) -> dict[str, object]:
    try:
        commitment = commit_receipt(str(key.open(sealed)["receipt"]), salt)
    except (Sealed, ValueError, KeyError):
        commitment = ""  # it was changed in the database: no receipt is left to name
    row = {"id": _id(), "cycle_id": cycle_id, "event": LogEvent.VOIDED, "commitment": commitment}
    return {**row, "hour": hour_of(now)}


def _parts(marks: Sequence[str]) -> Iterator[Sequence[str]]:
    return (marks[start : start + AT_ONCE] for start in range(0, len(marks), AT_ONCE))


def _id() -> str:
    return os.urandom(16).hex()
