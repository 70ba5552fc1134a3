"""The marks of codes: whether one is good now, and the place in the box of the ballot that it casts."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import VotingCode
from models.voting_code import CodeState
from services.keyring import CycleKey


def is_good(session: Session, cycle_id: int, mark: str) -> bool:
    """Was this code issued for this vote, and not voided since?"""
    query = select(VotingCode.state).where(VotingCode.cycle_id == cycle_id, VotingCode.mark == mark)
    return session.scalar(query) == CodeState.ISSUED


def is_handed_out(session: Session, cycle_id: int, mark: str) -> bool:
    """Was this code issued for this vote, whatever became of it?"""
    query = select(VotingCode.state).where(VotingCode.cycle_id == cycle_id, VotingCode.mark == mark)
    return session.scalar(query) is not None


def place_of(session: Session, key: CycleKey, cycle_id: int, passed: str | None) -> str | None:
    """Return the voter of the code behind a pass; None where the pass, or the code by now, is good for nothing."""
    mark = key.open_pass(passed) if passed else None
    return key.voter(mark) if mark is not None and is_good(session, cycle_id, mark) else None
